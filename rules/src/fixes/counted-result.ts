import type { Edit } from "../finding.js";
import type { CallExpression, MemberExpression, Span } from "../syntax/syntax.js";
import type { AssignStatement } from "../syntax/statements.js";
import { forEachExpression } from "../syntax/walk.js";
import { decidingUse } from "./conditions.js";
import type { Site } from "./form.js";
import { isMadeHere, optionCall, type OptionCall } from "./option-call.js";
import { scopeOf, surroundingsOf } from "./surroundings.js";
import { edit } from "./text.js";

/** Where a number of rows is asked for: `(await call).length`, or `rows.length` of a variable that serves for nothing else. */
export interface CountedResult {
  readonly call: OptionCall;
  readonly node: MemberExpression;
  /** Asks `asked` in place of the rows, and puts what is made of the answer in place of `whole`. */
  readonly replaced: (
    whole: { readonly start: number; readonly end: number },
    asked: string,
    made: (answer: string) => string,
  ) => readonly Edit[];
}

/** The number of rows that a use asks for; `undefined` where it is written in another way. */
export function countedResult(site: Site): CountedResult | undefined {
  const { query } = site;
  const call = optionCall(site);
  const use = decidingUse(query.use);
  if (query.use.kind !== "counted" || use.kind !== "counted" || use.node.kind !== "member" || !call)
    return undefined;
  const { node } = use;
  const { expression } = query;
  if (expression.kind === "await" && isMadeHere(query))
    return { call, node, replaced: (whole, asked, made) => [edit(site, whole, made(`(${asked})`))] };
  if (expression.kind !== "name") return undefined;
  const { name } = expression;
  const value = valueOf(site, name, call);
  return (
    value && {
      call,
      node,
      replaced: (whole, asked, made) => [edit(site, value, asked), edit(site, whole, made(name))],
    }
  );
}

/** What a variable is set to, if it is `await call` and the variable is used once. */
function valueOf(
  site: Site,
  name: string,
  call: CallExpression,
): { readonly start: number; readonly end: number } | undefined {
  const { syntax } = site;
  const statement = surroundingsOf(syntax, call).find((one): one is AssignStatement => one.kind === "assign");
  const [target, ...others] = statement?.targets ?? [];
  const value = statement?.value;
  if (value?.kind !== "await" || value.operand.start !== call.start || value.operand.end !== call.end)
    return undefined;
  if (target?.kind !== "name" || target.name !== name || others.length > 0) return undefined;
  const isBare = /^\s*=\s*$/.test(syntax.text.slice(target.end, value.start));
  const isTyped = new RegExp(`typeof\\s+${name}(?![\\w$])`).test(syntax.text);
  return isBare && !isTyped && usesOf(site, name, value) === 1 ? value : undefined;
}

/** How often a variable is used where it is known. */
function usesOf({ syntax }: Site, name: string, value: Span): number {
  const scope = scopeOf(syntax, value);
  let uses = 0;
  forEachExpression(syntax.body, (one) => {
    const isInside = scope.start <= one.start && one.end <= scope.end;
    if (one.kind === "name" && one.name === name && isInside && one.start > value.end) uses += 1;
  });
  return uses;
}
