import path from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { placeOf } from "../../server/src/cli/place.js";
import { progressOn } from "../../server/src/cli/progress.js";
import { findTargets, isTargeted } from "../../server/src/cli/targets.js";
import type { Terminal } from "../../server/src/cli/terminal.js";
import { plain } from "../../server/src/report/style.js";
import { writeProject } from "./shop-project.js";

describe("the project that paths belong to", () => {
  const rootOf = (given: readonly string[], folder: string): string | undefined => {
    const targets = findTargets(given, folder);
    return targets.kind === "targets" ? targets.root : undefined;
  };

  test("is the nearest folder with a marker", () => {
    const root = writeProject({
      "package.json": "{}",
      "backend/manage.py": "",
      "backend/shop/views.py": "",
      "tools/clean.py": "",
    });
    expect(rootOf([], root)).toBe(root);
    expect(rootOf(["backend/shop/views.py"], root)).toBe(`${root}/backend`);
    expect(rootOf([], path.join(root, "backend/shop"))).toBe(`${root}/backend`);
    expect(rootOf(["tools"], root)).toBe(root);
  });

  test("holds all paths that were given", () => {
    const root = writeProject({
      "pyproject.toml": "",
      "a/manage.py": "",
      "a/x.py": "",
      "ab/manage.py": "",
      "ab/y.py": "",
    });
    expect(rootOf(["a/x.py", "ab/y.py"], root)).toBe(root);
  });

  test("paths narrow by whole names", () => {
    const root = writeProject({ "manage.py": "", "shop/a.py": "", "shopping/b.py": "" });
    const targets = findTargets(["shop"], root);
    if (targets.kind !== "targets") throw new Error("the folder exists");
    expect(isTargeted(`${root}/shop/a.py`, targets)).toBe(true);
    expect(isTargeted(`${root}/shopping/b.py`, targets)).toBe(false);
  });
});

test("a place may hold colons in its path", () => {
  expect(placeOf("C:\\shop\\a.py:12")).toMatchObject({ path: "C:\\shop\\a.py", line: 12 });
  expect(placeOf("shop/a.py:12:5")).toMatchObject({ path: "shop/a.py", line: 12, column: 5 });
  expect(placeOf("shop/a.py").kind).toBe("wrong");
});

describe("progress", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  function terminalWith(notes: string[], isWatched: boolean): Terminal {
    const note = (text: string): Promise<void> => {
      notes.push(text);
      return Promise.resolve();
    };
    return { folder: "/projects", style: plain, isWatched, width: 40, print: note, note };
  }

  test("is one line that says how far the work is, and goes away", () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const notes: string[] = [];
    const progress = progressOn(terminalWith(notes, true), "normal");
    progress.step(0, 9, "/projects/shop/a.py");
    expect(notes).toEqual([]);
    vi.advanceTimersByTime(500);
    progress.step(4, 9, `/projects/shop/${"long/".repeat(20)}b.py`);
    progress.step(5, 9, "/projects/shop/c.py");
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain("Checking 5/9 (500 ms) shop/long/");
    expect(notes[0]?.replace("\r\u001b[2K", "").length).toBeLessThan(40);
    progress.end();
    expect(notes.at(-1)).toBe("\r\u001b[2K");
  });

  test("is silent where nobody watches or nobody wants it", () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const notes: string[] = [];
    for (const progress of [
      progressOn(terminalWith(notes, false), "normal"),
      progressOn(terminalWith(notes, true), "quiet"),
    ]) {
      vi.advanceTimersByTime(500);
      progress.step(4, 9, "/projects/shop/b.py");
      progress.end();
    }
    expect(notes).toEqual([]);
  });
});
