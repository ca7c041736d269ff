/** A model as strings may name it. */
export interface Labelled {
  readonly name: string;
  readonly app: string;
  readonly file: string;
}

/** Finds a model by `app.Model`, or by its bare name within an app. Of several the nearest to `file` wins. */
export function findByLabel<T extends Labelled>(
  models: ReadonlyMap<string, readonly T[]>,
  label: string,
  app: string,
  file: string,
): T | undefined {
  const dot = label.lastIndexOf(".");
  const wanted = dot < 0 ? `${app}.${label}` : label;
  const [first, ...others] = models.get(wanted.toLowerCase()) ?? [];
  return (
    first &&
    others.reduce((best, one) => (common(one.file, file) > common(best.file, file) ? one : best), first)
  );
}

/** Models by their label in lower case. */
export function byLabel<T extends Labelled>(models: Iterable<T>): ReadonlyMap<string, readonly T[]> {
  const known = new Map<string, T[]>();
  for (const model of models) {
    const label = `${model.app}.${model.name}`.toLowerCase();
    const same = known.get(label);
    if (same) same.push(model);
    else known.set(label, [model]);
  }
  return known;
}

/** How many characters two paths share from their start. */
function common(left: string, right: string): number {
  let index = 0;
  while (index < left.length && left[index] === right[index]) index += 1;
  return index;
}
