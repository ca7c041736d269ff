import type { LoopStatement } from "../syntax/statements.js";
import { childrenOf } from "../syntax/walk.js";
import type { DictionaryExpression, Expression } from "../syntax/syntax.js";
import { hasEffect, madeElsewhere } from "./caveats.js";
import { loopOf, ofQuery, usedHere, usedOnce } from "./conditions.js";
import type { Condition, Form, Site } from "./form.js";
import type { PagesConditions } from "../orms/option-rewrites.js";
import { importOf } from "./imports.js";
import {
  clientKnown,
  isClosed,
  isWritten,
  leadOf,
  type OptionCall,
  optionCall,
  optionIn,
  optionsOf,
  unwrappedMethod,
} from "./option-call.js";
import { columnOf } from "./columns-used.js";
import { edit, endOf, freshName, indentAt, newline, quoteOf, sourceOf, stepOf } from "./text.js";

const singleKey: Condition = ofQuery(
  "the key is one column that can be compared",
  "the key has several columns, or values that cannot be compared in order",
  (site) => keyType(site) !== undefined,
);

const orderIsFree: Condition = ofQuery(
  "the query asks for no order of its own",
  "the query asks for an order of its own, and pages come in the order of the key",
  ({ query }) => {
    const { order, orderBy } = query.shape;
    return order === "none" || (orderBy.length === 1 && orderBy[0] === query.model.primaryKey[0]);
  },
);

const notBounded: Condition = ofQuery(
  "the query has no bound and no distinct columns",
  "the query has a bound, an offset or distinct columns of its own",
  ({ query }) => !query.shape.isSliced && query.shape.distinct === "no",
);

const createsNothing: Condition = {
  holds: "the loop creates no rows that it would meet again",
  otherwise: "the loop creates rows of the table that it reads, and later pages would meet them",
  brokenAt: ({ query }) => query.effects.find((effect) => effect.kind === "create")?.at,
};

/** Reads the rows in pages by key through a generator, so that the loop's body stays as it is. */
export const pages: Form = {
  intent: "keyset",
  form: "keyset",
  fits: (site) => site.rewrites.options?.pages !== undefined && statementOf(site) !== undefined,
  conditions: [usedHere, usedOnce, clientKnown, singleKey, orderIsFree, notBounded, createsNothing],
  caveats: [
    {
      text: "rows come in the order of the key, and later pages see what has changed meanwhile",
      applies: () => true,
    },
    {
      text: "code out of sight may create rows that later pages meet",
      applies: (site) => hasEffect(site, ["unknown-call"]),
    },
    madeElsewhere,
  ],
  write(site) {
    const { query, rewrites, syntax, environment } = site;
    const call = optionCall(site);
    const loop = statementOf(site);
    const options = call && optionsOf(call);
    const type = keyType(site);
    const [key] = query.model.primaryKey;
    if (!loop || call?.callee.kind !== "member" || type === undefined || key === undefined) return undefined;
    const method = unwrappedMethod(site, call);
    const needed = rewrites.options?.pages?.import;
    const imports = needed ? importOf(site, needed) : [];
    if (!isWritten(call) || method === undefined || !imports) return undefined;
    if (!mayHoldKey(site, options, key)) return undefined;
    if (call.arguments.some(({ value }) => usesOwn(value))) return undefined;
    const { text } = syntax;
    const indent = indentAt(text, loop.start);
    const name = loop.target.kind === "name" ? loop.target.name : "row";
    const source = sourceOf(site, call.callee.object);
    const isOwn = usesOwn(call.callee.object);
    const delegate = isOwn ? freshName(text, `${name}Table`) : source;
    const pagesName = freshName(text, `${name}Pages`);
    const lines = rewrites.options?.pages?.write({
      name: pagesName,
      delegate,
      method,
      lead: leadOf(site, call),
      conditions: conditionsIn(site, call),
      others: othersOf(site, options, key),
      key,
      keyType: /\.[cm]?tsx?$/.test(query.file) ? type : undefined,
      size: rewrites.options.pages.size,
      isStrict: environment.features.includes(rewrites.options.pages.strictFeature),
      step: stepOf(text),
      end: endOf(text),
      quote: quoteOf(site),
    });
    if (!lines) return undefined;
    const end = newline(text);
    const first = isOwn ? [`const ${delegate} = ${source}${endOf(text)}`] : [];
    const written = [...first, ...lines].map((line, index) => (index === 0 ? line : `${indent}${line}`));
    const header = `for await (${text.slice(text.indexOf("(", loop.start) + 1, loop.iterable.start)}${pagesName}()`;
    return {
      title: "Read the rows in pages by key",
      edits: [
        ...imports,
        edit(
          site,
          { start: loop.start, end: loop.iterable.end },
          [...written, `${indent}${header}`].join(end),
        ),
      ],
    };
  },
};

/** The `for` statement whose header makes the query. */
function statementOf({ query }: Site): LoopStatement | undefined {
  const loop = loopOf(query);
  if (loop?.node.kind !== "loop" || loop.keepsRows || query.use.kind !== "looped") return undefined;
  const { iterable } = loop.node;
  if (iterable.kind !== "await") return undefined;
  const { start, end } = iterable.operand;
  const made = query.steps.at(-1)?.at;
  return made?.start === start && made.end === end ? loop.node : undefined;
}

function keyType({ query, rewrites }: Site): string | undefined {
  const [key, second] = query.model.primaryKey;
  if (key === undefined || second !== undefined) return undefined;
  const type = columnOf(query.model.columns, key)?.type ?? "";
  const types = rewrites.options?.pages?.keyTypes ?? {};
  return Object.hasOwn(types, type) ? types[type] : undefined;
}

/** Whether an expression uses the object of the method around: a generator function has none. */
export function usesOwn(expression: Expression): boolean {
  return (expression.kind === "name" && expression.name === "this") || childrenOf(expression).some(usesOwn);
}

/** The conditions that a call has already. */
function conditionsIn(site: Site, call: OptionCall): PagesConditions | undefined {
  const name = site.rewrites.options?.count.keeps ?? "";
  const value = call.wrap === name ? call.arguments[0]?.value : optionIn(optionsOf(call), name);
  if (!value) return undefined;
  const entries = value.kind === "dictionary" && isClosed(value) ? value.entries : undefined;
  const names = entries?.flatMap(({ key }) => (key?.kind === "literal" ? [String(key.value)] : [])) ?? [];
  return { text: sourceOf(site, value), isObject: entries !== undefined, names };
}

/** The options that stay as they are; a selection gets the key, which the next page is found by. */
function othersOf(site: Site, options: DictionaryExpression | undefined, key: string): readonly string[] {
  const select = site.rewrites.options?.select;
  return (options?.entries ?? []).flatMap(({ key: name, value }) => {
    if (name?.kind !== "literal" || name.value === "where") return [];
    if (name.value === site.rewrites.options?.pages?.order) return [];
    const source = sourceOf(site, value);
    const isShorthand = name.start === value.start;
    const written = isShorthand ? source : `${String(name.value)}: ${source}`;
    if (name.value !== select || holdsKey(site, value, key)) return [written];
    const isList = value.kind === "collection";
    const more = isList ? `[${quoteOf(site)(key)},` : `{ ${key}: true,`;
    return [`${select}: ${source.replace(isList ? /^\[/ : /^\{/, isList ? `${more} ` : more)}`];
  });
}

/** Whether the rows have the key by which the next page is found, or can be given it. */
function mayHoldKey(
  { query, rewrites }: Site,
  options: DictionaryExpression | undefined,
  key: string,
): boolean {
  const { select = "", columns: form } = rewrites.options ?? {};
  const value = optionIn(options, select);
  if (!value) return true;
  if (value.kind === "collection") return value.elements.every(({ kind }) => kind !== "spread");
  if (value.kind !== "dictionary" || !isClosed(value)) return false;
  const { columns } = query.load;
  return (
    form !== "texts" || columns.kind === "all" || (columns.kind === "except" && !columns.names.includes(key))
  );
}

/** Whether a selection holds the key already, if only because it leaves others out. */
function holdsKey({ rewrites }: Site, value: Expression, key: string): boolean {
  if (value.kind === "collection")
    return value.elements.some((element) => element.kind === "literal" && element.value === key);
  return (
    rewrites.options?.columns === "texts" ||
    optionIn(value.kind === "dictionary" ? value : undefined, key) !== undefined
  );
}
