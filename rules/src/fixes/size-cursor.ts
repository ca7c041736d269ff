import { heaviest } from "../flow/heavy.js";
import { addCall, chainOf } from "./chain-call.js";
import { usedHere } from "./conditions.js";
import { cursorCall } from "./cursor-loop.js";
import type { Form } from "./form.js";
import { edit } from "./text.js";

/** Gives a cursor the size of its batches: `cursor({ batchSize: 100 })`. The rows and their order stay the same. */
export const sizeCursor: Form = {
  intent: "resize",
  form: "stream",
  fits: ({ query, rewrites }) => {
    const { chunkSize } = query.shape;
    const isSized = chunkSize !== undefined && chunkSize !== "default";
    return rewrites.chain !== undefined && query.load.delivery === "streamed" && !isSized;
  },
  conditions: [usedHere],
  caveats: [],
  write(site) {
    const chain = chainOf(site);
    const cursor = site.rewrites.chain?.cursor;
    if (!chain || !cursor) return undefined;
    const size = cursor.sizes[heaviest(site.query, site.catalog)];
    const title = `Ask for ${size} rows at a time`;
    const isCursor = chain.callee.kind === "member" && chain.callee.property === cursor.method;
    if (isCursor && chain.arguments.length > 0) return undefined;
    const edits = isCursor
      ? [edit(site, chain.argumentsSpan, `(${cursor.options(size)})`)]
      : addCall(site, cursorCall(site, cursor));
    return edits && { title, edits };
  },
};
