import type { CodeAction, CodeActionContext, CodeActionParams } from "vscode-languageserver";
import { CodeActionKind } from "vscode-languageserver";
import type { CheckedFile, Session } from "../session.js";
import { checkDocument, translationOf } from "../session.js";
import type { Translation } from "../to-lsp.js";
import { explainAction } from "./explain.js";
import { fixAllEdits } from "./fix-all-action.js";
import { ignoreActions, resolveIgnoreAction } from "./ignore-actions.js";
import { quickFixes } from "./quick-fixes.js";
import { rewriteActions, rewriteKind, withheldRewrites } from "./rewrite-actions.js";
import { toWorkspaceEdit } from "./workspace-edit.js";

/** The kind of the action that applies all safe fixes of a file. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.leanrows`;

/** Quick fixes of the findings in the requested range, rewritings of the query there, and fix all. */
export function offerCodeActions(session: Session): void {
  const { connection } = session;
  connection.onCodeAction(async (params, token) => {
    const checked = await checkDocument(session, params.textDocument.uri, token);
    return checked === undefined ? [] : actionsIn(checked, params, session);
  });
  connection.onCodeActionResolve((action, token) => resolveIgnoreAction(session, action, token));
}

function actionsIn(
  checked: CheckedFile,
  { textDocument: { uri }, range, context }: CodeActionParams,
  session: Session,
): CodeAction[] {
  const translation = translationOf(session);
  const span = translation.spanOf(uri, checked.file, range);
  if (span === undefined) return [];
  const { start, end } = span;
  const actions: CodeAction[] = [];
  if (isWanted(CodeActionKind.QuickFix, context)) {
    const findings = checked.result.findings.filter(
      ({ location }) => location.start <= end && location.end >= start,
    );
    actions.push(
      ...quickFixes(findings, checked, session, translation),
      ...explainAction(findings, uri, translation),
      ...ignoreActions(findings, { uri, checked, session, translation }),
    );
  }
  if (isWanted(rewriteKind, context)) {
    const titles = new Set(actions.map(({ title }) => title));
    const rewrites = rewriteActions(checked, start, session, translation);
    // What is a quick fix already is not offered again below.
    actions.push(...rewrites.filter(({ title }) => !titles.has(title)));
    if (isAsked(rewriteKind, context) && session.client().showsDisabledActions)
      actions.push(...withheldRewrites(checked, start));
  }
  if (isAsked(fixAllKind, context)) actions.push(...fixAllAction(checked, session, translation));
  return actions;
}

function fixAllAction(
  { editable, file }: CheckedFile,
  session: Session,
  translation: Translation,
): CodeAction[] {
  const edits = fixAllEdits(editable, file);
  if (edits.length === 0) return [];
  const edit = toWorkspaceEdit(new Map([[file, edits]]), file, session, translation);
  if (edit === undefined) return [];
  return [{ title: "Apply all safe Leanrows fixes", kind: fixAllKind, edit }];
}

/** Nothing was asked for in particular, or this kind or one above it was. */
function isWanted(kind: string, context: CodeActionContext): boolean {
  return context.only === undefined || isAsked(kind, context);
}

/** `source.fixAll` asks for `source.fixAll.leanrows` too. */
function isAsked(kind: string, { only = [] }: CodeActionContext): boolean {
  return only.some((asked) => asked === "" || kind === asked || kind.startsWith(`${asked}.`));
}
