import type { Diagnostic, DiagnosticRelatedInformation, Range, TextEdit } from "vscode-languageserver";
import { DiagnosticSeverity } from "vscode-languageserver";
import type { Edit, Finding, Severity } from "../../rules/src/finding.js";
import type { Location } from "../../rules/src/location.js";
import type { LineIndex } from "./line-index.js";
import { offsetAt, positionAt } from "./line-index.js";
import type { Texts } from "./texts.js";

/** What a translation may ask: texts for lines, addresses for paths and for pages of the documentation. */
export interface Translation {
  readonly texts: Texts;
  uriOf(path: string): string;
  pageOf(page: string): string | undefined;
}

/** The range of a span; `undefined` when its file cannot be read any more. */
export function toRange({ file, start, end }: Location, { texts }: Translation): Range | undefined {
  const text = texts(file);
  return text === undefined ? undefined : rangeIn(text.lines, start, end);
}

/** A finding as the editor shows it, with its evidence as related places. */
export function toDiagnostic(finding: Finding, translation: Translation): Diagnostic | undefined {
  const range = toRange(finding.location, translation);
  if (range === undefined) return undefined;
  const page = translation.pageOf(`rules/${finding.rule}`);
  return {
    range,
    severity: severities[finding.severity],
    source: "leanrows",
    code: finding.rule,
    ...(page === undefined ? {} : { codeDescription: { href: page } }),
    message: finding.message,
    relatedInformation: finding.evidence.flatMap(({ message, location }): DiagnosticRelatedInformation[] => {
      const evidenceRange = toRange(location, translation);
      // Whoever looks at the finding is at its own start already.
      if (evidenceRange === undefined || startsAt(location, finding.location)) return [];
      return [{ message, location: { uri: translation.uriOf(location.file), range: evidenceRange } }];
    }),
  };
}

/** Edits of one file as the editor applies them. */
export function toTextEdits(edits: readonly Edit[], lines: LineIndex): TextEdit[] {
  return edits.map(({ start, end, text }) => ({ range: rangeIn(lines, start, end), newText: text }));
}

/** Offsets of a range that the editor sent; a range that lies outside the text falls on its nearest end. */
export function toSpan(range: Range, lines: LineIndex): { readonly start: number; readonly end: number } {
  const offset = (line: number, column: number): number => offsetAt(lines, { line, column });
  return {
    start: offset(range.start.line, range.start.character),
    end: offset(range.end.line, range.end.character),
  };
}

function startsAt(left: Location, right: Location): boolean {
  return left.file === right.file && left.start === right.start;
}

function rangeIn(lines: LineIndex, start: number, end: number): Range {
  const [from, to] = [positionAt(lines, start), positionAt(lines, end)];
  return {
    start: { line: from.line, character: from.column },
    end: { line: to.line, character: to.column },
  };
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};
