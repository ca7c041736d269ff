/** Remembers what was computed under a key, until something in the workspace changes. */
export type Memo<Value> = (key: string, compute: () => Value) => Value;

/** A memo that is empty again whenever `generation` gives another number. */
export function createMemo<Value>(generation: () => number): Memo<Value> {
  let current = -1;
  const values = new Map<string, { readonly value: Value }>();
  return (key, compute) => {
    if (current !== generation()) values.clear();
    current = generation();
    const known = values.get(key) ?? { value: compute() };
    values.set(key, known);
    return known.value;
  };
}
