import type { Diagnostic, DiagnosticRelatedInformation, Range } from "vscode-languageserver";
import { DiagnosticSeverity } from "vscode-languageserver";
import type { Finding, Severity } from "../../rules/src/finding.js";
import type { Location } from "../../rules/src/location.js";
import type { Span } from "../../rules/src/syntax/syntax.js";
import type { LineIndex } from "./line-index.js";
import { offsetAt, positionAt } from "./line-index.js";

/** Where the editor shows a span. */
export interface Place {
  readonly uri: string;
  readonly range: Range;
  /** The number of the cell, in a notebook. */
  readonly cell?: number;
}

/** What a translation may ask: places of spans and back, addresses of files and of pages of the documentation. */
export interface Translation {
  /** `undefined` when the file cannot be read any more. */
  placeOf(location: Location): Place | undefined;
  /** The offsets of a range that the editor sent about a document, in the file that stands for it. */
  spanOf(uri: string, file: string, range: Range): Span | undefined;
  uriOf(path: string): string;
  pageOf(page: string): string | undefined;
}

/** A finding as the editor shows it, with its evidence as related places. */
export function toDiagnostic(finding: Finding, translation: Translation): Diagnostic | undefined {
  const place = translation.placeOf(finding.location);
  if (place === undefined) return undefined;
  const page = translation.pageOf(`rules/${finding.rule}`);
  return {
    range: place.range,
    severity: severities[finding.severity],
    source: "leanrows",
    code: finding.rule,
    ...(page === undefined ? {} : { codeDescription: { href: page } }),
    message: finding.message,
    relatedInformation: finding.evidence.flatMap(({ message, location }): DiagnosticRelatedInformation[] => {
      const at = translation.placeOf(location);
      // Whoever looks at the finding is at its own start already.
      if (at === undefined || startsAt(location, finding.location)) return [];
      return [{ message, location: { uri: at.uri, range: at.range } }];
    }),
  };
}

/** Offsets of a range that the editor sent; a range that lies outside the text falls on its nearest end. */
export function toSpan(range: Range, lines: LineIndex): Span {
  const offset = (line: number, column: number): number => offsetAt(lines, { line, column });
  return {
    start: offset(range.start.line, range.start.character),
    end: offset(range.end.line, range.end.character),
  };
}

function startsAt(left: Location, right: Location): boolean {
  return left.file === right.file && left.start === right.start;
}

/** The range of offsets in a text. */
export function toRange(lines: LineIndex, start: number, end: number): Range {
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
