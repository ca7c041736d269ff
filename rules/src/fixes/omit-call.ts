import type { Edit } from "../finding.js";
import type { HeavyColumn } from "../flow/query.js";
import { unreadHeavyColumns } from "../flow/unread.js";
import type { CallExpression } from "../syntax/syntax.js";
import { madeElsewhere } from "./caveats.js";
import { addCall, noHook, notAggregated } from "./chain-call.js";
import { noAccess, usedHere } from "./conditions.js";
import type { Caveat, Condition, Form, Site } from "./form.js";
import { clientKnown } from "./option-call.js";
import { edit, quoteOf } from "./text.js";

const leavesSight: Caveat = {
  text: "code out of sight no longer finds the column in the rows",
  applies: ({ query }) => !query.rowUse.isComplete || query.otherUses.length > 0,
};

const notCopied: Condition = noAccess(
  "rows are not copied by clearing their key",
  "rows are copied by clearing their key, and the copies would lack the column",
  ["copy"],
);

/** Leaves heavy columns that nothing reads in the database: `.select("-pdf")`. */
export const omitCall: Form = {
  intent: "omit",
  form: "omit",
  fits: (site) =>
    site.rewrites.chain !== undefined && unread(site).length > 0 && site.query.use.kind !== "deleted",
  conditions: [usedHere, clientKnown, notAggregated, noHook, notCopied],
  caveats: [leavesSight, madeElsewhere],
  write(site) {
    const own = unread(site).filter(({ path }) => path === "");
    const columns = own.map(({ column }) => column.name);
    const edits: Edit[] = [];
    const call = columns.length > 0 ? site.rewrites.chain?.leave(columns, quoteOf(site)) : undefined;
    const added = call === undefined ? [] : addCall(site, call);
    if (!added) return undefined;
    edits.push(...added);
    for (const [path, names] of byPath(unread(site).filter((one) => one.path !== ""))) {
      const made = leaveBelow(site, path, names);
      if (!made) return undefined;
      edits.push(made);
    }
    const names = unread(site).map(({ path, column }) =>
      path === "" ? column.name : `${path}.${column.name}`,
    );
    return { title: `Leave ${names.join(", ")} in the database`, edits };
  },
};

function unread({ query, catalog }: Site): readonly HeavyColumn[] {
  return unreadHeavyColumns(query, catalog).columns;
}

function byPath(columns: readonly HeavyColumn[]): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, readonly string[]>();
  for (const { path, column } of columns) paths.set(path, [...(paths.get(path) ?? []), column.name]);
  return paths;
}

/** `populate("author")` becomes `populate("author", "-portrait")`; any other way of saying it is left to people. */
function leaveBelow(site: Site, path: string, columns: readonly string[]): Edit | undefined {
  const join = site.rewrites.chain?.join;
  const call = site.query.steps.flatMap((step) =>
    step.name === join?.method && step.at.file === site.query.file && step.call ? [step.call] : [],
  );
  const only = call.find((one) => namesOnly(one, path));
  const given = only?.arguments[0];
  return join && given ? edit(site, given, join.leave(path, columns, quoteOf(site))) : undefined;
}

function namesOnly({ arguments: given }: CallExpression, path: string): boolean {
  const [first] = given;
  return given.length === 1 && first?.value.kind === "literal" && first.value.value === path;
}
