import { javascriptPlaces } from "./javascript-places.js";
import type { Steps } from "./steps.js";

/** Matches nothing. */
export const nothing = /(?!)/;

/** What tables of JavaScript leave open alike: no managers and framework's classes as Django has them, and no lookups. */
export const javascriptSteps = {
  managers: [],
  queryClasses: [],
  conditionClasses: [],
  queryAnnotation: nothing,
  modelPath: nothing,
  modelFunction: nothing,
  foreignBase: nothing,
  tellingMethods: [],
  managerClasses: [],
  classAttribute: "constructor",
  rowMembers: {},
  columnMethods: [],
  pages: { methods: [], rows: "" },
  cursors: { execute: [], all: [], some: [], ownTables: nothing },
  views: [],
  registrations: [],
  registries: {},
  parameters: [],
  places: javascriptPlaces,
  transactions: [],
  rowsOf: () => ({ level: "unknown" }),
  mayRepeat: () => false,
} satisfies Partial<Steps>;
