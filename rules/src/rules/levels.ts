import type { Severity } from "../finding.js";
import type { Place, Query, Rows } from "../flow/query.js";
import type { Settings } from "../settings.js";
import type { Draft, Rule } from "./rule.js";

type Level = Severity | "off";

/** Levels of rows that a table row speaks about. */
type Size = "all" | "narrowed" | "parent";

/**
 * How serious a load is by place and scope: whole tables matter everywhere, narrowed ones where no user waits for a page
 * and the filter is all that stands between the code and the table, the rows of one parent hardly ever.
 */
const byRows: Readonly<Record<Place, Readonly<Record<Size, Level>>>> = {
  command: { all: "warning", narrowed: "info", parent: "off" },
  task: { all: "warning", narrowed: "info", parent: "off" },
  script: { all: "warning", narrowed: "info", parent: "off" },
  receiver: { all: "warning", narrowed: "info", parent: "off" },
  request: { all: "warning", narrowed: "info", parent: "off" },
  admin: { all: "warning", narrowed: "info", parent: "off" },
  library: { all: "warning", narrowed: "info", parent: "off" },
  migration: { all: "info", narrowed: "info", parent: "off" },
  test: { all: "info", narrowed: "info", parent: "off" },
};

/** Binary columns make smaller loads matter. */
const byColumns: Readonly<Record<Size, Level>> = { all: "warning", narrowed: "warning", parent: "info" };

const sizes: readonly Size[] = ["all", "narrowed", "parent"];

/** The severity of a draft; `undefined` when it is not to be reported. */
export function severityOf(rule: Rule, draft: Draft, query: Query, settings: Settings): Severity | undefined {
  const configured = settings.rules[rule.name];
  if (
    configured === "off" ||
    (configured === undefined && rule.preset === "strict" && settings.preset !== "strict")
  )
    return undefined;
  if (query.context.place === "test" && !settings.tests) return undefined;
  const size = sizeOf(query.load.rows, draft);
  if (!size || isSmall(query, settings)) return undefined;
  const { minimum } = settings;
  if (minimum !== undefined && sizes.indexOf(size) > sizes.indexOf(minimum)) return undefined;
  const usual = draft.concern === "columns" ? byColumns[size] : byRows[query.context.place][size];
  const level = usual === "off" && minimum !== undefined ? "info" : usual;
  if (level === "off") return undefined;
  if (draft.isUncertain) return "info";
  return configured !== undefined && level !== "info" ? configured : level;
}

/** Rules about columns care for bounded loads too, if they are of more than a row. */
function sizeOf(rows: Rows, draft: Draft): Size | undefined {
  if (rows.level === "all" || rows.level === "narrowed" || rows.level === "parent") return rows.level;
  const isBounded = rows.level === "external" || rows.level === "constant";
  return isBounded && draft.concern === "columns" ? "parent" : undefined;
}

const smallNames =
  /^(?:Country|Currency|Language|Locale|Permission|Group|Site|ContentType|Role|Region|Timezone|State|Province|Setting|Settings|Configuration|Config|Preference|Plan|Tenant|Webhook|Channel|Feature|FeatureFlag|\w+(?:Type|Status|Category|Settings|Setting|Config|Configuration|Kind|Role|Permission))$/;

/** Models that stay small: named in the settings, or with the names that lookup tables have. */
function isSmall({ model }: Query, settings: Settings): boolean {
  if (settings.smallModels.some((name) => name === model.name || name === model.label)) return true;
  return smallNames.test(model.name);
}
