import type { CancellationToken, CodeAction, WorkspaceEdit } from "vscode-languageserver";
import { CodeActionKind } from "vscode-languageserver";
import type { Finding } from "../../../rules/src/finding.js";
import { elementsOf } from "../elements-of.js";
import type { IgnoreScope } from "../ignore-comments.js";
import { ignoreComment } from "../ignore-comments.js";
import type { CheckedFile, Session } from "../session.js";
import { checkDocument, translationOf } from "../session.js";
import { tell } from "../tell.js";
import type { Translation } from "../to-lsp.js";
import { diagnosticsOf } from "./quick-fixes.js";
import { toWorkspaceEdit } from "./workspace-edit.js";

/** What the actions of one request share. */
export interface ActionRequest {
  readonly uri: string;
  readonly checked: CheckedFile;
  readonly session: Session;
  readonly translation: Translation;
}

/** A whole file of findings is no menu to choose from. */
const mostIgnored = 8;

const scopes: Readonly<Record<IgnoreScope, string>> = { line: "on this line", file: "in this file" };

/**
 * Comments that silence findings. Each is tried out by checking the file again, so an editor that asks for the edit once
 * an action is chosen gets it then; all others get it at once.
 */
export function ignoreActions(findings: readonly Finding[], request: ActionRequest): readonly CodeAction[] {
  return findings
    .slice(0, mostIgnored)
    .flatMap((finding) => [
      ...ignoreAction(finding, "line", request),
      ...ignoreAction(finding, "file", request),
    ]);
}

function ignoreAction(
  finding: Finding,
  scope: IgnoreScope,
  { uri, checked, session, translation }: ActionRequest,
): readonly CodeAction[] {
  const action: CodeAction = {
    title: `Ignore ${finding.rule} ${scopes[scope]}`,
    kind: CodeActionKind.QuickFix,
    diagnostics: diagnosticsOf(finding, translation),
  };
  if (session.client().resolvesEdits)
    return [{ ...action, data: [uri, finding.rule, finding.location.start, scope] }];
  const edit = ignoreEdit(checked, finding, scope, session);
  return edit === undefined ? [] : [{ ...action, edit }];
}

/** Adds the edit to an action that was chosen. */
export async function resolveIgnoreAction(
  session: Session,
  action: CodeAction,
  token: CancellationToken,
): Promise<CodeAction> {
  const [uri, rule, start, scope] = elementsOf(action.data);
  if (typeof uri !== "string" || (scope !== "line" && scope !== "file")) return action;
  const checked = await checkDocument(session, uri, token);
  const finding = checked?.result.findings.find(
    (each) => each.rule === rule && each.location.start === start,
  );
  if (checked === undefined || finding === undefined) return action;
  const edit = ignoreEdit(checked, finding, scope, session);
  if (edit === undefined) {
    tell(session.connection, "info", "Leanrows: no comment can stand there; ignore the rule in the file.");
    return action;
  }
  return { ...action, edit };
}

function ignoreEdit(
  { editable, file }: CheckedFile,
  finding: Finding,
  scope: IgnoreScope,
  session: Session,
): WorkspaceEdit | undefined {
  const edit = ignoreComment(editable, finding, scope);
  return edit && toWorkspaceEdit(new Map([[file, [edit]]]), file, session, translationOf(session));
}
