import type { Edit } from "../finding.js";
import type { Query } from "../flow/query.js";
import type { Argument, CallExpression, DictionaryExpression, Expression } from "../syntax/syntax.js";
import { ofQuery } from "./conditions.js";
import type { Condition, Site } from "./form.js";
import { edit, indentAt, newline, quoteOf, sourceOf } from "./text.js";

/** A call that options describe; its arguments are those behind the ones that tell the model. */
export interface OptionCall extends CallExpression {
  /** Arguments that tell the model. */
  readonly lead: readonly Argument[];
  /** The option whose value the argument is, where it is not all options. */
  readonly wrap: string | undefined;
}

/** The call whose options describe the query; `undefined` where it stands in another file. */
export function optionCall({ query }: Site): OptionCall | undefined {
  const step = query.steps.at(-1);
  if (step?.at.file !== query.file || !step.call || query.calls) return undefined;
  const { argument = 0, wrap } = step.options ?? {};
  const given = step.call.arguments;
  return { ...step.call, arguments: given.slice(argument), lead: given.slice(0, argument), wrap };
}

/** The object of options; `undefined` where there is none or it stands elsewhere. */
export function optionsOf(
  call: Pick<OptionCall, "arguments"> & Partial<Pick<OptionCall, "wrap">>,
): DictionaryExpression | undefined {
  const value = call.arguments[0]?.value;
  if (call.wrap !== undefined) return undefined;
  return value?.kind === "dictionary" && value.form === "object" ? value : undefined;
}

/** Whether all options of a call are in sight. */
export function isWritten(call: OptionCall): boolean {
  if (call.wrap !== undefined) return call.arguments.length === 1;
  const options = optionsOf(call);
  return call.arguments.length === 0 || (options !== undefined && isClosed(options));
}

/** The text of the arguments that tell the model. */
export function leadOf(site: Site, { lead }: OptionCall): string {
  return lead.map((argument) => sourceOf(site, argument)).join(", ");
}

/** The method that takes all options, where the call's own takes one. */
export function unwrappedMethod({ rewrites }: Site, { callee, wrap }: OptionCall): string | undefined {
  const name = callee.kind === "member" ? callee.property : undefined;
  if (name === undefined || wrap === undefined) return name;
  const known = rewrites.options?.unwrapped ?? {};
  return Object.hasOwn(known, name) ? known[name] : undefined;
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
export function addOption(site: Site, call: OptionCall, option: string): readonly Edit[] | undefined {
  if (call.wrap !== undefined) return unwrapped(site, call, call.wrap, option);
  if (call.arguments.length === 0) {
    const lead = call.lead.at(-1);
    if (lead) return [edit(site, { start: lead.end, end: lead.end }, `, { ${option} }`)];
    const { start, end } = call.argumentsSpan;
    return end - start < 2 ? undefined : [edit(site, { start: start + 1, end: end - 1 }, `{ ${option} }`)];
  }
  const options = optionsOf(call);
  return options && call.arguments.length === 1 ? addEntry(site, options, option) : undefined;
}

/** `findBy(conditions)` becomes `find({ where: conditions, … })`. */
function unwrapped(site: Site, call: OptionCall, wrap: string, option: string): readonly Edit[] | undefined {
  const method = unwrappedMethod(site, call);
  const [given, ...others] = call.arguments;
  if (method === undefined || !given || others.length > 0 || call.callee.kind !== "member") return undefined;
  const source = sourceOf(site, given);
  const value = source === wrap ? wrap : `${wrap}: ${source}`;
  return [edit(site, call.callee.propertySpan, method), edit(site, given, `{ ${value}, ${option} }`)];
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

/** Columns as the ORM's options list them: `{ title: true }` or `["title"]`. */
export function listedColumns(site: Site, columns: readonly string[]): string {
  return site.rewrites.options?.columns === "texts"
    ? `[${columns.map(quoteOf(site)).join(", ")}]`
    : `{ ${columns.map((column) => `${column}: true`).join(", ")} }`;
}
