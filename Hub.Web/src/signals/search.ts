import { text } from "~/page/address";
import { type LedgerState, ledgerStates, type SignalKind, signalKinds } from "./types";

/** What the ledger shows; kept in the address. */
export interface SignalsSearch {
  state?: LedgerState;
  kind?: SignalKind;
  connection?: string;
  request?: string;
}

export function readSignalsSearch(search: Record<string, unknown>): SignalsSearch {
  const state = ledgerStates.find((one) => one === search.state);
  const kind = signalKinds.find((one) => one === search.kind);
  const [connection, request] = [text(search.connection), text(search.request)];
  return {
    ...(state && { state }),
    ...(kind && { kind }),
    ...(connection && { connection }),
    ...(request && { request }),
  };
}
