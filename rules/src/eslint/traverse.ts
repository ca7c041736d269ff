import type { TraversalStep } from "@eslint/core";
import { VisitNodeStep } from "@eslint/plugin-kit";
import type { Node } from "../syntax/python/visitor-keys.js";
import { visitorKeys } from "../syntax/python/visitor-keys.js";

/** All steps through a tree, and who is whose parent. */
export interface Traversal {
  readonly steps: readonly TraversalStep[];
  readonly parents: ReadonlyMap<object, Node>;
}

/** Enters and leaves the root, which is all that our own rules wait for: half the time of a file in ESLint. */
export function visitRoot(root: object): readonly TraversalStep[] {
  return [enter(root), leave(root)];
}

/** Enters and leaves every node, for rules of other plugins. */
export function visitEverything(root: Node): Traversal {
  const steps: TraversalStep[] = [];
  const parents = new Map<object, Node>();
  const visit = (node: Node): void => {
    steps.push(enter(node));
    for (const child of childrenOf(node)) {
      parents.set(child, node);
      visit(child);
    }
    steps.push(leave(node));
  };
  visit(root);
  return { steps, parents };
}

function enter(target: object): TraversalStep {
  return new VisitNodeStep({ target, phase: 1, args: [target] });
}

function leave(target: object): TraversalStep {
  return new VisitNodeStep({ target, phase: 2, args: [target] });
}

/** Hot where every node is visited, hence no intermediate lists. */
function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  for (const key of visitorKeys[node.type]) {
    const held: unknown = Reflect.get(node, key);
    if (!Array.isArray(held)) {
      if (isNode(held)) children.push(held);
      continue;
    }
    for (const each of held) if (isNode(each)) children.push(each);
  }
  return children;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}
