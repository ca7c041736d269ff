import type { Syntax } from "../syntax/syntax.js";
import type { FileContent, FolderEntry } from "./file-host.js";

/** A package with the versions that a manifest allows. */
export interface Requirement {
  /** Lower case, `-` between words. */
  readonly name: string;
  readonly constraint: string;
  /** `lock`: a tool resolved it; `manifest`: somebody wrote it. */
  readonly from: "lock" | "manifest";
}

/** What the search for manifests reads. */
export interface ManifestInput {
  readonly root: string;
  /** Names of the packages whose versions matter. */
  readonly packages: readonly string[];
  readonly list: (folder: string) => readonly FolderEntry[];
  readonly read: (file: string) => FileContent;
  readonly syntax: (file: string) => Syntax | undefined;
}
