import type { Edit } from "../finding.js";
import type { HeavyColumn } from "../flow/query.js";
import { unreadHeavyColumns } from "../flow/unread.js";
import type { DictionaryExpression, Expression } from "../syntax/syntax.js";
import { madeElsewhere } from "./caveats.js";
import { ofQuery, usedHere } from "./conditions.js";
import type { Caveat, Condition, Form, Site } from "./form.js";
import { isAtLeast } from "./is-at-least.js";
import {
  addEntry,
  addOption,
  clientKnown,
  listedColumns,
  optionCall,
  optionIn,
  optionsOf,
} from "./option-call.js";
import { columnsLeft, inIndexOrder } from "./other-order.js";
import { edit, sourceOf } from "./text.js";

const canOmit: Condition = ofQuery(
  "this version can leave columns out",
  "this version cannot leave columns out by name",
  ({ rewrites, environment }) => {
    const { omit } = rewrites.options ?? {};
    if (!omit) return false;
    const { since, feature } = omit;
    const version = environment.versions[rewrites.package];
    const isOn = feature !== undefined && environment.features.includes(feature);
    return since === undefined || isAtLeast(version, since) || isOn;
  },
);

const leavesSight: Caveat = {
  text: "code out of sight no longer finds the column in the rows",
  applies: ({ query }) => !query.rowUse.isComplete || query.otherUses.length > 0,
};

/** Leaves heavy columns that nothing reads in the database: `omit: { pdf: true }`. */
export const omitOption: Form = {
  intent: "omit",
  form: "omit",
  fits: (site) =>
    site.rewrites.options?.omit !== undefined && unread(site).length > 0 && site.query.use.kind !== "deleted",
  conditions: [usedHere, clientKnown, canOmit],
  caveats: [
    leavesSight,
    madeElsewhere,
    inIndexOrder((site) =>
      columnsLeft(
        site,
        unread(site).flatMap(({ path, column }) => (path === "" ? [column.name] : [])),
      ),
    ),
  ],
  write(site) {
    const call = optionCall(site);
    const { omit } = site.rewrites.options ?? {};
    if (!call || !omit) return undefined;
    const edits: Edit[] = [];
    for (const [path, columns] of byPath(unread(site))) {
      const listed = listedColumns(site, columns);
      const entry = `${omit.name}: ${omit.inside === undefined ? listed : `{ ${omit.inside}: ${listed} }`}`;
      const options = optionsOf(call);
      // A second option of the name would take the place of the first.
      if (path === "" && optionIn(options, omit.name)) return undefined;
      const made =
        path === "" ? addOption(site, call, entry) : addBelow(site, options, path.split("__"), entry);
      if (!made) return undefined;
      edits.push(...made);
    }
    return { title: `Leave ${namesOf(unread(site))} in the database`, edits };
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

function namesOf(columns: readonly HeavyColumn[]): string {
  return columns
    .map(({ path, column }) => [...path.split("__"), column.name].filter((part) => part !== "").join("."))
    .join(", ");
}

/** The same for related rows: `author: true` becomes `author: { omit: … }`. */
function addBelow(
  site: Site,
  options: DictionaryExpression | undefined,
  [name, ...rest]: readonly string[],
  entry: string,
): readonly Edit[] | undefined {
  if (name === undefined) return options && addEntry(site, options, entry);
  for (const relations of site.rewrites.options?.related ?? []) {
    const inside = optionIn(options, relations);
    if (site.rewrites.options?.relatedBy) return inside && addToList(site, inside, name, rest, entry);
    const value = inside?.kind === "dictionary" ? optionIn(inside, name) : undefined;
    if (value?.kind === "dictionary") return addBelow(site, value, rest, entry);
    if (value?.kind === "literal" && value.value === true)
      return rest.length === 0 ? [edit(site, value, `{ ${entry} }`)] : undefined;
  }
  return undefined;
}

/** The same where related rows are a list: `[Author]` becomes `[{ model: Author, … }]`. */
function addToList(
  site: Site,
  list: Expression,
  relation: string,
  rest: readonly string[],
  entry: string,
): readonly Edit[] | undefined {
  const { relatedBy, omit } = site.rewrites.options ?? {};
  const elements = list.kind === "collection" ? list.elements : [list];
  if (!relatedBy || !omit) return undefined;
  const named = elements.find((element) =>
    relatedBy.names.some((name) => {
      const value = element.kind === "dictionary" ? optionIn(element, name) : undefined;
      return value?.kind === "literal" && value.value === relation;
    }),
  );
  // A model by itself tells its relation only where there is no other element.
  const [only] = elements.length === 1 ? elements : [];
  const element = named ?? only;
  if (element?.kind === "dictionary") {
    if (rest.length === 0 && optionIn(element, omit.name)) return undefined;
    return addBelow(site, element, rest, entry);
  }
  const isModel = element?.kind === "name" || element?.kind === "member";
  if (!isModel || rest.length > 0) return undefined;
  return [edit(site, element, `{ ${relatedBy.model}: ${sourceOf(site, element)}, ${entry} }`)];
}
