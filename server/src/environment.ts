import type { Connection } from "vscode-languageserver";
import type { FileHost } from "../../rules/src/project/file-host.js";
import { clientFiles } from "./client-files.js";
import { schemeOf, virtualPathOf, virtualUriOf } from "./virtual-addresses.js";

/** The place that the language server runs in: a Node process or a browser's worker. */
export interface Place {
  readonly files: FileHost;
  /** The path in normal form of a resource, `undefined` if it is not one of a file system that can be read. */
  pathOf(uri: string): string | undefined;
  uriOf(path: string): string;
  /** The address of a page of the documentation that came with the server, `rules/no-binary-load`. */
  pageOf(page: string): string | undefined;
}

/** What the language server needs of its place, and of the editor for files that the place cannot read. */
export interface Environment extends Place {
  /** Names the schemes of addresses whose files the editor reads for the server. */
  serveSchemes(schemes: readonly string[]): void;
  /** Whether the editor has to send what is at a path. */
  isSent(path: string): boolean;
  /** Has everything below such a folder sent that `files` may be asked for; gives the number of files. */
  readAhead(folder: string): Promise<number>;
  /** The same for files that were changed, made or removed. */
  readAgain(files: readonly string[]): Promise<void>;
}

/** Adds the file systems that only the editor can read (a repository somewhere else, a browser's) to those of a place. */
export function environmentOf(place: Place, connection: Connection): Environment {
  const client = clientFiles(connection, virtualUriOf);
  const served = new Set<string>();
  const isSent = (path: string): boolean => served.has(schemeOf(path));
  const filesOf = (path: string): FileHost => (isSent(path) ? client.files : place.files);
  return {
    files: {
      read: (path) => filesOf(path).read(path),
      list: (folder) => filesOf(folder).list(folder),
      version: (path) => filesOf(path).version(path),
    },
    pathOf(uri) {
      const own = place.pathOf(uri);
      if (own !== undefined) return own;
      const path = virtualPathOf(uri);
      return path !== undefined && isSent(path) ? path : undefined;
    },
    uriOf: (path) => (isSent(path) ? virtualUriOf(path) : place.uriOf(path)),
    pageOf: (page) => place.pageOf(page),
    serveSchemes(schemes) {
      for (const scheme of schemes) served.add(scheme);
    },
    isSent,
    readAhead: (folder) => client.readAhead(folder),
    readAgain: (files) => client.readAgain(files.filter(isSent)),
  };
}
