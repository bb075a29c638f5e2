import type { Schemas } from "~/api/client";

export type Rule = Schemas["RuleResponse"];
export type RuleKind = Schemas["RuleKind"];
export type RuleTrigger = Schemas["RuleTrigger"];
export type RuleState = Schemas["RuleState"];
export type RuleRequest = Schemas["RuleRequest"];
export type Conditions = Schemas["RuleConditions"];
export type Action = Schemas["RuleAction"];
export type ActionType = Schemas["RuleActionType"];
export type BackTestPage = Schemas["BackTestRuleResponse"];
export type Outcome = Schemas["BackTestOutcome"];
export type LogEntry = Schemas["ListAutomationLogResponse"];
export type Policy = Schemas["AutomationPolicy"];
export type Hours = Schemas["HoursDraft"];

/** What makes a hit of a back-test a false one. */
export interface Marks {
  falseLabelIds: string[];
  falseOutcomes: Outcome[];
}

export const outcomes = ["notOrdered", "ordered", "answered", "notAnswered", "spam"] as const satisfies Outcome[];
export const kinds = ["keywordReply", "autoReply", "filter", "rule"] as const satisfies RuleKind[];
export const tabs = [...kinds, "hours", "log"] as const;
export type Tab = (typeof tabs)[number];
