import type { Edit } from "../finding.js";
import type { CallExpression, MemberExpression } from "../syntax/syntax.js";
import type { Site } from "./form.js";
import { edit, sourceOf } from "./text.js";

/** The call that sends what a builder was told. */
export interface SendingCall extends CallExpression {
  readonly callee: MemberExpression;
}

/** The call that sends a query of a builder; `undefined` for other queries, and where it stands in another file. */
export function sendingCall({ query }: Site): SendingCall | undefined {
  const step = query.calls ? query.steps.at(-1) : undefined;
  const call = step?.at.file === query.file ? step.call : undefined;
  return call?.callee.kind === "member" ? { ...call, callee: call.callee } : undefined;
}

/** Tells the builder something before it sends the query: `.take(1)`, on a line of its own in a chain of such lines. */
export function tellBefore(site: Site, { callee }: SendingCall, told: string): readonly Edit[] {
  const { object, propertySpan } = callee;
  const between = sourceOf(site, { start: object.end, end: propertySpan.start });
  return [edit(site, { start: object.end, end: object.end }, `${between}${told}`)];
}
