import type { AnnotatedTextEdit, TextEdit, WorkspaceEdit } from "vscode-languageserver";
import type { Edit } from "../../../rules/src/finding.js";
import type { Session } from "../session.js";
import type { Translation } from "../to-lsp.js";

/**
 * Edits as the editor applies them: with the versions that they belong to, and asking before another file than `file` is
 * changed, where the editor can do that. All or none: `undefined` where one of them has no place any more.
 */
export function toWorkspaceEdit(
  edits: ReadonlyMap<string, readonly Edit[]>,
  file: string,
  { client, documents }: EditingSession,
  translation: Translation,
): WorkspaceEdit | undefined {
  const changes = changesByDocument([...edits.values()].flat(), file, translation);
  if (changes === undefined) return undefined;
  if (!client().takesDocumentChanges) {
    return {
      changes: Object.fromEntries(changes.map(({ uri, edits: each }): [string, TextEdit[]] => [uri, each])),
    };
  }
  const isAnnotated = client().asksBeforeEdits && changes.some(({ isElsewhere }) => isElsewhere);
  return {
    documentChanges: changes.map(({ uri, edits: each, isElsewhere }) => ({
      textDocument: { uri, version: documents.get(uri)?.version ?? null },
      edits: isAnnotated && isElsewhere ? each.map(annotated) : each,
    })),
    ...(isAnnotated ? { changeAnnotations: annotations } : {}),
  };
}

/** What of a session decides on the shape of an edit. */
export interface EditingSession {
  readonly client: Session["client"];
  readonly documents: { get(uri: string): { readonly version: number } | undefined };
}

interface DocumentChange {
  readonly uri: string;
  readonly edits: TextEdit[];
  readonly isElsewhere: boolean;
}

function changesByDocument(
  edits: readonly Edit[],
  file: string,
  translation: Translation,
): readonly DocumentChange[] | undefined {
  const changes = new Map<string, DocumentChange>();
  for (const edit of edits) {
    const place = translation.placeOf(edit);
    if (place === undefined) return undefined;
    const { uri, range } = place;
    const change = changes.get(uri) ?? { uri, edits: [], isElsewhere: edit.file !== file };
    change.edits.push({ range, newText: edit.text });
    changes.set(uri, change);
  }
  return [...changes.values()];
}

const elsewhere = "elsewhere";

const annotations = {
  [elsewhere]: {
    label: "Edits in other files",
    description: "The fix is not complete without them.",
    needsConfirmation: true,
  },
};

function annotated(edit: TextEdit): AnnotatedTextEdit {
  return { ...edit, annotationId: elsewhere };
}
