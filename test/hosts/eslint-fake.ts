import { createPlugin } from "../../rules/src/eslint/create-plugin.js";
import type { LintedFile } from "../../rules/src/eslint/analysis.js";
import type { Finding, Fix } from "../../rules/src/finding.js";

/** What the plugin asked the analysis. */
export interface Asked {
  readonly files: LintedFile[];
}

/**
 * A plugin whose analysis finds each `Book.objects.all()` that is not streamed, so that a test decides what a finding looks like. Other tests
 * run the real analysis.
 */
export function pluginFinding(
  details: Partial<Finding> = {},
  fixes: (finding: Finding) => readonly Fix[] = () => [],
) {
  const asked: Asked = { files: [] };
  const plugin = createPlugin(rules, {
    check(linted) {
      asked.files.push(linted);
      const { path, text } = linted;
      if (text.includes("DEFECT")) return { kind: "failed", reason: "a defect" };
      const findings = [...text.matchAll(/Book\.objects\.all\(\)(?!\.iterator)/g)].map(
        ({ index, 0: found }) => {
          const finding = findingAt(path, index, index + found.length, details);
          return { ...finding, fixes: fixes(finding) };
        },
      );
      return { kind: "checked", findings };
    },
    fingerprint: () => "fake",
  });
  return { plugin, asked };
}

/** A fix of a finding: `.iterator()` behind the query. */
export function streamFix({ location: { file, end } }: Finding, details: Partial<Fix> = {}): Fix {
  return {
    form: "stream",
    title: "Stream the rows with iterator()",
    safety: "safe",
    edits: [{ file, start: end, end, text: ".iterator()" }],
    conditions: [],
    ...details,
  };
}

const rules = [
  { name: "no-unbounded-iteration", preset: "recommended", description: "All rows are held in memory." },
  { name: "no-wide-load", preset: "strict", description: "Few columns of a wide row are read." },
] as const;

function findingAt(file: string, start: number, end: number, details: Partial<Finding>): Finding {
  return {
    rule: "no-unbounded-iteration",
    severity: "warning",
    location: { file, start, end },
    message: "All rows of Book are held in memory",
    orm: "django",
    model: "Book",
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
    ...details,
  };
}
