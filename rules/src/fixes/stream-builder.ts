import { sendingCall } from "./builder-call.js";
import { hasEffect, madeElsewhere } from "./caveats.js";
import { loopOf, ofQuery, usedHere, usedOnce } from "./conditions.js";
import { streamingOn } from "./driver.js";
import type { Condition, Form, Site } from "./form.js";
import type { LoopStatement } from "../syntax/statements.js";
import { edit } from "./text.js";

const asksNothing: Condition = {
  holds: "the loop asks the database nothing",
  otherwise: "the loop uses the database while the stream holds its connection, and may wait for it for ever",
  brokenAt: ({ query }) => query.effects[0]?.at,
};

const outsideTransactions: Condition = ofQuery(
  "no transaction is open",
  "in a transaction the stream holds the connection that everything else needs",
  ({ query }) => query.context.transactions.length === 0,
);

const keepsBound: Condition = ofQuery(
  "the database keeps every bound",
  "a bound is kept by the program, and a stream would drop it",
  ({ query }) => (query.shape.looseBounds ?? []).length === 0,
);

const driverStreams: Condition = ofQuery(
  "the driver streams",
  "this driver cannot stream, or nothing tells which one is used",
  ({ rewrites, environment }) =>
    environment.engines.length > 0 && streamingOn(rewrites, environment).kind === "streams",
);

/** Reads raw rows one by one: `for await (const row of await builder.stream())`. */
export const streamBuilder: Form = {
  intent: "stream",
  form: "stream",
  fits: (site) =>
    site.rewrites.builder !== undefined &&
    sendingCall(site)?.callee.property === site.rewrites.builder.stream.of &&
    statementOf(site) !== undefined,
  conditions: [usedHere, usedOnce, driverStreams, outsideTransactions, asksNothing, keepsBound],
  caveats: [
    {
      text: "the stream holds a connection of its own until the loop is done",
      applies: () => true,
    },
    {
      text: "code out of sight may need that connection",
      applies: (site) => hasEffect(site, ["unknown-call"]),
    },
    madeElsewhere,
  ],
  write(site) {
    const call = sendingCall(site);
    const loop = statementOf(site);
    const { builder } = site.rewrites;
    if (!call || !loop || !builder) return undefined;
    const head = loop.start + "for".length;
    return {
      title: `Read the rows one by one with ${builder.stream.method}()`,
      edits: [
        edit(site, { start: head, end: head }, " await"),
        edit(site, call.callee.propertySpan, builder.stream.method),
      ],
    };
  },
};

/** The `for` statement whose header sends the query. */
function statementOf({ query }: Site): LoopStatement | undefined {
  const loop = loopOf(query);
  if (loop?.node.kind !== "loop" || loop.keepsRows || loop.isAsync || query.use.kind !== "looped")
    return undefined;
  const { iterable } = loop.node;
  const made = query.steps.at(-1)?.at;
  return iterable.kind === "await" &&
    made?.start === iterable.operand.start &&
    made.end === iterable.operand.end
    ? loop.node
    : undefined;
}
