import { either } from "./alternatives.js";
import type { Value } from "./value.js";

/**
 * The local names of a frame in layers: a branch writes into a layer of its own over what was before it, so that
 * entering one copies nothing and leaving one costs what the branch has changed.
 */
export interface Variables {
  /** What was bound since the layer was made; the top layer only is written to. */
  readonly own: Map<string, Value | Later>;
  readonly below?: Variables;
}

/** A value that nobody has asked for yet. */
interface Later {
  readonly kind: "later";
  readonly value: () => Value;
}

/** The value of a name. */
export function valueIn(variables: Variables, name: string): Value | undefined {
  for (let at: Variables | undefined = variables; at; at = at.below) {
    const value = at.own.get(name);
    if (value) return value.kind === "later" ? value.value() : value;
  }
  return undefined;
}

/** Binds a name to what `make` gives; most imports are of use to other functions only, and following one may mean to read a file. */
export function bindLater({ own }: Variables, name: string, make: () => Value): void {
  let made: Value | undefined;
  own.set(name, { kind: "later", value: () => (made ??= make()) });
}

/** The same names, to be changed on their own. */
export function fork(variables: Variables): Variables {
  return { own: new Map(), below: variables };
}

/** Values by name after two branches met: equal ones stay, others become alternatives. */
export function joinVariables(left: Variables, right: Variables): Variables {
  const shared = sharedLayer(left, right);
  const joined = new Map<string, Value | Later>();
  for (const side of [left, right]) {
    for (let at: Variables | undefined = side; at && at !== shared; at = at.below) {
      for (const name of at.own.keys()) {
        if (joined.has(name)) continue;
        const [one, other] = [valueIn(left, name), valueIn(right, name)];
        const value = one && other ? either(one, other) : (one ?? other);
        if (value) joined.set(name, value);
      }
    }
  }
  return settled({ own: joined, ...(shared ? { below: shared } : {}) });
}

/**
 * The same names in few layers: one that is not much larger than what lies on it is merged into it, so that sizes at
 * least double from layer to layer and a thousand branches in a row leave ten layers.
 */
export function settled(variables: Variables): Variables {
  let { own, below } = variables;
  while (below && below.own.size <= 2 * own.size) {
    const merged = new Map(below.own);
    for (const [name, value] of own) merged.set(name, value);
    own = merged;
    below = below.below;
  }
  return { own, ...(below ? { below } : {}) };
}

function sharedLayer(left: Variables, right: Variables): Variables | undefined {
  const layers = new Set<Variables>();
  for (let at: Variables | undefined = left; at; at = at.below) layers.add(at);
  for (let at: Variables | undefined = right; at; at = at.below) if (layers.has(at)) return at;
  return undefined;
}
