import type {
  CodeAction,
  CodeActionContext,
  Diagnostic,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver";
import { CodeActionKind } from "vscode-languageserver";
import type { Edit, Finding } from "../../../rules/src/finding.js";
import { editsByFile } from "../apply-edits.js";
import type { CheckedFile, Session } from "../session.js";
import { checkDocument, translationOf } from "../session.js";
import type { Translation } from "../to-lsp.js";
import { toDiagnostic, toSpan, toTextEdits } from "../to-lsp.js";
import { fixAllEdits } from "./fix-all-action.js";
import { ignoreActions } from "./ignore-actions.js";

/** The kind of the action that applies all safe fixes of a file. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.leanrows`;

/** Each comment is tried out by checking the file again; a whole file of findings is no menu to choose from anyway. */
const mostIgnored = 8;

/** Quick fixes of the findings in the requested range, comments that silence them, and fix all. */
export function offerCodeActions(session: Session): void {
  session.connection.onCodeAction(async ({ textDocument, range, context }, token) => {
    const checked = await checkDocument(session, textDocument.uri, token);
    if (checked === undefined) return [];
    const translation = translationOf(session);
    const text = translation.texts(checked.file);
    if (text === undefined) return [];
    const actions: CodeAction[] = [];
    if (isWanted(CodeActionKind.QuickFix, context)) {
      const { start, end } = toSpan(range, text.lines);
      const findings = checked.result.findings.filter(
        ({ location }) => location.start <= end && location.end >= start,
      );
      actions.push(...findings.flatMap((finding) => quickFixes(finding, session, translation)));
      actions.push(
        ...findings
          .slice(0, mostIgnored)
          .flatMap((finding) => ignoring(finding, checked, session, translation)),
      );
    }
    if (isAsked(fixAllKind, context)) actions.push(...fixAllAction(checked, session, translation));
    return actions;
  });
}

/** Alternatives of one finding. Only what is safe may be preferred, because editors apply that without asking. */
function quickFixes(finding: Finding, session: Session, translation: Translation): readonly CodeAction[] {
  const preferred = finding.fixes.find(({ safety }) => safety === "safe");
  return finding.fixes.map((fix) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: diagnosticsOf(finding, translation),
    ...(fix === preferred ? { isPreferred: true } : {}),
    edit: workspaceEdit(editsByFile([fix]), session, translation),
  }));
}

function ignoring(
  finding: Finding,
  { editable, file }: CheckedFile,
  session: Session,
  translation: Translation,
): readonly CodeAction[] {
  return ignoreActions(editable, file, finding).map(({ title, edit }) => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: diagnosticsOf(finding, translation),
    edit: workspaceEdit(new Map([[file, [edit]]]), session, translation),
  }));
}

function fixAllAction(
  { editable, file }: CheckedFile,
  session: Session,
  translation: Translation,
): readonly CodeAction[] {
  const edits = fixAllEdits(editable, file);
  if (edits.length === 0) return [];
  const edit = workspaceEdit(new Map([[file, edits]]), session, translation);
  return [{ title: "Apply all safe Leanrows fixes", kind: fixAllKind, edit }];
}

function diagnosticsOf(finding: Finding, translation: Translation): Diagnostic[] {
  const diagnostic = toDiagnostic(finding, translation);
  return diagnostic === undefined ? [] : [diagnostic];
}

/** Says the version that the edits belong to where the editor can check it. */
function workspaceEdit(
  edits: ReadonlyMap<string, readonly Edit[]>,
  session: Session,
  translation: Translation,
): WorkspaceEdit {
  const changes = [...edits].flatMap(([file, ofFile]) => {
    const text = translation.texts(file);
    return text === undefined
      ? []
      : [{ uri: translation.uriOf(file), edits: toTextEdits(ofFile, text.lines) }];
  });
  if (!session.client().takesDocumentChanges) {
    return {
      changes: Object.fromEntries(changes.map(({ uri, edits: each }): [string, TextEdit[]] => [uri, each])),
    };
  }
  return {
    documentChanges: changes.map(({ uri, edits: each }) => ({
      textDocument: { uri, version: session.documents.get(uri)?.version ?? null },
      edits: each,
    })),
  };
}

/** Nothing was asked for in particular, or this kind or one above it was. */
function isWanted(kind: string, context: CodeActionContext): boolean {
  return context.only === undefined || isAsked(kind, context);
}

/** `source.fixAll` asks for `source.fixAll.leanrows` too. */
function isAsked(kind: string, { only = [] }: CodeActionContext): boolean {
  return only.some((asked) => asked === "" || kind === asked || kind.startsWith(`${asked}.`));
}
