import type { FileHost } from "../../rules/src/project/file-host.js";

/** What the language server needs of the place it runs in: a Node process or a browser's worker. */
export interface Environment {
  readonly files: FileHost;
  /** The path in normal form of a resource, `undefined` if it is not one of a file system that can be read. */
  pathOf(uri: string): string | undefined;
  uriOf(path: string): string;
  /** The address of a page of the documentation that came with the server, `rules/no-binary-load`. */
  pageOf(page: string): string | undefined;
}
