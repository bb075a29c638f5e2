import { queryOptions } from "@tanstack/react-query";
import { call } from "~/api/call";
import { allOf, pagesOf } from "~/api/lists";
import type { BackTestPage, LogEntry, Marks, Policy, Rule, RuleKind, RuleRequest } from "./types";

export const rulesQuery = allOf<Rule>("rules", "/automation/rules");

export const logQuery = (ruleId: string | undefined) =>
  pagesOf<LogEntry>("automation-log", "/automation/log", { ruleId });

export const policyQuery = queryOptions({
  queryKey: ["automation-policy"],
  queryFn: ({ signal }) => call<Policy>("GET", "/automation/policy", { signal }),
});

export const saveRule = (id: string | undefined, body: Partial<RuleRequest>): Promise<Rule> =>
  id ? call("PATCH", `/automation/rules/${id}`, { body }) : call("POST", "/automation/rules", { body });

/** The rules of a kind in this order. */
export const arrangeRules = (kind: RuleKind, ids: string[]): Promise<unknown> =>
  call("PUT", "/automation/rules/order", { body: { kind, ids } });

export const savePolicy = (body: Policy): Promise<Policy> => call("PUT", "/automation/policy", { body });

export const backTest = (
  { kind, trigger, conditions }: Pick<RuleRequest, "kind" | "trigger" | "conditions">,
  marks: Marks,
  days: number,
  next: string | null,
): Promise<BackTestPage> =>
  call("POST", "/automation/back-tests", { body: { kind, trigger, conditions, ...marks, days, next }, key: null });
