export const orderStates = ["draft", "placed", "paid", "fulfilled", "completed", "cancelled", "refunded"] as const;
export type OrderState = (typeof orderStates)[number];

export interface OrderLine {
  line: number;
  productCode: string;
  name: string | null;
  quantity: number;
  unitPrice: number;
}

export interface Order {
  id: string;
  contactId: string;
  conversationId: string;
  number: string;
  state: OrderState;
  currency: string;
  total: number;
  placedAt: string;
  paidAt: string | null;
  sourceMessageId: string | null;
  lines: OrderLine[];
  contactName?: string | null;
  connectionId?: string | null;
  /** States that it can be moved to. */
  next?: OrderState[];
  canEdit?: boolean;
}

export interface LineDraft {
  key: number;
  productCode: string;
  name: string;
  quantity: number | "";
  unitPrice: number | "";
}
