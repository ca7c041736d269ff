// What holds for every fix: the result can be parsed, the rule that asked for the fix has one finding less, no other
// rule speaks because of it, the fix is not offered again where it was applied, comments stay, edits do not overlap.
import type { Finding, Fix } from "../../rules/src/finding.js";

/** A text with what was found in it. */
export interface CheckedText {
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly problems: readonly { readonly message: string }[];
}

/** A fix at its place. */
export interface OfferedFix {
  readonly before: CheckedText;
  readonly finding: Finding;
  readonly fix: Fix;
  /** Where the driver holds the whole result, whatever the program does. */
  readonly driver: "streams" | "buffers";
}

/** The text after a fix. */
export function applied(text: string, { edits }: Fix): string {
  return edits.reduceRight(
    (before, { start, end, text: inserted }) => before.slice(0, start) + inserted + before.slice(end),
    text,
  );
}

/** The laws that a fix breaks, in words. */
export function brokenLaws(offered: OfferedFix, check: (text: string) => CheckedText): readonly string[] {
  const { before, fix } = offered;
  const after = check(applied(before.text, fix));
  const broken = [
    ...after.problems.map(({ message }) => `the result cannot be parsed: ${message}`),
    ...rulesThatSpeak(offered, after),
    ...(offersAgain(offered, after) ? ["it is offered again"] : []),
    ...(commentsOf(after.text).join() === commentsOf(before.text).join() ? [] : ["it loses a comment"]),
    ...(areAscending(fix) ? [] : ["its edits overlap"]),
  ];
  return broken.map((law) => `${fix.form} "${fix.title}": ${law}\n${after.text}`);
}

function rulesThatSpeak(offered: OfferedFix, after: CheckedText): readonly string[] {
  const { before, finding, fix, driver } = offered;
  const rules = new Set(after.findings.map(({ rule }) => rule));
  return [...rules].flatMap((rule) => {
    if (rule === "no-fake-stream" && driver === "buffers" && streaming.includes(fix.form)) return [];
    const [was, is] = [countOf(before, rule), countOf(after, rule)];
    if (rule === finding.rule && isSerious(finding)) return is < was ? [] : [`${rule} still speaks`];
    return is <= was ? [] : [`${rule} speaks up`];
  });
}

/**
 * Where the driver holds the whole result, a stream is a fake one: the fix says so in its title and is no more than a
 * suggestion. What is left to a stream of heavy rows, or kept by a suggestion, is another finding's matter.
 */
const streaming: readonly string[] = ["stream", "omit", "batch", "reverse", "separate"];

function countOf({ findings }: CheckedText, rule: string): number {
  return findings.filter((finding) => finding.rule === rule && isSerious(finding)).length;
}

function isSerious({ severity }: Finding): boolean {
  return severity !== "info";
}

/** Whether the same fix is offered for what the fix has written. */
function offersAgain({ fix }: OfferedFix, after: CheckedText): boolean {
  const written = writtenBy(fix);
  return after.findings
    .flatMap(({ fixes }) => fixes)
    .some(
      (other) =>
        other.title === fix.title &&
        other.edits.some(({ start, end }) =>
          written.some((span) => start <= span.end && end >= span.start && span.end > span.start),
        ),
    );
}

function writtenBy({ edits }: Fix): readonly { readonly start: number; readonly end: number }[] {
  let shift = 0;
  return edits.map(({ start, end, text }) => {
    const from = start + shift;
    shift += text.length - (end - start);
    return { start: from, end: from + text.length };
  });
}

function commentsOf(text: string): readonly string[] {
  return [...text.matchAll(/#.*$/gm)].map(([comment]) => comment.trim());
}

function areAscending({ edits }: Fix): boolean {
  return edits.every(({ start, end }, index) => start <= end && start >= (edits[index - 1]?.end ?? 0));
}
