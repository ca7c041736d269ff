import { createHash } from "node:crypto";
import type { Finding } from "../../rules/src/finding.js";
import type { Columns, Load } from "../../rules/src/flow/query.js";
import type { Location } from "../../rules/src/location.js";
import { positionAt } from "../../server/src/line-index.js";
import { displayPath } from "../../server/src/disk-paths.js";
import type { Texts } from "../../server/src/texts.js";

/** One finding as the committed files hold it. */
export interface Entry {
  /** Rule, file and the place's source line as a digest: what a shift of lines leaves alone. */
  readonly key: string;
  readonly rule: string;
  readonly severity: string;
  readonly file: string;
  readonly line: number;
  /** What a reviewer reads below the head: load, expression, message, fixes, withheld. */
  readonly details: readonly string[];
}

/** Turns the findings of one project into entries, in their order. */
export function entriesOf(
  findings: readonly Finding[],
  { folder, texts }: { readonly folder: string; readonly texts: Texts },
): readonly Entry[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { rule, severity, location, message, fixes, withheld } = finding;
    const file = displayPath(location.file, folder);
    const { line, source } = lineAt(location, texts);
    const base = `${rule} ${file} ${digest(source)}`;
    const ordinal = (seen.get(base) ?? 0) + 1;
    seen.set(base, ordinal);
    return {
      key: ordinal === 1 ? base : `${base}.${ordinal}`,
      rule,
      severity,
      file,
      line,
      details: [
        `${finding.model}: ${loadText(finding.load)}`,
        `at: ${expressionAt(location, texts)}`,
        message,
        ...fixes.map(({ form, safety, title }) => `fix ${form} (${safety}): ${title}`),
        ...withheld.map((each) => {
          const place = `${displayPath(each.location.file, folder)}:${lineAt(each.location, texts).line}`;
          return `withheld ${each.form}: ${each.condition} (${place})`;
        }),
      ].map((detail) => cut(onOneLine(detail), longestDetail)),
    };
  });
}

/** Enough to tell the lines of one file apart, and too little to hold source code. */
function digest(source: string): string {
  return createHash("sha256").update(source).digest("hex").slice(0, 8);
}

function lineAt({ file, start }: Location, texts: Texts): { readonly line: number; readonly source: string } {
  const text = texts(file);
  if (text === undefined) return { line: 0, source: "" };
  const { line } = positionAt(text.lines, start);
  const source = text.text.slice(text.lines.starts[line] ?? 0, text.lines.starts[line + 1]).trim();
  return { line: line + 1, source };
}

/** A pointer for the reader; the sources themselves stay outside. */
const longestExpression = 80;

/** What a reviewer reads of one detail; titles with many caveats go on. */
const longestDetail = 400;

function expressionAt({ file, start, end }: Location, texts: Texts): string {
  return cut(onOneLine(texts(file)?.text.slice(start, end) ?? ""), longestExpression);
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

function loadText({ rows, columns, delivery, joins, prefetches }: Load): string {
  const count = rows.level === "constant" ? `${rows.count} rows` : `${rows.level} rows`;
  const joined = [...joins, ...prefetches].map(({ path }) => path);
  return [count, columnsText(columns), delivery, ...(joined.length === 0 ? [] : [`with ${joined.join(", ")}`])].join(
    ", ",
  );
}

function columnsText(columns: Columns): string {
  switch (columns.kind) {
    case "only":
    case "except":
      return `${columns.kind} ${columns.names.join(" ")}`;
    case "values":
      return `values ${columns.names.join(" ")}`;
    default:
      return `${columns.kind} columns`;
  }
}

/** The forms of the fixes that an entry offers. */
export function formsOf({ details }: Entry): readonly string[] {
  return details.flatMap((detail) => /^fix ([\w-]+) \(/.exec(detail)?.[1] ?? []);
}
