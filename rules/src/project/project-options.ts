import type { OrmTable } from "../orms/orm.js";
import type { Settings } from "../settings.js";
import type { FileHost } from "./file-host.js";

/** What a host gives a project. */
export interface ProjectOptions {
  /** Absolute path with forward slashes, without one at the end. */
  readonly root: string;
  readonly files: FileHost;
  readonly settings: Settings;
  readonly tables?: readonly OrmTable[];
  /** Of how many characters of source the full syntax is kept in memory; it takes about thirty times their room. */
  readonly keptSyntax?: number;
}
