import type { CancellationToken, Diagnostic } from "vscode-languageserver";
import { LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { Finding } from "../../../rules/src/finding.js";
import { fingerprint } from "../fingerprint.js";
import type { Session } from "../session.js";
import { checkDocument, fileOf, translationOf } from "../session.js";
import { reportOf, toDiagnostics } from "./diagnostic-report.js";
import { offerWorkspaceDiagnostics } from "./workspace-diagnostics.js";

/** Tells what may have changed, so that the editor's diagnostics follow. */
export interface Diagnostics {
  /** A document was edited; others may depend on it. */
  refresh(uri: string): void;
  refreshAll(): void;
  forget(uri: string): void;
}

/** Edits that follow each other faster than this are answered once. */
const pause = 30;

/** Pull diagnostics, and push for editors that cannot pull. */
export function offerDiagnostics(session: Session): Diagnostics {
  const { connection, documents, client } = session;
  /** What the editor last got for each open document. */
  const known = new Map<string, string>();
  /** Edited since the editor was last answered. */
  const edited = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
    const items = await diagnosticsOf(session, textDocument.uri, token);
    // What came out is not what the file holds: nobody may keep it.
    if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, "canceled");
    const report = reportOf(items, previousResultId);
    if (report.resultId !== undefined) known.set(textDocument.uri, report.resultId);
    edited.delete(textDocument.uri);
    return report;
  });
  offerWorkspaceDiagnostics(session);

  const update = async (): Promise<void> => {
    const changed = new Set(edited);
    edited.clear();
    // The document under the user's hands comes first.
    const open = documents
      .all()
      .sort((left, right) => Number(changed.has(right.uri)) - Number(changed.has(left.uri)));
    let othersDiffer = false;
    for (const { uri, version } of open) {
      const items = await diagnosticsOf(session, uri, never);
      const document = documents.get(uri);
      if (document?.version !== version) continue;
      const id = fingerprint(JSON.stringify(items));
      const isSame = known.get(uri) === id;
      if (client().pullsDiagnostics) {
        // An editor pulls again what it edits itself.
        if (!isSame && !changed.has(uri)) othersDiffer = true;
      } else if (!isSame || changed.has(uri)) {
        known.set(uri, id);
        await connection.sendDiagnostics({ uri, version, diagnostics: items });
      }
    }
    if (othersDiffer && client().refreshesDiagnostics) void connection.languages.diagnostics.refresh();
  };

  const schedule = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      update().catch((error: unknown) => connection.console.error(`diagnostics: ${String(error)}`));
    }, pause);
  };

  return {
    refresh(uri) {
      edited.add(uri);
      schedule();
    },
    refreshAll() {
      schedule();
    },
    forget(uri) {
      known.delete(uri);
      edited.delete(uri);
      if (!client().pullsDiagnostics) void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
  };
}

async function diagnosticsOf(session: Session, uri: string, token: CancellationToken): Promise<Diagnostic[]> {
  const checked = await checkDocument(session, uri, token);
  if (checked === undefined || fileOf(session, uri) === undefined) return [];
  const translation = translationOf(session);
  const { findings } = checked.result;
  const isHere = ({ location }: Finding): boolean => translation.placeOf(location)?.uri === uri;
  return toDiagnostics(session.notebooks.at(checked.file) ? findings.filter(isHere) : findings, translation);
}

const never: CancellationToken = {
  isCancellationRequested: false,
  onCancellationRequested: () => ({ dispose: () => undefined }),
};
