import type { WorkspaceDocumentDiagnosticReport } from "vscode-languageserver";
import { LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { checkSafely } from "../check-files.js";
import type { Session } from "../session.js";
import { breath, fileOf, translationOf } from "../session.js";
import { reportOf, toDiagnostics } from "./diagnostics.js";

/** A slice of work between two looks at waiting messages, in milliseconds. */
const slice = 20;

/** `workspace/diagnostic`: the findings of all files, open or not. */
export function offerWorkspaceDiagnostics(session: Session): void {
  const { connection, workspace } = session;
  connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token, _progress, partial) => {
    const previous = new Map(
      previousResultIds.map(({ uri, value }) => [fileOf(session, uri), { uri, value }]),
    );
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const versions = new Map(
      session.documents.all().map((document) => [fileOf(session, document.uri), document.version]),
    );
    const report = (file: string, diagnostics: ReturnType<typeof toDiagnostics>, uri: string): void => {
      items.push({
        ...reportOf(diagnostics, previous.get(file)?.value),
        uri,
        version: versions.get(file) ?? null,
      });
    };
    let sliceEnd = Date.now() + slice;
    const seen = new Set<string>();
    for (const editable of await workspace.folderProjects()) {
      for (const file of editable.project.sources()) {
        if (Date.now() > sliceEnd) {
          if (partial !== undefined && items.length > 0) partial.report({ items: items.splice(0) });
          await breath();
          sliceEnd = Date.now() + slice;
        }
        if (token.isCancellationRequested)
          return new ResponseError(LSPErrorCodes.RequestCancelled, "canceled");
        if (seen.has(file)) continue;
        seen.add(file);
        const result = checkSafely(editable.project, file);
        // A clean file is worth a word only if the editor believes otherwise.
        if (result.findings.length === 0 && !previous.has(file)) continue;
        const translation = translationOf(session);
        report(file, toDiagnostics(result, translation), translation.uriOf(file));
      }
    }
    for (const [file, { uri }] of previous) {
      if (file !== undefined && !seen.has(file)) report(file, [], uri);
    }
    return { items };
  });
}
