import type { Diagnostic, DocumentDiagnosticReport } from "vscode-languageserver";
import { DocumentDiagnosticReportKind } from "vscode-languageserver";
import type { Finding } from "../../../rules/src/finding.js";
import { fingerprint } from "../fingerprint.js";
import type { Translation } from "../to-lsp.js";
import { toDiagnostic } from "../to-lsp.js";

/** What a file's findings are to the editor. Findings of one place are shown together: what one has related, no other repeats. */
export function toDiagnostics(findings: readonly Finding[], translation: Translation): Diagnostic[] {
  const told = new Set<string>();
  return findings.flatMap((finding): Diagnostic[] => {
    const diagnostic = toDiagnostic(finding, translation);
    if (diagnostic === undefined) return [];
    const relatedInformation = (diagnostic.relatedInformation ?? []).filter((related) => {
      const key = JSON.stringify([diagnostic.range, related]);
      return !told.has(key) && told.add(key).has(key);
    });
    return [{ ...diagnostic, relatedInformation }];
  });
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
