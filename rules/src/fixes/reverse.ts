import { heaviest } from "../flow/heavy.js";
import { loopOf, notRaw, notSliced, ofQuery } from "./conditions.js";
import type { Form } from "./form.js";
import { pulledOneByOne, streamCaveats, streamConditions } from "./stream.js";
import { parentOf } from "./surroundings.js";
import { edit, receiverText } from "./text.js";

/** Turns the order around in the database: `reversed(qs)` → `qs.reverse().iterator()`. */
export const reverse: Form = {
  intent: "reverse",
  form: "reverse",
  fits: ({ query, rewrites }) => rewrites.reverse !== undefined && loopOf(query)?.via === "reversed",
  conditions: [
    ...streamConditions,
    notRaw,
    notSliced,
    ofQuery(
      "the rows have a total order",
      "the rows have no total order: turned around in the database, rows of equal rank would come in another order",
      ({ query }) => query.shape.order === "total",
    ),
  ],
  caveats: streamCaveats.filter((caveat) => caveat !== pulledOneByOne),
  write(site) {
    const { query, rewrites, syntax, catalog } = site;
    const call = parentOf(syntax, query.expression);
    const isReversed =
      call?.kind === "call" && call.callee.kind === "name" && call.callee.name === rewrites.reverse?.callee;
    if (!isReversed || !rewrites.stream) return undefined;
    const weight = heaviest(query, catalog);
    const stream = rewrites.stream.write(
      rewrites.stream.method,
      weight === "small" ? undefined : rewrites.stream.sizes[weight],
    );
    const text = `${receiverText(site, query.expression)}${rewrites.reverse.call}${stream}`;
    return {
      title: "Turn the order around in the database and stream the rows",
      edits: [edit(site, call, text)],
    };
  },
};
