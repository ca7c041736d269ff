// Which files belong to a project.
import { expect, test } from "vitest";
import type { Settings } from "../../rules/src/settings.js";
import { openLibrary } from "./library.js";

const files = Object.fromEntries(
  [
    "manage.py",
    "shop/models.py",
    "shop/types.pyi",
    "shop/readme.md",
    "shop/legacy/old.py",
    "shop/build/__init__.py",
    "shop/build/steps.py",
    "build/lib/shop/models.py",
    "dist/x.py",
    ".git/hook.py",
    ".tox/x.py",
    "node_modules/gyp/x.py",
    "tools/python/pyvenv.cfg",
    "tools/python/lib/x.py",
    "vendor/site-packages/x.py",
    "shop/__pycache__/x.py",
  ].map((path) => [path, ""]),
);

const sourcesOf = (settings: Partial<Settings> = {}): readonly string[] =>
  openLibrary(files, settings)
    .project.sources()
    .map((path) => path.slice("/library/".length));

test("sources are Python files, without what others made or tools wrote", () => {
  expect(sourcesOf()).toEqual([
    "manage.py",
    "shop/build/__init__.py",
    "shop/build/steps.py",
    "shop/legacy/old.py",
    "shop/models.py",
    "shop/types.pyi",
  ]);
});

test("globs choose", () => {
  expect(sourcesOf({ include: ["shop/**"], exclude: ["**/legacy/**", "**/*.pyi"] })).toEqual([
    "shop/build/__init__.py",
    "shop/build/steps.py",
    "shop/models.py",
  ]);
});

test("excluded files are not checked, but their models are known", () => {
  const { project } = openLibrary(
    {
      "old/models.py": "from django.db import models\nclass Book(models.Model):\n    pass\n",
      "new/views.py": "",
    },
    { exclude: ["old/**"] },
  );
  expect(project.sources()).toEqual(["/library/new/views.py"]);
  expect(project.catalog.models.has("old.models.Book")).toBe(true);
});

test("new files in such folders stay out, new sources come in", () => {
  const { project, write, remove } = openLibrary(files, { exclude: ["**/legacy/**"] });
  const before = project.sources();
  for (const path of ["dist/y.py", "tools/python/lib/y.py", ".git/y.py", "shop/legacy/y.py", "shop/y.txt"])
    write(path, "");
  expect(project.sources()).toEqual(before);
  write("shop/views.py", "");
  expect(project.sources()).toEqual([...before, "/library/shop/views.py"].sort());
  remove("shop/views.py");
  expect(project.sources()).toEqual(before);
});

test("a project without files has nothing to say", () => {
  const { project } = openLibrary({});
  expect(project.sources()).toEqual([]);
  expect(project.syntax("/library/x.py")).toBeUndefined();
  expect(project.resolve("/library/x.py", "x")).toBeUndefined();
  expect(project.read("/library/x.py")).toEqual({ kind: "unreadable", reason: "no such file" });
  expect(project.environment.engines).toEqual([]);
});
