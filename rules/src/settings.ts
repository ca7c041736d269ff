import type { Severity } from "./finding.js";
import type { Engine } from "./project/environment.js";

/** The settings of all hosts, complete. Read and validated by `read-settings.ts`. */
export interface Settings {
  readonly preset: Preset;
  /** Level by rule name, over the preset's. */
  readonly rules: Readonly<Record<string, RuleLevel>>;
  /** From which level of rows on to report; `undefined` leaves it to the context. */
  readonly minimum?: "all" | "narrowed" | "parent";
  /** Models known to stay small: `Country` or `billing.Plan`. */
  readonly smallModels: readonly string[];
  /** Models known to grow, whatever their declarations look like. */
  readonly largeModels: readonly string[];
  /** Functions that already chunk what they are given. */
  readonly batchHelpers: readonly string[];
  /** Folders below the root with stubs of packages' models; `leanrows-stubs` where nothing is said. */
  readonly stubs?: readonly string[];
  /** Globs relative to the root; empty includes everything. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Whether test code, fixtures and examples are checked. */
  readonly tests: boolean;
  readonly versions: Readonly<Record<string, string>>;
  readonly database?: Engine;
  readonly serverSideCursors?: boolean;
}

export type Preset = "recommended" | "strict";
export type RuleLevel = "off" | Severity;
