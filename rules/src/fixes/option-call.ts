import type { Edit } from "../finding.js";
import type { Query } from "../flow/query.js";
import type { CallExpression, DictionaryExpression, Expression } from "../syntax/syntax.js";
import { ofQuery } from "./conditions.js";
import type { Condition, Site } from "./form.js";
import { edit, indentAt, newline } from "./text.js";

/** The call whose options describe the query; `undefined` where it stands in another file. */
export function optionCall({ query }: Site): CallExpression | undefined {
  const step = query.steps.at(-1);
  return step?.at.file === query.file ? step.call : undefined;
}

/** The object of options; `undefined` where there is none or it stands elsewhere. */
export function optionsOf(call: Pick<CallExpression, "arguments">): DictionaryExpression | undefined {
  const value = call.arguments[0]?.value;
  return value?.kind === "dictionary" && value.form === "object" ? value : undefined;
}

/** The value of an option. */
export function optionIn(options: DictionaryExpression | undefined, name: string): Expression | undefined {
  return options?.entries.find(({ key }) => key?.kind === "literal" && key.value === name)?.value;
}

/** Whether everything that an object of options holds is written there. */
export function isClosed(options: DictionaryExpression): boolean {
  return options.entries.every(({ key }) => key?.kind === "literal");
}

/** Adds an option to a call; `undefined` where its options are not written in the call. */
export function addOption(site: Site, call: CallExpression, option: string): readonly Edit[] | undefined {
  if (call.arguments.length === 0) {
    const { start, end } = call.argumentsSpan;
    return end - start < 2 ? undefined : [edit(site, { start: start + 1, end: end - 1 }, `{ ${option} }`)];
  }
  const options = optionsOf(call);
  return options && call.arguments.length === 1 ? addEntry(site, options, option) : undefined;
}

/** Adds a member behind the last one of an object: on a line of its own where each member has one. */
export function addEntry(site: Site, object: DictionaryExpression, entry: string): readonly Edit[] {
  const { text } = site.syntax;
  const last = object.entries.at(-1)?.value;
  if (!last) return [edit(site, object, `{ ${entry} }`)];
  const closing = object.end - 1;
  const behind = text.slice(last.end, closing);
  const comma = /^\s*,/.exec(behind)?.[0];
  const at = last.end + (comma?.length ?? 0);
  const first = object.entries[0];
  const firstStart = first?.key?.start ?? first?.value.start ?? object.start;
  const isOwnLine = text.slice(object.start, firstStart).includes("\n");
  const line = isOwnLine ? `${newline(text)}${indentAt(text, firstStart)}${entry}` : ` ${entry}`;
  const written = comma === undefined ? `,${line}` : `${line},`;
  return [edit(site, { start: at, end: at }, written)];
}

export const clientKnown: Condition = ofQuery(
  "the client is known",
  "only its name tells that this is a client of the ORM",
  ({ query }) => query.shape.isAssumed !== true,
);

/** What runs the rows through the program once they are there; a call in a chain counts as one. */
export function isMadeHere({ expression, steps }: Query): boolean {
  const made = steps.at(-1)?.at;
  return made !== undefined && expression.start <= made.start && made.end <= expression.end;
}
