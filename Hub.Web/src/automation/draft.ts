import type { Action, ActionType, BackTestPage, Conditions, Rule, RuleKind, RuleRequest, RuleTrigger } from "./types";

export type Draft = Required<Pick<Rule, "kind" | "trigger" | "name" | "state" | "stops" | "coolDownMinutes">> & {
  conditions: Conditions;
  actions: DraftAction[];
};

/** An action as the form holds it: a row of its own that stays what it is when others go. */
export type DraftAction = Action & { row: number };

let lastRow = 0;

export const newAction = (action: Action): DraftAction => ({ ...action, row: ++lastRow });

/** What may set off a rule of a kind; the first is the usual one. */
export const triggers: Record<RuleKind, RuleTrigger[]> = {
  keywordReply: ["message"],
  autoReply: ["firstContact", "closed", "away"],
  filter: ["message", "firstContact"],
  rule: ["message", "firstContact", "fromAd", "order", "labelAdded", "statusChanged"],
};

/** What a rule of a kind may do; the first is what a new one does. */
export const actionTypes: Record<RuleKind, ActionType[]> = {
  keywordReply: ["reply", "addLabel"],
  autoReply: ["reply"],
  filter: ["bin", "addLabel", "route", "pass"],
  rule: [
    "addLabel",
    "reply",
    "removeLabel",
    "route",
    "assign",
    "setStatus",
    "setPriority",
    "note",
    "reportLead",
    "syncContact",
    "draftOrder",
    "draftBooking",
    "callWebhook",
  ],
};

/** An hour between two answers to one contact; an auto-reply is not repeated the same day. */
const usualCoolDown: Record<RuleKind, number> = { keywordReply: 60, autoReply: 12 * 60, filter: 0, rule: 60 };

/** Off: it is tried on stored messages before customers meet it. */
export const newDraft = (kind: RuleKind): Draft => ({
  kind,
  trigger: triggers[kind][0] ?? "message",
  name: "",
  state: "off",
  stops: kind === "filter",
  coolDownMinutes: usualCoolDown[kind],
  conditions: { any: [], all: [], none: [], mode: "wholeWord", accents: "folded", teencode: true },
  actions: [newAction({ type: actionTypes[kind][0] ?? "reply" })],
});

export const draftOf = ({ kind, trigger, name, state, stops, coolDownMinutes, conditions, actions }: Rule): Draft => ({
  kind,
  trigger,
  name,
  state,
  stops,
  coolDownMinutes,
  conditions,
  actions: actions.length > 0 ? actions.map(newAction) : newDraft(kind).actions,
});

/** What goes to the hub: of each action only what belongs to its type, of the conditions only what belongs to the trigger. */
export function requestOf(draft: Draft): Partial<RuleRequest> {
  return { ...draft, name: draft.name.trim(), conditions: conditionsOf(draft), actions: draft.actions.map(lean) };
}

export const conditionsOf = ({ trigger, conditions }: Pick<Draft, "trigger" | "conditions">): Conditions => ({
  ...conditions,
  labelIds: trigger === "labelAdded" ? (conditions.labelIds ?? []) : [],
  statuses: trigger === "statusChanged" ? (conditions.statuses ?? []) : [],
});

function lean({ type, ...rest }: Action): Action {
  switch (type) {
    case "addLabel":
    case "removeLabel":
      return { type, labelId: rest.labelId ?? null };
    case "route":
      return { type, teamId: rest.teamId ?? null };
    case "assign":
      return { type, memberId: rest.memberId ?? null };
    case "draftBooking":
      return { type, serviceId: rest.serviceId ?? null };
    case "callWebhook":
      return { type, endpointId: rest.endpointId ?? null };
    case "setStatus":
      return { type, status: rest.status ?? null };
    case "setPriority":
      return { type, priority: rest.priority ?? null };
    case "reply":
    case "note":
      return { type, text: rest.text ?? "" };
    default:
      return { type };
  }
}

/** Words for a row of the list: what is looked for, and what is answered. */
export const wordsOf = ({ conditions }: Pick<Rule, "conditions">): string[] => [
  ...(conditions.any ?? []),
  ...(conditions.all ?? []),
];

export const answerOf = ({ actions }: Pick<Rule, "actions">): string | null =>
  actions.find((action) => action.type === "reply")?.text ?? null;

/** Pages of one back-test as one. */
export function joined(before: BackTestPage | null, page: BackTestPage): BackTestPage {
  if (!before) return page;
  return {
    read: before.read + page.read,
    tooSlow: before.tooSlow + page.tooSlow,
    hits: before.hits + page.hits,
    withOrder: before.withOrder + page.withOrder,
    falseHits: before.falseHits + page.falseHits,
    samples: [...before.samples, ...page.samples],
    days: summed(before.days, page.days, (day) => day.day),
    ads: summed(before.ads, page.ads, (ad) => ad.adId ?? ""),
    next: page.next,
  };
}

function summed<T extends { hits: number; falseHits: number }>(one: T[], other: T[], key: (item: T) => string): T[] {
  const all = new Map<string, T>();
  for (const item of [...one, ...other]) {
    const known = all.get(key(item));
    all.set(
      key(item),
      known ? { ...known, hits: known.hits + item.hits, falseHits: known.falseHits + item.falseHits } : item,
    );
  }
  return [...all.values()];
}

/** The rules' ids once one has come before or behind its neighbour; as they were when it has none there. */
export function moved(rules: Pick<Rule, "id">[], id: string, by: 1 | -1): string[] {
  const order = rules.map((rule) => rule.id);
  const from = order.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= order.length) return order;
  order.splice(to, 0, ...order.splice(from, 1));
  return order;
}
