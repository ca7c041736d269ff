import { streamingOn } from "../../../rules/src/fixes/driver.js";
import type { Finding, Fix } from "../../../rules/src/finding.js";
import { applied, brokenLaws } from "../../rules/fix-laws.js";
import { type CheckedFile, type CheckedSpec, checkSpec } from "./check-spec.js";
import type { FixBlock, Spec } from "./spec.js";

/** What the fixes with a block's title give, each text once, in the order of the findings. */
export function fixedTexts(
  spec: Spec,
  checked: CheckedSpec,
  { title, safety, text: shown }: FixBlock,
): readonly string[] {
  const texts = offeredIn(checked).flatMap(({ path, file, fix }) => {
    if (!isTitled(fix, title) || (safety !== undefined && fix.safety !== safety)) return [];
    return [partShown(spec, path, applied(file.text, fix), shown)];
  });
  return [...new Set(texts)];
}

/** Titles of suggestions say what may differ behind a dash; a page may leave that out. */
function isTitled(fix: Fix, title: string): boolean {
  return fix.title === title || fix.title.startsWith(`${title} — `);
}

/** A block may leave out the code of the headings above, as long as the fix leaves it alone. */
function partShown({ main }: Spec, path: string, text: string, shown: string): string {
  const top = main?.path === path ? main.tops.findLast((one) => text.startsWith(one)) : undefined;
  return text === shown || top === undefined ? text : text.slice(top.length);
}

/** The laws that fixes of a spec break. */
export function brokenLawsOf(spec: Spec, checked: CheckedSpec): readonly string[] {
  const { environment, tables } = checked.project;
  return offeredIn(checked).flatMap(({ path, file, finding, fix }) => {
    const rewrites = tables.find(({ name }) => name === finding.orm)?.rewrites;
    const isBuffered = rewrites && streamingOn(rewrites, environment).kind === "buffers";
    return brokenLaws({ before: file, finding, fix, driver: isBuffered ? "buffers" : "streams" }, (text) => {
      const after = checkSpec(spec, new Map([[path, text]])).files.get(path);
      return after ?? { text, findings: [], problems: [{ message: `${path} is gone` }] };
    });
  });
}

interface Offered {
  readonly path: string;
  readonly file: CheckedFile;
  readonly finding: Finding;
  readonly fix: Fix;
}

function offeredIn({ files }: CheckedSpec): readonly Offered[] {
  return [...files].flatMap(([path, file]) =>
    file.findings.flatMap((finding) => finding.fixes.map((fix) => ({ path, file, finding, fix }))),
  );
}
