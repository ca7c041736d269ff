import type ts from "typescript";
import type { Span } from "../syntax.js";

/** A file that is being lowered. */
export interface Source {
  readonly file: ts.SourceFile;
  readonly text: string;
  /** How deep the node stands that is being lowered now. */
  depth: number;
}

/** Deeper nodes become unknown: everything right of lowering walks trees by recursion. */
const deepest = 500;

/** Where a node stands, without the white space and comments in front of it. */
export function spanOf({ file }: Source, node: ts.Node): Span {
  return { start: node.getStart(file, false), end: node.end };
}

/** Lowers something one level deeper; `otherwise` stands for what is too deep. */
export function deeper<T>(source: Source, lower: () => T, otherwise: () => T): T {
  if (source.depth >= deepest) return otherwise();
  source.depth += 1;
  const lowered = lower();
  source.depth -= 1;
  return lowered;
}
