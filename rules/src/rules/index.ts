import { noBinaryLoad } from "./no-binary-load.js";
import { noFakeStream } from "./no-fake-stream.js";
import { noFalseBound } from "./no-false-bound.js";
import { noLoadToCount } from "./no-load-to-count.js";
import { noUnboundedIteration } from "./no-unbounded-iteration.js";
import type { Rule } from "./rule.js";

/** Every rule. Of two rules about rows the earlier one speaks when both find the same place. */
export const rules: readonly Rule[] = [
  noFalseBound,
  noFakeStream,
  noLoadToCount,
  noUnboundedIteration,
  noBinaryLoad,
];
