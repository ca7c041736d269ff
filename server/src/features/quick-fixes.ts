import type { CodeAction, Diagnostic } from "vscode-languageserver";
import { CodeActionKind } from "vscode-languageserver";
import type { Finding, Fix } from "../../../rules/src/finding.js";
import { afterFix } from "../after-fix.js";
import { checkSafely } from "../check-safely.js";
import { menuTitle } from "../menu-title.js";
import { editsByFile } from "../apply-edits.js";
import type { CheckedFile, Session } from "../session.js";
import type { Translation } from "../to-lsp.js";
import { toDiagnostic } from "../to-lsp.js";
import { toWorkspaceEdit } from "./workspace-edit.js";

/**
 * The fixes of some findings: those of the finding first whose best fix clears the most, an edit that several findings
 * ask for once. Only the very first may be preferred, and only if it is safe, because editors apply that without asking.
 */
export function quickFixes(
  findings: readonly Finding[],
  checked: CheckedFile,
  session: Session,
  translation: Translation,
): readonly CodeAction[] {
  const offers = merged(ranked(findings, checked, session));
  return offers.flatMap(({ fix, findings: fixed }, index): CodeAction[] => {
    const edit = toWorkspaceEdit(editsByFile([fix]), checked.file, session, translation);
    if (edit === undefined) return [];
    return [
      {
        title: menuTitle(fix.title),
        kind: CodeActionKind.QuickFix,
        diagnostics: fixed.flatMap((finding) => diagnosticsOf(finding, translation)),
        ...(index === 0 && fix.safety === "safe" ? { isPreferred: true } : {}),
        edit,
      },
    ];
  });
}

/** The diagnostic of a finding, for actions that belong to it. */
export function diagnosticsOf(finding: Finding, translation: Translation): Diagnostic[] {
  const diagnostic = toDiagnostic(finding, translation);
  return diagnostic === undefined ? [] : [diagnostic];
}

function ranked(findings: readonly Finding[], checked: CheckedFile, session: Session): readonly Finding[] {
  if (findings.length < 2) return findings;
  const worth = new Map(findings.map((finding) => [finding, worthOf(finding, checked, session)]));
  return [...findings].sort((left, right) => (worth.get(right) ?? 0) - (worth.get(left) ?? 0));
}

/** Safe comes before unsafe; among equals what leaves fewer findings behind. */
function worthOf(finding: Finding, { editable, file, result }: CheckedFile, { left }: Session): number {
  const [best] = finding.fixes;
  if (best === undefined) return 0;
  const leftBehind = left(
    JSON.stringify([file, best.edits]),
    () =>
      afterFix(editable, file, best, () => checkSafely(editable.project, file).findings.length) ??
      result.findings.length,
  );
  return (best.safety === "safe" ? 1000 : 0) + Math.max(0, result.findings.length - leftBehind);
}

interface Offer {
  readonly fix: Fix;
  readonly findings: readonly Finding[];
}

function merged(findings: readonly Finding[]): readonly Offer[] {
  const offers = new Map<string, Offer>();
  for (const finding of findings) {
    for (const fix of finding.fixes) {
      const key = JSON.stringify([fix.title, fix.edits]);
      const known = offers.get(key);
      offers.set(key, { fix, findings: [...(known?.findings ?? []), finding] });
    }
  }
  return [...offers.values()];
}
