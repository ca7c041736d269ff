// Results of earlier checks: used when nothing has changed, and in no other case.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { FileHost } from "../../rules/src/project/file-host.js";
import { createMemoryFiles, type MemoryFiles } from "../../rules/src/project/memory-files.js";
import { type CheckCache, openCache } from "../../server/src/cli/check-cache.js";
import { emptyJournal, isCurrent, journaled } from "../../server/src/cli/journal.js";
import { readOutput } from "./check-output.js";
import { bundleServer } from "./server-bundle.js";
import { runLeanrows } from "./run-leanrows.js";
import { shop, writeProject } from "./shop-project.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "leanrows-cache-"));
  vi.stubEnv("XDG_CACHE_HOME", path.join(folder, "cache"));
  vi.stubEnv("LOCALAPPDATA", path.join(folder, "cache"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const result = { files: 2, findings: [], errors: [{ file: "/shop/broken.py", message: "no text" }] };

const shopFiles = (): MemoryFiles =>
  createMemoryFiles({ "/shop/models.py": "x = 1\n", "/shop/apps/views.py": "y = 2\n" });

/** Reads what a check of the shop might read, and says what it read in a journal. */
function look(files: FileHost): ReturnType<typeof emptyJournal> {
  const journal = emptyJournal();
  const host = journaled(files, journal);
  for (const at of ["/shop", "/shop/apps"]) host.list(at);
  host.read("/shop/models.py");
  host.version("/shop/pyproject.toml");
  return journal;
}

describe("a journal holds while the disk answers the same", () => {
  const changes: Readonly<Record<string, (files: MemoryFiles) => void>> = {
    "a file that was read is written": (files) => files.write("/shop/models.py", "x = 2\n"),
    "a file comes": (files) => files.write("/shop/apps/urls.py", ""),
    "a file goes": (files) => files.remove("/shop/apps/views.py"),
    "a file that was missing is there": (files) => files.write("/shop/pyproject.toml", ""),
  };

  test("and nothing changes", () => {
    const files = shopFiles();
    expect(isCurrent(look(files), files)).toBe(true);
  });

  test("and a file changes that nobody has read", () => {
    const files = shopFiles();
    const journal = look(files);
    files.write("/shop/apps/views.py", "y = 3\n");
    expect(isCurrent(journal, files)).toBe(true);
  });

  test.each(Object.entries(changes))("but not when %s", (_, change) => {
    const files = shopFiles();
    const journal = look(files);
    change(files);
    expect(isCurrent(journal, files)).toBe(false);
  });
});

describe("a cache", () => {
  const program = (text = "program"): string => {
    const file = path.join(folder, "program", "main.js");
    mkdirSync(path.dirname(file), { recursive: true });
    if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
    return file;
  };
  const open = (question: unknown = ["."], file = program()): CheckCache =>
    openCache({ root: path.join(folder, "shop"), question, program: file });

  const entries = (): readonly string[] =>
    readdirSync(path.join(folder, "cache"), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".check"))
      .map((name) => path.join(folder, "cache", name));

  test("gives back what the same check found", () => {
    const files = shopFiles();
    expect(open().recall(files)).toBeUndefined();
    open().remember(result, look(files));
    expect(open().recall(files)).toEqual(result);
  });

  test("does not answer another question, or for another program", () => {
    const files = shopFiles();
    open().remember(result, look(files));
    expect(open(["shop"]).recall(files)).toBeUndefined();
    expect(open(["."], program("another program")).recall(files)).toBeUndefined();
  });

  test("does not answer when a file has changed", () => {
    const files = shopFiles();
    open().remember(result, look(files));
    files.write("/shop/models.py", "x = 2\n");
    expect(open().recall(files)).toBeUndefined();
  });

  test("is ignored when it is broken, cut or empty", () => {
    const files = shopFiles();
    open().remember(result, look(files));
    const [entry = ""] = entries();
    const bytes = readFileSync(entry);
    for (const length of [0, 10, 20, bytes.length - 1]) {
      writeFileSync(entry, bytes.subarray(0, length));
      expect(open().recall(files)).toBeUndefined();
    }
    for (const at of [0, 25, bytes.length - 1]) {
      const flipped = Buffer.from(bytes);
      flipped[at] = 255 - (bytes[at] ?? 0);
      writeFileSync(entry, flipped);
      expect(open().recall(files)).toBeUndefined();
    }
    writeFileSync(entry, bytes);
    expect(open().recall(files)).toEqual(result);
  });

  test("keeps nothing of files that may change again in the same moment", () => {
    const files = shopFiles();
    const now = String(Date.now());
    open().remember(result, look({ ...files, version: () => `${now} ${now} 6 1` }));
    expect(open().recall(files)).toBeUndefined();
    expect(() => entries()).toThrow("ENOENT");
  });

  test("keeps the latest checks only", () => {
    const files = shopFiles();
    for (let number = 0; number < 12; number += 1) open([String(number)]).remember(result, look(files));
    expect(entries()).toHaveLength(8);
  });

  test("that cannot be written changes nothing", () => {
    writeFileSync(path.join(folder, "cache"), "a file where the folder should be");
    const files = shopFiles();
    open().remember(result, look(files));
    expect(open().recall(files)).toBeUndefined();
  });
});

test("threads find the same as one alone", { timeout: 120_000 }, async () => {
  const main = await bundleServer();
  const [view = ""] = Object.entries(shop).flatMap(([file, text]) => (file.includes("export") ? [text] : []));
  const copies = Array.from({ length: 900 }, (_, index): readonly [string, string] => [
    `shop/management/commands/export_${index}.py`,
    index % 9 === 0 ? view : `NUMBER = ${index}\n`,
  ]);
  const project = writeProject({ ...shop, ...Object.fromEntries(copies) });
  const run = (threads: string): ReturnType<typeof runLeanrows> =>
    runLeanrows(main, project, ["check", "--format", "json", "--no-cache", "--threads", threads]);
  const [alone, together] = [await run("1"), await run("2")];
  expect(together).toEqual(alone);
  const { files, findings } = readOutput(alone);
  expect(files).toBe(Object.keys(shop).filter((file) => file.endsWith(".py")).length + copies.length);
  expect(findings).toHaveLength(101);
});
