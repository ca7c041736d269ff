import type { Model } from "../project/catalog.js";
import { type TableSize, tableSizeOf } from "../flow/table-size.js";
import type { Settings } from "../settings.js";

/** How far the table of a model may be expected to grow: a setting knows better than its declaration. */
export function sizeOfTable(model: Model, { largeModels }: Settings): TableSize {
  return isNamed(model, largeModels) ? { kind: "open" } : tableSizeOf(model);
}

/** Whether a setting names the model: `Country`, or `billing.Plan`. */
export function isNamed(model: Model, names: readonly string[]): boolean {
  return (
    names.includes(model.name) ||
    names.includes(model.id) ||
    (model.label !== undefined && names.includes(model.label))
  );
}
