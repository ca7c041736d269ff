import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the repository. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** A file that somebody wrote, with its path from the repository's root. */
export interface RepositoryFile {
  readonly path: string;
  readonly text: string;
}

/** All text files of the repository but what tools install or make; works without git, as in an unpacked archive. */
export function repositoryFiles(): readonly RepositoryFile[] {
  return pathsBelow("")
    .filter((path) => !/\.(?:png|vsix|sqlite3|pyc|log|tsbuildinfo)$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

/** Sources of the three packages. */
export function isSource({ path }: RepositoryFile): boolean {
  return /^(?:rules|server|client)\/src\/.*\.ts$/.test(path);
}

const made = new Set([
  ".git",
  "node_modules",
  "dist",
  "out",
  "coverage",
  "__pycache__",
  ".venv",
  ".eslintcache",
]);

function pathsBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (made.has(entry.name)) return [];
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return pathsBelow(path);
    return entry.isFile() ? [path] : [];
  });
}
