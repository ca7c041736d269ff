import { rules } from "../rules/index.js";
import type { Settings } from "../settings.js";
import type { Shape } from "./shape.js";
import { flag, listOf, oneOf, tableOf, text } from "./shape.js";

/** A setting by the name it has in every host. */
export type SettingName = keyof Settings;

/** The value of each setting, if it has one. */
export type SettingValues = { readonly [Name in SettingName]: NonNullable<Settings[Name]> };

const names = { noun: "rule", all: rules.map(({ name }) => name) };

/** What each setting may hold. */
export const shapes: { readonly [Name in SettingName]: Shape<SettingValues[Name]> } = {
  preset: oneOf(["recommended", "strict"]),
  rules: tableOf(oneOf(["off", "info", "warning", "error"]), names),
  minimum: oneOf(["all", "narrowed", "parent"]),
  smallModels: listOf(text),
  largeModels: listOf(text),
  batchHelpers: listOf(text),
  stubs: listOf(text),
  include: listOf(text),
  exclude: listOf(text),
  tests: flag,
  versions: tableOf(text),
  database: oneOf(["postgresql", "mysql", "sqlite", "oracle"]),
  serverSideCursors: flag,
};

/** The names of all settings. */
export const settingNames: readonly SettingName[] = [
  "preset",
  "rules",
  "minimum",
  "smallModels",
  "largeModels",
  "batchHelpers",
  "stubs",
  "include",
  "exclude",
  "tests",
  "versions",
  "database",
  "serverSideCursors",
];
