/** Access to files, injected: the disk, an editor's buffers, a browser's file system. Synchronous. */
export interface FileHost {
  /** The text without its byte order mark, or why it cannot be had. */
  read(path: string): FileContent;
  /** Entries of a folder by name, sorted; empty when it cannot be listed. Links to folders are not followed twice. */
  list(folder: string): readonly FolderEntry[];
  /** Changes whenever the content may have changed (modification time and size, an editor's version). */
  version(path: string): string | undefined;
}

export type FileContent =
  | { readonly kind: "text"; readonly text: string; readonly hasByteOrderMark: boolean }
  | { readonly kind: "unreadable"; readonly reason: string };

export interface FolderEntry {
  readonly name: string;
  readonly kind: "file" | "folder";
}
