import { expect, test } from "vitest";
import type { Finding } from "../../rules/src/finding.js";
import { suppressed } from "../../rules/src/suppressions.js";

/** Lines whose finding stays; every line with `BAD` has one of `no-unbounded-iteration`. */
function keptLines(lines: readonly string[], newline = "\n"): readonly number[] {
  const text = lines.join(newline);
  const findings = [...text.matchAll(/BAD(?:\([^)]*\))?/g)].map((match) =>
    finding(match.index, match[0].length),
  );
  const comments = [...text.matchAll(/(?:#|\/\/)[^\r\n]*|\/\*[^]*?\*\//g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const silenced = suppressed(findings, comments, text);
  return findings
    .filter((each) => !silenced.has(each))
    .map((each) => text.slice(0, each.location.start).split(newline).length);
}

function finding(start: number, length: number): Finding {
  return {
    rule: "no-unbounded-iteration",
    severity: "warning",
    location: { file: "shop/reports.py", start, end: start + length },
    message: "All rows of Order are held in memory",
    orm: "django",
    model: "Order",
    load: {
      rows: { level: "all" },
      columns: { kind: "all" },
      delivery: "buffered",
      joins: [],
      prefetches: [],
    },
    evidence: [],
    fixes: [],
    withheld: [],
  };
}

test("a comment on the line silences the rule that it names", () => {
  expect(keptLines(["BAD  # leanrows: ignore[no-unbounded-iteration]", "BAD"])).toEqual([2]);
});

test("a comment directly above silences the next line only", () => {
  expect(keptLines(["# leanrows: ignore[no-unbounded-iteration] -- few rows", "BAD", "BAD"])).toEqual([3]);
});

test("a blank line or code between comment and finding ends its reach", () => {
  expect(keptLines(["# leanrows: ignore[no-unbounded-iteration]", "", "BAD"])).toEqual([3]);
  expect(keptLines(["x = 1  # leanrows: ignore[no-unbounded-iteration]", "BAD"])).toEqual([2]);
});

test("comments may be stacked", () => {
  expect(keptLines(["# leanrows: ignore[no-unbounded-iteration]", "# noqa: E501", "BAD"])).toEqual([]);
});

test("another rule's name silences nothing", () => {
  expect(keptLines(["BAD  # leanrows: ignore[no-binary-load]"])).toEqual([1]);
  expect(keptLines(["BAD  # leanrows: ignore[]"])).toEqual([1]);
});

test("a list of rules, with the plugin's name in front", () => {
  expect(keptLines(["BAD  # leanrows: ignore[no-binary-load, leanrows/no-unbounded-iteration]"])).toEqual([]);
});

test("without a list every rule is meant", () => {
  expect(keptLines(["BAD  # leanrows: ignore"])).toEqual([]);
  expect(keptLines(["BAD  # leanrows: ignored by nobody"])).toEqual([1]);
});

test("the whole file", () => {
  expect(keptLines(["BAD", "# leanrows: ignore-file[no-unbounded-iteration]", "BAD"])).toEqual([]);
  expect(keptLines(["BAD", "# leanrows: ignore-file[no-binary-load]"])).toEqual([1]);
});

test("a comment on any line of a finding that spans lines", () => {
  expect(keptLines(["BAD(", "  a,", ")  # leanrows: ignore[no-unbounded-iteration]", "BAD"])).toEqual([4]);
});

test("TypeScript comments, block comments and Windows line ends", () => {
  expect(keptLines(["// leanrows: ignore[no-unbounded-iteration]", "BAD"], "\r\n")).toEqual([]);
  expect(keptLines(["/* leanrows: ignore[no-unbounded-iteration] */", "BAD"], "\r\n")).toEqual([]);
  expect(keptLines(["/*", " * leanrows: ignore[no-unbounded-iteration]", " */", "BAD", "BAD"])).toEqual([5]);
});

test("words that only resemble the comment do nothing", () => {
  expect(keptLines(["BAD  # see notleanrows: ignore"])).toEqual([1]);
  expect(keptLines(['BAD; x = "leanrows: ignore"'])).toEqual([1]);
});
