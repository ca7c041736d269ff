import type { CodeAction } from "vscode-languageserver";
import { CodeActionKind } from "vscode-languageserver";
import { rewriteQuery } from "../../../rules/src/rewrite-query.js";
import { editsByFile } from "../apply-edits.js";
import { menuTitle } from "../menu-title.js";
import { queryAt } from "../query-at.js";
import type { CheckedFile, Session } from "../session.js";
import type { Translation } from "../to-lsp.js";
import { toWorkspaceEdit } from "./workspace-edit.js";

/** The kind of a rewriting that nobody complained about. */
export const rewriteKind = `${CodeActionKind.RefactorRewrite}.leanrows`;

/** Rewritings of the query under the cursor, whether or not there is a finding. */
export function rewriteActions(
  { editable, file }: CheckedFile,
  offset: number,
  session: Session,
  translation: Translation,
): readonly CodeAction[] {
  const query = queryAt(editable.project, file, offset);
  if (query?.file !== file) return [];
  return rewriteQuery(editable.project, query).fixes.flatMap((fix) => {
    const edit = toWorkspaceEdit(editsByFile([fix]), file, session, translation);
    return edit === undefined ? [] : [{ title: menuTitle(fix.title), kind: rewriteKind, edit }];
  });
}

/** What a rewriting would need, greyed out; an editor shows it to those who ask for rewritings. */
export function withheldRewrites({ editable, file }: CheckedFile, offset: number): readonly CodeAction[] {
  const query = queryAt(editable.project, file, offset);
  if (query?.file !== file) return [];
  const { withheld } = rewriteQuery(editable.project, query);
  const forms = [...new Set(withheld.map(({ form }) => form))];
  return forms.map((form) => ({
    title: titles[form] ?? form,
    kind: rewriteKind,
    disabled: {
      reason: withheld
        .filter((each) => each.form === form)
        .map(({ condition }) => condition)
        .join("; "),
    },
  }));
}

const titles: Readonly<Partial<Record<string, string>>> = {
  stream: "Stream the rows",
  keyset: "Read the rows in chunks by key",
  batch: "Read the rows in batches",
  project: "Load only the columns used",
  omit: "Leave binary columns in the database",
};
