import type { Caveat, Condition, Form, Site } from "./form.js";
import { ofQuery, usedHere } from "./conditions.js";
import { addOption, clientKnown, isClosed, listedColumns, optionCall, optionsOf } from "./option-call.js";

const unread: Condition = {
  holds: "nothing reads the row that comes back",
  otherwise: "the row that comes back is used",
  brokenAt: ({ query }) => query.rowUse.uses.find(({ kind }) => kind !== "identity")?.at,
};

const givesWholeRow: Condition = ofQuery(
  "the call names no columns or related rows",
  "the call names columns or related rows already",
  ({ query }) => query.load.columns.kind === "all" && query.load.joins.length === 0,
);

const writtenHere: Condition = ofQuery(
  "all options are written in the call",
  "some options come from elsewhere",
  (site) => {
    const options = optionsOf(optionCall(site) ?? { arguments: [] });
    return options !== undefined && isClosed(options);
  },
);

/** What an extension of the client gets to see of each call. */
const seenByExtension: Caveat = {
  text: "an extension of the client may read the row first",
  applies: ({ query }) => query.shape.isExtended === true,
};

/** A written row that nobody reads comes back with its key only: `select: { id: true }`. */
export const keyOption: Form = {
  intent: "return-key",
  form: "project",
  fits: ({ query, rewrites }) =>
    rewrites.options?.select !== undefined && query.use.kind === "single" && query.use.isWritten,
  conditions: [usedHere, clientKnown, unread, givesWholeRow, writtenHere],
  caveats: [seenByExtension],
  write(site) {
    const call = optionCall(site);
    const name = site.rewrites.options?.select;
    const key = keyOf(site);
    if (!call || name === undefined || key.length === 0) return undefined;
    const edits = addOption(site, call, `${name}: ${listedColumns(site, key)}`);
    return (
      edits && {
        title: `Let ${site.query.steps.at(-1)?.name ?? "it"}() give back ${key.join(", ")} only`,
        edits,
      }
    );
  },
};

/** What tells one row from another. */
function keyOf({ query: { model } }: Site): readonly string[] {
  return model.primaryKey.length > 0 ? model.primaryKey : (model.unique[0] ?? []);
}
