import { heaviest } from "../flow/heavy.js";
import type { LoopStatement } from "../syntax/statements.js";
import { hasEffect, isPooled, madeElsewhere, unknownManager } from "./caveats.js";
import {
  holdsInstances,
  livesShortly,
  loopOf,
  notCombined,
  notLocked,
  notOfParent,
  notRaw,
  notSliced,
  ofQuery,
  outsideAsync,
  outsideTemplates,
  runOnce,
  usedHere,
  usedOnce,
} from "./conditions.js";
import { streamingOn } from "./driver.js";
import type { Condition, Form, Site } from "./form.js";
import { isAtLeast } from "./is-at-least.js";
import { nestLoop } from "./nested-loop.js";
import { streamCall } from "./resize.js";
import { jumpsOut } from "./surroundings.js";
import { freshName, quoteOf, receiverText } from "./text.js";

const orderIsFree: Condition = ofQuery(
  "the query asks for no order of its own",
  "the query asks for an order of its own, and chunks come in the order of the key",
  ({ query, rewrites }) => {
    const { order, orderBy } = query.shape;
    return (
      order === "none" ||
      order === "default" ||
      (orderBy.length === 1 &&
        (orderBy[0] === rewrites.keyset?.key || orderBy[0] === query.model.primaryKey[0]))
    );
  },
);

const rowsComeOnce: Condition = ofQuery(
  "each row comes once",
  "a row may come several times, and copies at the border of a chunk would be lost",
  ({ query }) => !query.shape.mayRepeatRows && query.shape.distinct !== "columns",
);

const createsNothing: Condition = {
  holds: "the loop creates no rows that it would meet again",
  otherwise: "the loop creates rows of the table that it reads, and later chunks would meet them without end",
  brokenAt: ({ query }) => query.effects.find((effect) => effect.kind === "create")?.at,
};

const staysInLoop: Condition = ofQuery(
  "nothing leaves the loop halfway",
  "break or else belongs to the loop, and inside a loop over chunks it would mean something else",
  ({ query }) => {
    const loop = statementOf(query);
    return loop === undefined || (!jumpsOut(loop, "break") && loop.otherwise.length === 0);
  },
);

const keyCompares: Condition = ofQuery(
  "the key can be compared",
  "the key has several columns, which this version cannot compare",
  ({ query, rewrites, environment }) =>
    query.model.primaryKey.length === 1 ||
    isAtLeast(environment.versions[rewrites.package], rewrites.keyset?.compositeSince ?? ""),
);

/** Reads the rows in chunks by key: one bounded query a chunk, on every database and driver. */
export const keyset: Form = {
  intent: "keyset",
  form: "keyset",
  fits: (site) =>
    site.rewrites.keyset !== undefined && statementOf(site.query) !== undefined && isWorthwhile(site),
  conditions: [
    usedHere,
    usedOnce,
    runOnce,
    livesShortly,
    notOfParent,
    holdsInstances,
    notRaw,
    notSliced,
    notCombined,
    notLocked,
    orderIsFree,
    rowsComeOnce,
    createsNothing,
    staysInLoop,
    keyCompares,
    outsideAsync,
    outsideTemplates,
  ],
  caveats: [
    {
      text: "rows come in the order of the key, and later chunks see what has changed meanwhile",
      applies: () => true,
    },
    unknownManager,
    madeElsewhere,
  ],
  write(site) {
    const { query, rewrites, syntax, catalog } = site;
    const loop = statementOf(query);
    const source = query.load.delivery === "streamed" ? streamedQuery(site) : query.expression;
    if (!loop || !source || !rewrites.keyset) return undefined;
    const name = loop.target.kind === "name" ? loop.target.name : "row";
    const lines = rewrites.keyset.write({
      expression: receiverText(site, source),
      rows: freshName(syntax.text, `${name}_rows`),
      chunk: freshName(syntax.text, "chunk"),
      last: freshName(syntax.text, `last_${rewrites.keyset.key}`),
      size: rewrites.stream?.sizes[heaviest(query, catalog)] ?? 1,
      key: rewrites.keyset.key,
      quote: quoteOf(site),
    });
    const edits = nestLoop(site, loop, { ...lines, iterable: freshName(syntax.text, "chunk") });
    return edits && { title: "Read the rows in chunks by key", edits };
  },
};

/** The query that a stream is made of, where the loop makes it. */
function streamedQuery(site: Site): Site["query"]["expression"] | undefined {
  const call = streamCall(site);
  const isHere = call?.start === site.query.expression.start && call.end === site.query.expression.end;
  return isHere && call.callee.kind === "member" ? call.callee.object : undefined;
}

/** The `for` statement that is the only use. */
function statementOf(query: Site["query"]): LoopStatement | undefined {
  const loop = loopOf(query);
  if (loop?.node.kind !== "loop" || loop.via !== "for" || loop.keepsRows || loop.isAsync) return undefined;
  const { start, end } = query.use.kind === "collected" ? query.use.node : query.expression;
  return loop.node.iterable.start === start && loop.node.iterable.end === end ? loop.node : undefined;
}

/** Where streaming has a catch: the loop writes, a pooler is between, or the driver may hold the whole result. */
function isWorthwhile(site: Site): boolean {
  if (site.isOnDemand === true) return true;
  const writes = hasEffect(site, ["update", "delete", "create", "unknown-call"]);
  const isStreamed = site.query.load.delivery === "streamed";
  return (
    writes || isStreamed || isPooled(site) || streamingOn(site.rewrites, site.environment).kind !== "streams"
  );
}
