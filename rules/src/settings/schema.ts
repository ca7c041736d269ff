import { settingNames, shapes } from "./shapes.js";

/** The JSON schema of `leanrows.config.json`, made from the same table that checks the settings. */
export function settingsSchema(): Readonly<Record<string, unknown>> {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Leanrows",
    type: "object",
    properties: {
      $schema: { type: "string" },
      ...Object.fromEntries(
        settingNames.map((name) => [name, { description: descriptions[name], ...shapes[name].schema }]),
      ),
    },
    additionalProperties: false,
  };
}

const descriptions: Readonly<Record<(typeof settingNames)[number], string>> = {
  preset: "Which rules are on.",
  rules: "Level of single rules, over the preset's.",
  minimum: "From how many rows on a query is reported; without it, the place of the code decides.",
  smallModels: "Models whose tables are known to stay small: `Country` or `billing.Plan`.",
  largeModels: "Models whose tables are known to grow, whatever their declarations look like.",
  batchHelpers: "Functions that already read in batches what they are given.",
  stubs: "Folders with stubs of packages' models; without it, `leanrows-stubs`.",
  include: "Globs of the files to check, from the project's root; empty includes every file.",
  exclude: "Globs of files not to check; their models are still known.",
  tests: "Check test code, fixtures and examples too.",
  versions: "Versions of ORM packages where the project's files do not tell, by package.",
  database: "The database where the project's files do not tell.",
  serverSideCursors:
    "Whether the connection may use server-side cursors, where the project's files do not tell.",
};
