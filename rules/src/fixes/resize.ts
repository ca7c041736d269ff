import { heaviest } from "../flow/heavy.js";
import type { CallExpression, Expression } from "../syntax/syntax.js";
import { prefetchInChunks } from "./caveats.js";
import { usedHere } from "./conditions.js";
import type { Form, Site } from "./form.js";
import { isInOneScope } from "./surroundings.js";
import { edit } from "./text.js";

/** Gives a stream of heavy rows a smaller chunk: `iterator(chunk_size=50)`. The rows and their order stay the same. */
export const resize: Form = {
  intent: "resize",
  form: "stream",
  fits: ({ query, rewrites }) =>
    rewrites.stream !== undefined &&
    query.load.delivery === "streamed" &&
    query.shape.chunkSize === "default",
  conditions: [usedHere],
  caveats: [prefetchInChunks],
  write(site) {
    const call = streamCall(site);
    const rewrite = site.rewrites.stream;
    if (!call || !rewrite || call.arguments.length > 0) return undefined;
    const size = rewrite.sizes[heaviest(site.query, site.catalog)];
    return {
      title: `Hold ${size} rows at a time`,
      edits: [edit(site, call.argumentsSpan, `(${rewrite.writeSize(size)})`)],
    };
  },
};

/** The call that makes the stream, if it stands in the consumed expression or in the same function. */
export function streamCall({ query, rewrites, syntax }: Site): CallExpression | undefined {
  const { expression, steps, file } = query;
  const methods = [rewrites.stream?.method, rewrites.stream?.asyncMethod];
  const isStream = (one: Expression | undefined): one is CallExpression =>
    one?.kind === "call" && one.callee.kind === "member" && methods.includes(one.callee.property);
  if (isStream(expression)) return expression;
  const step = steps.at(-1);
  const isNear = step?.at.file === file && isInOneScope(syntax, step.at, expression);
  return isNear && isStream(step.call) ? step.call : undefined;
}
