// The files on disk: encodings, links, what cannot be read.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { nodeFiles } from "../../rules/src/disk/node-files.js";

const folder = mkdtempSync(path.join(tmpdir(), "leanrows-files-")).replaceAll(path.sep, "/");
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, bytes: string | Buffer): string => {
  const file = `${folder}/${name}`;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  return file;
};

describe("a file is read", () => {
  test.each([
    ["utf8.py", Buffer.from("x = 'é'\n"), "x = 'é'\n", false],
    ["mark.py", Buffer.from("\uFEFFx = 'é'\n"), "x = 'é'\n", true],
    [
      "latin.py",
      Buffer.from("# -*- coding: latin-1 -*-\nx = 'é'\n", "latin1"),
      "# -*- coding: latin-1 -*-\nx = 'é'\n",
      false,
    ],
    [
      "second.py",
      Buffer.from("#!/usr/bin/python\n# vim: set fileencoding=iso_8859_15 :\nx = '\xa4'\n", "latin1"),
      "#!/usr/bin/python\n# vim: set fileencoding=iso_8859_15 :\nx = '€'\n",
      false,
    ],
    ["empty.py", Buffer.alloc(0), "", false],
  ])("%s", (name, bytes, text, hasByteOrderMark) => {
    expect(nodeFiles.read(write(name, bytes))).toEqual({ kind: "text", text, hasByteOrderMark });
  });
});

describe("a file is not read", () => {
  test.each([
    ["undeclared.py", Buffer.from("x = 'é'\n", "latin1"), "the file is not encoded in UTF-8"],
    [
      "third.py",
      Buffer.from("x = 1\n# coding: latin-1\ny = 'é'\n", "latin1"),
      "the file is not encoded in UTF-8",
    ],
    [
      "odd.py",
      Buffer.from("# coding: klingon\nx = 'é'\n", "latin1"),
      "the file is not encoded in klingon, as its coding comment says",
    ],
    ["binary.py", Buffer.from([0x78, 0, 0x79]), "the file is binary"],
    ["large.py", Buffer.alloc(5_000_001, "#"), "the file is too large"],
  ])("%s", (name, bytes, reason) => {
    expect(nodeFiles.read(write(name, bytes))).toEqual({ kind: "unreadable", reason });
  });

  test("that is missing, or a folder", () => {
    const reasonOf = (file: string): string => {
      const content = nodeFiles.read(file);
      return content.kind === "unreadable" ? content.reason : "readable";
    };
    expect(reasonOf(`${folder}/none.py`)).toContain("ENOENT");
    expect(reasonOf(folder)).toContain("EISDIR");
    expect(nodeFiles.version(`${folder}/none.py`)).toBeUndefined();
  });
});

test("links are followed, but never in a circle", () => {
  write("tree/shop/models.py", "");
  write("tree/other/views.py", "");
  symlinkSync(`${folder}/tree/other`, `${folder}/tree/shop/linked`);
  symlinkSync(`${folder}/tree/shop/models.py`, `${folder}/tree/shop/same.py`);
  symlinkSync(`${folder}/tree`, `${folder}/tree/other/up`);
  symlinkSync(`${folder}/tree/nowhere`, `${folder}/tree/shop/broken.py`);
  symlinkSync(`${folder}/tree/shop/round.py`, `${folder}/tree/shop/round.py`);
  const below = (at: string): readonly string[] =>
    nodeFiles
      .list(at)
      .flatMap(({ name, kind }) =>
        kind === "file" ? [`${at}/${name}`.slice(folder.length)] : below(`${at}/${name}`),
      );
  expect(below(`${folder}/tree`)).toEqual([
    "/tree/other/views.py",
    "/tree/shop/linked/views.py",
    "/tree/shop/models.py",
    "/tree/shop/same.py",
  ]);
  expect(nodeFiles.list(`${folder}/nowhere`)).toEqual([]);
});

test("the version changes with the content", () => {
  const file = write("grows.py", "x = 1\n");
  const before = nodeFiles.version(file);
  expect(nodeFiles.version(file)).toBe(before);
  write("grows.py", "x = 12\n");
  expect(nodeFiles.version(file)).not.toBe(before);
});
