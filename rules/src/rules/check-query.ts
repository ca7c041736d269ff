import type { Query } from "../flow/query.js";
import { rules } from "./index.js";
import type { Draft, Inspection, Rule } from "./rule.js";

/** What one rule found about a query. */
export interface RuleDraft extends Draft {
  readonly rule: string;
}

/** What the rules that are on find about a query; where two say the same, the more exact one speaks. */
export function checkQuery(query: Query, inspection: Inspection): readonly RuleDraft[] {
  const drafts = rules
    .filter((rule) => isOn(rule, inspection))
    .flatMap((rule) => {
      const draft = rule.check(query, inspection);
      return draft ? [{ rule, draft }] : [];
    });
  const found = drafts.map(({ rule }) => rule.name);
  return drafts
    .filter(({ rule }) => !rule.yieldsTo.some((other) => found.includes(other)))
    .map(({ rule, draft }) => ({ rule: rule.name, ...draft }));
}

function isOn(rule: Rule, { settings }: Inspection): boolean {
  const level = settings.rules[rule.name];
  return level === undefined
    ? rule.preset === "recommended" || settings.preset === "strict"
    : level !== "off";
}
