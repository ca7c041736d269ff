import type { Location } from "../location.js";
import type { Expression } from "../syntax/syntax.js";
import type { Use } from "./query.js";

/** A result that is handed to a template or the like. */
export interface RenderedUse {
  readonly kind: "rendered";
  /** `template`, `serializer`: what gets it. */
  readonly via: string;
  readonly node: Expression;
  readonly at: Location;
  /** What becomes of it there; absent where that is out of sight. */
  readonly then?: readonly Use[];
}
