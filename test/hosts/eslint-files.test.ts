// What the plugin reads from the disk, and when it looks again.
import { symlinkSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { hashOfImportedSources } from "../../rules/src/eslint/imported-sources.js";
import { lintedFiles } from "../../rules/src/eslint/linted-files.js";
import { nodeFiles } from "../../rules/src/disk/node-files.js";
import { createMemoryFiles } from "../../rules/src/project/memory-files.js";
import { writeInto, writeProject } from "./shop-project.js";

describe("files on disk", () => {
  test("text comes without its byte order mark", () => {
    const root = writeProject({ "a.py": "x = 'é'\n", "b.py": "\uFEFFx = 1\n" });
    expect(nodeFiles.read(`${root}/a.py`)).toEqual({
      kind: "text",
      text: "x = 'é'\n",
      hasByteOrderMark: false,
    });
    expect(nodeFiles.read(`${root}/b.py`)).toEqual({ kind: "text", text: "x = 1\n", hasByteOrderMark: true });
  });

  test("what cannot be read says why", () => {
    const root = writeProject({ "latin.py": Buffer.from("x = '\xe9'\n", "latin1") });
    expect(nodeFiles.read(`${root}/latin.py`)).toEqual({
      kind: "unreadable",
      reason: "the file is not encoded in UTF-8",
    });
    expect(reasonOf(`${root}/none.py`)).toMatch(/^ENOENT/);
    expect(reasonOf(root)).toMatch(/^EISDIR/);
    expect(nodeFiles.list(`${root}/none`)).toEqual([]);
  });

  test("folders are listed by name", () => {
    const root = writeProject({ "b/x.py": "", "a.py": "", "Z.py": "" });
    expect(nodeFiles.list(root)).toEqual([
      { name: "Z.py", kind: "file" },
      { name: "a.py", kind: "file" },
      { name: "b", kind: "folder" },
    ]);
  });

  test("links are followed, but never back to where they came from", () => {
    const root = writeProject({ "shop/models.py": "", "other/views.py": "" });
    symlinkSync(path.join(root, "other"), path.join(root, "shop/linked"));
    symlinkSync(path.join(root, "shop/models.py"), path.join(root, "shop/same.py"));
    symlinkSync(root, path.join(root, "other/up"));
    symlinkSync(path.join(root, "shop"), path.join(root, "other/across"));
    symlinkSync(path.join(root, "nowhere"), path.join(root, "shop/broken"));
    expect(everythingBelow(root)).toEqual([
      "other/across/models.py",
      "other/across/same.py",
      "other/views.py",
      "shop/linked/views.py",
      "shop/models.py",
      "shop/same.py",
    ]);
  });

  test("a version tells that a file was written", () => {
    const root = writeProject({ "a.py": "x = 1\n" });
    const before = nodeFiles.version(`${root}/a.py`);
    expect(nodeFiles.version(`${root}/a.py`)).toBe(before);
    writeInto(root, "a.py", "x = 1000\n");
    expect(nodeFiles.version(`${root}/a.py`)).not.toBe(before);
    expect(nodeFiles.version(`${root}/none.py`)).toBeUndefined();
  });

  function reasonOf(file: string): string {
    const content = nodeFiles.read(file);
    return content.kind === "unreadable" ? content.reason : "";
  }

  function everythingBelow(root: string): readonly string[] {
    const below = (folder: string): readonly string[] =>
      nodeFiles
        .list(folder)
        .flatMap(({ name, kind }) => (kind === "file" ? [`${folder}/${name}`] : below(`${folder}/${name}`)));
    return below(root).map((file) => file.slice(root.length + 1));
  }
});

describe("the linted text", () => {
  const disk = createMemoryFiles({ "/shop/a.py": "a = 1\n", "/shop/b.py": "b = 1\n" });

  test("is laid over its file only where it differs, and only while it is linted", () => {
    const { files, show } = lintedFiles(disk);
    expect(show("/shop/a.py", "a = 1\n")).toEqual([]);
    expect(show("/shop/a.py", "a = 2\n")).toEqual(["/shop/a.py"]);
    expect(files.read("/shop/a.py")).toMatchObject({ text: "a = 2\n" });
    expect(files.version("/shop/a.py")).not.toBe(disk.version("/shop/a.py"));
    expect(show("/shop/a.py", "a = 2\n")).toEqual([]);
    expect(show("/shop/b.py", "b = 2\n")).toEqual(["/shop/a.py", "/shop/b.py"]);
    expect(files.read("/shop/a.py")).toMatchObject({ text: "a = 1\n" });
    expect(show("/shop/b.py", "b = 1\n")).toEqual(["/shop/b.py"]);
    expect(files.read("/shop/b.py")).toMatchObject({ text: "b = 1\n" });
    expect(files.version("/shop/b.py")).toBe(disk.version("/shop/b.py"));
  });

  test("is gone when the files are looked at again", () => {
    const { files, show, release } = lintedFiles(disk);
    show("/shop/a.py", "a = 2\n");
    expect(release()).toEqual(["/shop/a.py"]);
    expect(files.read("/shop/a.py")).toMatchObject({ text: "a = 1\n" });
    show("/shop/a.py", "a = 1\n");
    disk.write("/shop/a.py", "a = 3\n");
    expect(release()).toEqual([]);
    expect(files.read("/shop/a.py")).toMatchObject({ text: "a = 3\n" });
  });

  test("is in its folder though it was never saved", () => {
    const { files, show } = lintedFiles(disk);
    show("/shop/aa.py", "");
    expect(files.list("/shop").map(({ name }) => name)).toEqual(["a.py", "aa.py", "b.py"]);
    expect(files.list("/other")).toEqual([]);
  });
});

describe("what a cached run depends on besides the file and the models", () => {
  const files = {
    "/shop/views.py":
      "from shop import services\nfrom .reports import (\n    yearly,\n    monthly as m,\n)\n",
    "/shop/services.py": "import shop.tools\n",
    "/shop/reports.py": "",
    "/shop/yearly.py": "",
    "/shop/tools.py": "",
    "/shop/__init__.py": "",
    "/shop/management/commands/export_orders.py": "from shop.services import rows\n",
    "/shop/test_views.py": "from shop.views import view\n",
  };
  const hash = (changes: Readonly<Record<string, string>>): string => {
    const all = { ...files, ...changes };
    return hashOfImportedSources(Object.keys(all).sort(), createMemoryFiles(all));
  };

  test.each(["services", "reports", "yearly", "tools", "views", "__init__"])(
    "the text of %s, which is imported",
    (name) => {
      expect(hash({ [`/shop/${name}.py`]: "x = 1\n" })).not.toBe(hash({}));
    },
  );

  test.each(["/shop/management/commands/export_orders.py", "/shop/test_views.py"])(
    "not that of %s",
    (file) => {
      expect(hash({ [file]: "from shop.services import rows\nfrom shop.views import view\nx = 1\n" })).toBe(
        hash({}),
      );
    },
  );

  test("that a file is imported from now on", () => {
    expect(hash({ "/shop/urls.py": "x = 1\n" })).toBe(hash({}));
    expect(hash({ "/shop/urls.py": "x = 1\n", "/shop/test_views.py": "from shop import urls\n" })).not.toBe(
      hash({}),
    );
  });
});
