/**
 * A pure function of an immutable object that is computed once for each object and forgotten with it. What depends on
 * more than one value, as on files, is remembered by the project's memory instead.
 */
export function oncePerObject<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const old = known.get(key);
    if (old) return old.value;
    const made = { value: compute(key) };
    known.set(key, made);
    return made.value;
  };
}
