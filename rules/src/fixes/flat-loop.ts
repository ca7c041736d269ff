import type { Edit } from "../finding.js";
import type { Expression, Span } from "../syntax/syntax.js";
import { decidingUse } from "./conditions.js";
import type { Site } from "./form.js";
import { scopeOf } from "./surroundings.js";
import { edit, sourceOf } from "./text.js";

/**
 * The edits that make the loop variable the value of its only column: `for order in …: order.number` becomes
 * `for order_number in …: order_number`. `undefined` unless every mention of the variable is such a read.
 */
export function flatLoop(site: Site, column: string): readonly Edit[] | undefined {
  const { query, syntax } = site;
  const loop = loopSpan(site);
  if (loop?.target.kind !== "name") return undefined;
  const { name } = loop.target;
  const reads = query.rowUse.uses.map(({ at }) => at);
  const areWhole = reads.every(
    (at) => at.start >= loop.start && at.end <= loop.end && sourceOf(site, at) === `${name}.${column}`,
  );
  const spans = new Map(reads.map((at) => [at.start, at]));
  const scope = scopeOf(syntax, loop);
  const mentioned = mentions(syntax.text.slice(scope.start, scope.end), name);
  const value = `${name}_${column}`;
  if (!areWhole || mentioned !== spans.size + 1 || mentions(syntax.text, value) > 0) return undefined;
  return [edit(site, loop.target, value), ...[...spans.values()].map((at) => edit(site, at, value))];
}

interface LoopSpan extends Span {
  readonly target: Expression;
}

function loopSpan({ query }: Site): LoopSpan | undefined {
  const use = decidingUse(query.use);
  if (use.kind === "looped") {
    const isPlain = use.via === "for" || use.via === "comprehension";
    return isPlain && use.target
      ? { target: use.target, start: use.node.start, end: use.node.end }
      : undefined;
  }
  if (use.kind !== "aggregated" || !use.comprehension) return undefined;
  const { clauses, start, end } = use.comprehension;
  const [clause] = clauses;
  return clause && clauses.length === 1 ? { target: clause.target, start, end } : undefined;
}

function mentions(text: string, name: string): number {
  return [...text.matchAll(new RegExp(`(?<![\\w.])${name}(?!\\w)`, "g"))].length;
}
