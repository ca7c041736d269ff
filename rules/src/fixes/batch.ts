import { heaviest } from "../flow/heavy.js";
import { hasEffect } from "./caveats.js";
import { loopOf, ofQuery } from "./conditions.js";
import type { Form } from "./form.js";
import { importOf } from "./imports.js";
import { isAtLeast } from "./is-at-least.js";
import { nestLoop } from "./nested-loop.js";
import { pulledOneByOne, streamCaveats, streamConditions } from "./stream.js";
import { jumpsOut } from "./surroundings.js";
import { freshName, receiverText } from "./text.js";

/** Reads a stream in batches, so that each batch can be written at once. */
export const batch: Form = {
  intent: "batch",
  form: "batch",
  fits: (site) => {
    const loop = loopOf(site.query);
    const isStatement =
      loop?.node.kind === "loop" && loop.via === "for" && !loop.keepsRows && site.query.use.kind === "looped";
    return (
      site.rewrites.batch !== undefined &&
      isStatement &&
      site.query.load.delivery === "buffered" &&
      hasEffect(site, ["update"])
    );
  },
  conditions: [
    ...streamConditions,
    ofQuery(
      "the language has batches",
      "batches need a newer version of the language",
      ({ environment, rewrites }) => isAtLeast(environment.python, rewrites.batch?.languageSince ?? ""),
    ),
    ofQuery(
      "nothing leaves the loop halfway",
      "break or else belongs to the loop, and inside a loop over batches it would mean something else",
      ({ query }) => {
        const loop = loopOf(query)?.node;
        return loop?.kind !== "loop" || (!jumpsOut(loop, "break") && loop.otherwise.length === 0);
      },
    ),
  ],
  caveats: [
    { text: "each batch can then be written at once, which stays to be done by hand", applies: () => true },
    ...streamCaveats.filter((caveat) => caveat !== pulledOneByOne),
  ],
  write(site) {
    const { query, rewrites, syntax, catalog } = site;
    const loop = loopOf(query)?.node;
    const { stream, batch: rewrite } = rewrites;
    if (loop?.kind !== "loop" || !stream || !rewrite) return undefined;
    const size = Math.min(rewrite.size, stream.sizes[heaviest(query, catalog)]);
    const name = freshName(syntax.text, "batch");
    const rows = rewrite.write(
      `${receiverText(site, query.expression)}${stream.write(stream.method, size)}`,
      size,
    );
    const imports = importOf(site, rewrite.import);
    const edits = nestLoop(site, loop, {
      before: [`for ${name} in ${rows}:`],
      inside: [],
      iterable: name,
      after: [],
    });
    return imports && edits && { title: "Read the rows in batches", edits: [...imports, ...edits] };
  },
};
