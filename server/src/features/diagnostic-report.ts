import type { Diagnostic, DocumentDiagnosticReport } from "vscode-languageserver";
import { DocumentDiagnosticReportKind } from "vscode-languageserver";
import type { FileCheck } from "../../../rules/src/analyze.js";
import { fingerprint } from "../fingerprint.js";
import type { Translation } from "../to-lsp.js";
import { toDiagnostic } from "../to-lsp.js";

/** What a file's findings are to the editor. */
export function toDiagnostics({ findings }: FileCheck, translation: Translation): Diagnostic[] {
  return findings.flatMap((finding) => toDiagnostic(finding, translation) ?? []);
}

/** The report of a pull: nothing but the id when it is what the editor has. */
export function reportOf(
  items: Diagnostic[],
  previousResultId: string | undefined,
): DocumentDiagnosticReport {
  const resultId = fingerprint(JSON.stringify(items));
  if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}
