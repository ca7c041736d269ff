import type { LoopStatement } from "../syntax/statements.js";
import { hasEffect, madeElsewhere } from "./caveats.js";
import { callsAnything, noHook, notAggregated, notBounded, runOf, startOf } from "./chain-call.js";
import { loopOf, ofQuery, usedHere, usedOnce } from "./conditions.js";
import type { Condition, Form, Site } from "./form.js";
import { clientKnown } from "./option-call.js";
import { usesOwn } from "./pages.js";
import { edit, endOf, freshName, indentAt, newline, sourceOf, stepOf } from "./text.js";

const orderIsFree: Condition = ofQuery(
  "the query asks for no order of its own",
  "the query asks for an order of its own, and pages come in the order of the key",
  ({ query }) => {
    const { order, orderBy } = query.shape;
    return order === "none" || (orderBy.length === 1 && orderBy[0] === query.model.primaryKey[0]);
  },
);

const createsNothing: Condition = {
  holds: "the loop creates no rows that it would meet again",
  otherwise: "the loop creates rows of the collection that it reads, and later pages would meet them",
  brokenAt: ({ query }) => query.effects.find((effect) => effect.kind === "create")?.at,
};

const sameEachTime: Condition = ofQuery(
  "the conditions are the same for each page",
  "the conditions call something, which may give something else for each page",
  ({ query }) => query.steps.every(({ call }) => !call?.arguments.some(({ value }) => callsAnything(value))),
);

/** Reads the rows in pages by key through a generator, so that the loop's body stays as it is. */
export const chainPages: Form = {
  intent: "keyset",
  form: "keyset",
  fits: (site) => site.rewrites.chain !== undefined && statementOf(site) !== undefined,
  conditions: [
    usedHere,
    usedOnce,
    clientKnown,
    orderIsFree,
    notBounded,
    notAggregated,
    noHook,
    createsNothing,
    sameEachTime,
  ],
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
    const { syntax, rewrites } = site;
    const loop = statementOf(site);
    const chain = loop && runOf(site, loop.iterable);
    const rewrite = rewrites.chain;
    const read = chain && rewrite && startOf(chain, rewrite.count.read);
    if (!loop || !chain || !rewrite || read?.callee.kind !== "member") return undefined;
    const { text } = syntax;
    const receiver = read.callee.object;
    const isOwn = usesOwn(receiver);
    const name = loop.target.kind === "name" ? loop.target.name : "row";
    const model = isOwn ? freshName(text, `${name}Model`) : sourceOf(site, receiver);
    const rest = text.slice(receiver.end, chain.end);
    if (chainArguments(site).some(usesOwn)) return undefined;
    const pages = freshName(text, `${name}Pages`);
    const lines = rewrite.pages.write({
      name: pages,
      chain: `${model}${rest}`,
      query: freshName(text, "query"),
      last: freshName(text, "lastId"),
      key: rewrite.pages.key,
      size: rewrite.pages.size,
      step: stepOf(text),
      end: endOf(text),
    });
    const indent = indentAt(text, loop.start);
    const line = newline(text);
    const first = isOwn ? [`const ${model} = ${sourceOf(site, receiver)}${endOf(text)}`] : [];
    const target = text.slice(text.indexOf("(", loop.start) + 1, loop.iterable.start);
    const written = [...first, ...lines, `for await (${target}${pages}()`].join(`${line}${indent}`);
    const span = { start: loop.start, end: loop.iterable.end };
    return { title: "Read the rows in pages by key", edits: [edit(site, span, written)] };
  },
};

function chainArguments({ query }: Site): readonly Parameters<typeof usesOwn>[0][] {
  return query.steps.flatMap(({ call }) => call?.arguments.map(({ value }) => value) ?? []);
}

/** The `for` statement whose header makes the query. */
function statementOf({ query }: Site): LoopStatement | undefined {
  const loop = loopOf(query);
  if (loop?.node.kind !== "loop" || loop.keepsRows || query.use.kind !== "looped") return undefined;
  return loop.node.iterable.kind === "await" ? loop.node : undefined;
}
