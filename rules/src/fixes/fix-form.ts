import type { Edit, Fix, FixForm, Safety, Withheld } from "../finding.js";
import type { Query } from "../flow/query.js";
import type { Location } from "../location.js";
import { isAtLeast, type Rewrites } from "../orms/rewrites.js";
import type { Catalog } from "../project/catalog.js";
import type { Environment } from "../project/environment.js";
import type { Span } from "../syntax/syntax.js";

/** What a form is planned from. */
export interface FixInput {
  readonly query: Query;
  readonly text: string;
  readonly catalog: Catalog;
  readonly environment: Environment;
  readonly rewrites: Rewrites;
  readonly intents: readonly FixForm[];
}

/** What a form answers: a fix, the condition that keeps it back, or nothing when it does not apply here at all. */
export type Outcome = Fix | Withheld | undefined;

/** A rewriting form. */
export type PlanForm = (input: FixInput) => Outcome;

/** A condition of a form: what must hold, and where it fails. */
export interface Condition {
  readonly says: string;
  /** The place that breaks it; `undefined` when it holds. */
  readonly brokenAt: Location | undefined;
}

/** The first condition that fails, as a withheld fix. */
export function firstBroken(form: FixForm, conditions: readonly Condition[]): Withheld | undefined {
  for (const { says, brokenAt } of conditions)
    if (brokenAt) return { form, condition: says, location: brokenAt };
  return undefined;
}

/** A condition that is broken at the query itself unless `holds`. */
export function here(query: Query, says: string, holds: boolean): Condition {
  return {
    says,
    brokenAt: holds
      ? undefined
      : { file: query.file, start: query.expression.start, end: query.expression.end },
  };
}

/** Conditions that every rewrite of the point of use shares. */
export function common({ query }: FixInput): readonly Condition[] {
  const [other] = query.otherUses;
  return [
    {
      says: "the rows are consumed in another function, which an edit here could not follow",
      brokenAt: query.handedOver,
    },
    { says: "the result is used again here, and the cache spares a second query", brokenAt: other?.at },
    here(
      query,
      "the query lives longer than this function",
      query.shape.scope !== "module" && query.shape.scope !== "class",
    ),
    here(query, "raw SQL is not rewritten", !query.shape.isRaw),
  ];
}

/** Safe only where the form's results were compared on this version. */
export function safetyOf({ rewrites, environment }: FixInput, form: FixForm, isHarmless: boolean): Safety {
  const proof = rewrites.proven.find((one) => one.form === form);
  const version = environment.versions[rewrites.package];
  return isHarmless && proof && (version === undefined || isAtLeast(version, proof.since))
    ? "safe"
    : "suggestion";
}

/** Puts text behind the consumed expression, in parentheses where the grammar wants them. */
export function append({ query }: FixInput, added: string): readonly Edit[] {
  const { file, expression } = query;
  const isBare = ["name", "member", "call", "index", "slice"].includes(expression.kind);
  if (isBare) return [{ file, start: expression.end, end: expression.end, text: added }];
  return [
    { file, start: expression.start, end: expression.start, text: "(" },
    { file, start: expression.end, end: expression.end, text: `)${added}` },
  ];
}

/** The text of a span. */
export function textOf({ text }: FixInput, span: Span): string {
  return text.slice(span.start, span.end);
}

/** Writes string literals in the quotes that the file prefers. */
export function quoter({ text }: FixInput): (name: string) => string {
  const double = text.split('"').length;
  const mark = double >= text.split("'").length ? '"' : "'";
  return (name) => `${mark}${name}${mark}`;
}
