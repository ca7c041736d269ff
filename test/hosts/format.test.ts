import { describe, expect, test } from "vitest";
import type { Edit, Finding, Fix } from "../../rules/src/finding.js";
import { applyEdits, compatible, editsByFile } from "../../server/src/apply-edits.js";
import { lineIndex, offsetAt, positionAt } from "../../server/src/line-index.js";
import { formatJson } from "../../server/src/report/json.js";
import { lineDiff } from "../../server/src/report/line-diff.js";
import type { Report, View } from "../../server/src/report/report.js";
import { plain } from "../../server/src/report/style.js";
import { formatText } from "../../server/src/report/text.js";
import { followsSchema } from "./check-output.js";

const file = "/projects/shop/reports.py";

/** A finding over `words` in `text`, with one of everything that a finding may have. */
function findingOver(text: string, words: string): Finding {
  const start = text.indexOf(words);
  const location = { file, start, end: start + words.length };
  return {
    rule: "no-binary-load",
    severity: "warning",
    location,
    message: "Each row of Invoice carries `pdf`, which is never read",
    orm: "django",
    model: "Invoice",
    load: {
      rows: { level: "constant", count: 20 },
      columns: { kind: "values", names: ["number", "pdf"], form: "tuple" },
      delivery: "buffered",
      joins: [],
      prefetches: [],
    },
    evidence: [
      {
        kind: "heavy-column",
        message: "BinaryField",
        location: { file: "/projects/shop/models.py", start: 6, end: 9 },
      },
    ],
    fixes: [
      {
        form: "omit",
        title: "Leave out pdf",
        safety: "safe",
        edits: [{ file, start: location.end, end: location.end, text: '.defer("pdf")' }],
        conditions: ["pdf is never read"],
      },
    ],
    withheld: [{ form: "project", condition: "a row is passed to print()", location }],
  };
}

function viewOf(text: string, detail: View["detail"] = "short"): View {
  const texts: Readonly<Record<string, string>> = {
    [file]: text,
    "/projects/shop/models.py": "class Invoice\n",
  };
  return {
    folder: "/projects",
    texts: (path) => {
      const found = texts[path];
      return found === undefined ? undefined : { text: found, lines: lineIndex(found) };
    },
    style: plain,
    detail,
    ending: "none",
  };
}

function reportOf(...findings: readonly Finding[]): Report {
  return { files: 3, findings, errors: [], milliseconds: 1500 };
}

describe("text", () => {
  test("the whole block of a finding", () => {
    const text = "def send():\n    rows = list(Invoice.objects.all())\n";
    const report = reportOf(findingOver(text, "Invoice.objects.all()"));
    expect(formatText(report, viewOf(text, "explained"))).toBe(
      [
        "shop/reports.py:2:17  warning  Each row of Invoice carries `pdf`, which is never read  no-binary-load",
        "   |",
        " 2 |     rows = list(Invoice.objects.all())",
        "   |                 ^^^^^^^^^^^^^^^^^^^^^",
        "   = heavy column: BinaryField (shop/models.py:1:7)",
        "   = fix: Leave out pdf [safe]",
        "   =      checked: pdf is never read",
        "   = withheld: project, because a row is passed to print() (shop/reports.py:2:17)",
        "",
      ].join("\n"),
    );
    expect(formatText(report, viewOf(text))).not.toMatch(/checked|withheld/);
  });

  test("carets stand below the words, whatever is in front of them", () => {
    const below = (text: string): readonly (string | undefined)[] =>
      formatText(reportOf(findingOver(text, "QUERY")), viewOf(text))
        .split("\n")
        .slice(2, 4);
    expect(below("\tQUERY\n")).toEqual([" 1 |     QUERY", "   |     ^^^^^"]);
    expect(below('"日本", QUERY\n')).toEqual([' 1 | "日本", QUERY', "   |         ^^^^^"]);
    expect(below('"é", "e\u0301", QUERY\n')).toEqual([' 1 | "é", "e\u0301", QUERY', "   |           ^^^^^"]);
    expect(below("QUERY")).toEqual([" 1 | QUERY", "   | ^^^^^"]);
  });

  test("a span over lines is underlined on its first line", () => {
    const text = "x = list(\r\n  a,\r\n)\r\n";
    const lines = formatText(reportOf(findingOver(text, "list(\r\n  a,\r\n)")), viewOf(text)).split("\n");
    expect(lines.slice(2, 4)).toEqual([" 1 | x = list(", "   |     ^^^^^"]);
  });

  test("an endless line is cut around the words", () => {
    const text = `${"a".repeat(5000)} QUERY ${"b".repeat(5000)}`;
    const [source = "", carets = ""] = formatText(reportOf(findingOver(text, "QUERY")), viewOf(text))
      .split("\n")
      .slice(2, 4);
    expect(source.length).toBeLessThan(180);
    expect(source.slice(carets.indexOf("^"), carets.lastIndexOf("^") + 1)).toBe("QUERY");
  });

  test("a file that vanished still gets its finding", () => {
    const finding = {
      ...findingOver("QUERY", "QUERY"),
      location: { file: "/projects/gone.py", start: 3, end: 8 },
    };
    expect(formatText(reportOf(finding), viewOf(""))).toMatch(/^gone\.py {2}warning/);
  });
});

test("JSON of every kind of load follows the schema", () => {
  const text = "QUERY\n";
  const finding = findingOver(text, "QUERY");
  const loads: readonly Finding["load"][] = [
    finding.load,
    { ...finding.load, rows: { level: "unknown" }, columns: { kind: "grouped" }, delivery: "fake-streamed" },
    {
      ...finding.load,
      rows: { level: "parent" },
      columns: { kind: "except", names: ["pdf"] },
      delivery: "chunked",
    },
  ];
  const report = reportOf(...loads.map((load) => ({ ...finding, load })));
  const output: unknown = JSON.parse(
    formatJson({ ...report, errors: [{ file, message: "half a line", start: 2 }] }, viewOf(text)),
  );
  expect(followsSchema(output)).toBe(true);
  expect(output).toMatchObject({
    version: 1,
    files: 3,
    findings: [
      {
        file: "shop/reports.py",
        load: { rows: "constant", count: 20, columns: { kind: "values", form: "tuple" } },
      },
      { load: { rows: "unknown", columns: { kind: "grouped" } } },
      { load: { columns: { kind: "except", names: ["pdf"] } } },
    ],
    errors: [{ file: "shop/reports.py", message: "half a line", start: { line: 1, column: 3, offset: 2 } }],
  });
});

describe("line index", () => {
  test("offsets and positions are each other's inverse, for all line ends", () => {
    for (const text of ["", "a", "a\nb", "a\r\nb\r\n", "a\rb\n\n\r\nc", "\u{1f9fe}\n"]) {
      const index = lineIndex(text);
      for (let offset = 0; offset <= text.length; offset += 1) {
        expect(offsetAt(index, positionAt(index, offset))).toBe(offset);
      }
    }
  });

  test("places outside the text fall on its ends", () => {
    const index = lineIndex("ab\ncd");
    expect(positionAt(index, 99)).toEqual({ line: 1, column: 2 });
    expect(positionAt(index, -1)).toEqual({ line: 0, column: 0 });
    expect(offsetAt(index, { line: 9, column: 9 })).toBe(5);
    expect(offsetAt(index, { line: -1, column: 0 })).toBe(0);
  });
});

describe("edits", () => {
  const edit = (start: number, end: number, text: string): Edit => ({ file, start, end, text });
  const fix = (...edits: readonly Edit[]): Fix => ({
    form: "stream",
    title: "",
    safety: "safe",
    edits,
    conditions: [],
  });

  test("fixes that overlap wait, fixes that share an insertion do not", () => {
    const [first, inside, beside, sharing, samePlace] = [
      fix(edit(0, 0, "import x\n"), edit(5, 9, "a")),
      fix(edit(6, 7, "b")),
      fix(edit(9, 12, "c")),
      fix(edit(0, 0, "import x\n"), edit(20, 20, "d")),
      fix(edit(0, 0, "import y\n")),
    ];
    expect(compatible([first, inside, beside, sharing, samePlace])).toEqual([first, beside, sharing]);
    expect(editsByFile([first, sharing]).get(file)).toEqual([
      edit(0, 0, "import x\n"),
      edit(5, 9, "a"),
      edit(20, 20, "d"),
    ]);
  });

  test("are applied in one go", () => {
    expect(applyEdits("0123456789", [edit(0, 0, "<"), edit(2, 4, ""), edit(9, 10, ">")])).toBe("<0145678>");
  });
});

describe("diff", () => {
  const numbered = (count: number): string =>
    Array.from({ length: count }, (_, index) => `line ${index}\n`).join("");

  test("is empty for equal texts", () => {
    expect(lineDiff("a.py", "x\n", "x\n")).toBe("");
  });

  test("shows changes with three lines around them, far ones apart", () => {
    const before = numbered(30);
    const after = before.replace("line 5\n", "five\n").replace("line 20\n", "twenty\nmore\n");
    expect(lineDiff("a.py", before, after)).toBe(
      [
        "--- a.py",
        "+++ a.py",
        "@@ -3,7 +3,7 @@",
        ...[" line 2", " line 3", " line 4", "-line 5", "+five", " line 6", " line 7", " line 8"],
        "@@ -18,7 +18,8 @@",
        ...[
          " line 17",
          " line 18",
          " line 19",
          "-line 20",
          "+twenty",
          "+more",
          " line 21",
          " line 22",
          " line 23",
        ],
        "",
      ].join("\n"),
    );
  });

  test("says when the last line has no end", () => {
    expect(lineDiff("a.py", "x", "y")).toBe(
      "--- a.py\n+++ a.py\n@@ -1,1 +1,1 @@\n-x\n\\ No newline at end of file\n+y\n\\ No newline at end of file\n",
    );
  });
});
