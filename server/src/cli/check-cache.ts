import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { deserialize, serialize } from "node:v8";
import type { FileHost } from "../../../rules/src/project/file-host.js";
import type { Report } from "../report/report.js";
import { isCurrent, type Journal } from "./journal.js";

/** What is remembered of a check. */
export type RememberedCheck = Pick<Report, "files" | "findings" | "errors">;

/** Results of earlier runs on disk. */
export interface CheckCache {
  /** The result of the same check, if nothing that it looked at has changed. */
  recall(files: FileHost): RememberedCheck | undefined;
  remember(result: RememberedCheck, journal: Journal): void;
}

/** Remembers nothing. */
export const noCache: CheckCache = { recall: () => undefined, remember: () => undefined };

/** What makes two checks the same besides the files. */
export interface CheckIdentity {
  readonly root: string;
  /** The program, settings of the command line, paths. */
  readonly question: unknown;
  readonly program: string;
}

/**
 * The cache of a project: below its `node_modules`, or in the user's folder for caches. It is a convenience: what cannot
 * be written, read or understood is left alone, and the check runs as if it were not there.
 */
export function openCache({ root, question, program }: CheckIdentity): CheckCache {
  const key = digest(
    JSON.stringify([root, question, filesBeside(program), process.versions.v8, process.platform]),
  );
  const folder = path.join(cacheFolder(root), digest(root).slice(0, 16));
  const file = path.join(folder, `${key.slice(0, 32)}.check`);
  return {
    recall(files) {
      const entry = attempt(() => readEntry(file));
      return entry && isCurrent(entry.journal, files) ? entry.result : undefined;
    },
    remember(result, journal) {
      if (isTooYoung(journal)) return;
      attempt(() => {
        const body = serialize({ journal, result } satisfies Entry);
        mkdirSync(folder, { recursive: true });
        const unfinished = `${file}.${process.pid}`;
        writeFileSync(unfinished, Buffer.concat([Buffer.from(digest(body), "hex"), body]));
        renameSync(unfinished, file);
        removeOld(folder);
      });
    },
  };
}

/** The files of the program with their marks: any of them may have been built anew. */
function filesBeside(program: string): readonly string[] {
  const folder = path.dirname(program);
  return readdirSync(folder).map((name) => {
    const { size, mtimeMs, ctimeMs } = statSync(path.join(folder, name));
    return [name, size, mtimeMs, ctimeMs].join(" ");
  });
}

interface Entry {
  readonly journal: Journal;
  readonly result: RememberedCheck;
}

/** Bytes of the digest in front of an entry. */
const digestLength = 20;

/** The digest tells an entry of ours from half of one; whoever can write both could as well change the program. */
function readEntry(file: string): Entry | undefined {
  const bytes = readFileSync(file);
  const body = bytes.subarray(digestLength);
  if (bytes.subarray(0, digestLength).toString("hex") !== digest(body)) return undefined;
  const entry: unknown = deserialize(body);
  return isEntry(entry) ? entry : undefined;
}

/** The key holds the program, so an entry with a good digest was written by this very function. */
function isEntry(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && "journal" in value && "result" in value;
}

/** A file that was written moments before it was read may be written again without looking different. */
const youngest = 2000;

function isTooYoung({ files }: Journal): boolean {
  const limit = Date.now() - performance.now() - youngest;
  return [...files.values()].some((mark) =>
    mark
      .split(" ")
      .slice(0, 2)
      .some((time) => Number(time) > limit),
  );
}

function cacheFolder(root: string): string {
  const packages = path.join(root, "node_modules");
  if (existsSync(packages)) return path.join(packages, ".cache", "leanrows");
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  const own = process.platform === "win32" ? LOCALAPPDATA : XDG_CACHE_HOME;
  const customary = process.platform === "darwin" ? ["Library", "Caches"] : [".cache"];
  return path.join(own ?? path.join(homedir(), ...customary), "leanrows");
}

/** How many different checks of one project are remembered. */
const mostEntries = 8;

function removeOld(folder: string): void {
  const entries = readdirSync(folder).map((name) => path.join(folder, name));
  const byAge = entries
    .map((entry) => ({ entry, written: statSync(entry).mtimeMs }))
    .sort((left, right) => right.written - left.written);
  for (const { entry } of byAge.slice(mostEntries)) rmSync(entry, { force: true });
}

function digest(data: string | Uint8Array): string {
  return createHash("sha1").update(data).digest("hex");
}

/** Every reason why the cache cannot be used is as good as any other: a full disk, no rights, no such file. */
function attempt<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}
