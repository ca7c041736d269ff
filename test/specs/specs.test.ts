// Runs the pages of this folder and the pages of rules: what their code expects, and what their fixes write.
// `UPDATE_FIXES=1 npx vitest run test/specs` writes what fixes give into the pages' fix blocks; read the difference.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { repositoryFiles, root } from "../laws/repository-files.js";
import { type CheckedSpec, checkSpec } from "./runner/check-spec.js";
import { differences } from "./runner/compare.js";
import { brokenLawsOf, fixedTexts } from "./runner/fixes.js";
import { readPage } from "./runner/page.js";
import { type FixBlock, type Spec, specsOf } from "./runner/spec.js";

const pages = repositoryFiles().filter(({ path }) =>
  /^(?:test\/specs|docs\/rules|docs\/guides|docs(?=\/bounded))\/(?!(?:.*\/)?README).*\.md$/.test(path),
);
const updates: { readonly page: string; readonly block: FixBlock; readonly text: string }[] = [];

describe.each(pages)("$path", ({ path, text }) => {
  const specs = specsOf(readPage(text)).map((spec) => ({
    name: spec.titles.slice(1).join(" › ") || path,
    spec,
    checked: once(() => checkSpec(spec)),
  }));

  test("has something to check", () => {
    expect(specs.length).toBeGreaterThan(0);
  });

  describe.each(specs)("$name, line $spec.line", ({ spec, checked }) => {
    test("is found as it is written, and its fixes keep the laws", () => {
      const wrong = [...differences(spec, checked()), ...brokenLawsOf(spec, checked())];
      if (wrong.length > 0) expect.fail(`${path}\n  ${wrong.join("\n  ")}\n`);
    });

    test.each(spec.fixes.map((block) => ({ block })))("fix: $block.title", ({ block }) => {
      const given = textAfter(spec, checked(), block);
      if (process.env["UPDATE_FIXES"] !== undefined && given !== block.text)
        updates.push({ page: path, block, text: given });
      else expect(given, `${path}:${block.line}`).toBe(block.text);
    });
  });
});

/** What the fix of a block gives; blocks of one title stand in the order of their places. */
function textAfter(spec: Spec, checked: CheckedSpec, block: FixBlock): string {
  const texts = fixedTexts(spec, checked, block);
  const position = spec.fixes.filter(({ title }) => title === block.title).indexOf(block);
  const given = texts[position];
  if (given !== undefined) return texts.includes(block.text) ? block.text : given;
  const offered = [...checked.files.values()].flatMap(({ findings }) =>
    findings.flatMap(({ fixes }) => fixes.map(({ title, safety }) => `${title} (${safety})`)),
  );
  return expect.fail(`line ${block.line}: no such fix; offered are\n  ${offered.join("\n  ")}`);
}

function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

afterAll(() => {
  for (const path of new Set(updates.map(({ page }) => page))) {
    const lines = readFileSync(join(root, path), "utf8").split("\n");
    const ofPage = updates.filter(({ page }) => page === path);
    for (const { block, text } of ofPage.sort((a, b) => b.block.line - a.block.line))
      lines.splice(block.line - 1, block.text.split("\n").length - 1, ...text.replace(/\n$/, "").split("\n"));
    writeFileSync(join(root, path), lines.join("\n"));
  }
});
