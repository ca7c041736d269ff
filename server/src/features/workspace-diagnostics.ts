import type { PreviousResultId, WorkspaceDocumentDiagnosticReport } from "vscode-languageserver";
import { DocumentDiagnosticReportKind, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { checkSafely } from "../check-safely.js";
import type { Session } from "../session.js";
import { breath, fileOf, translationOf } from "../session.js";
import { reportOf, toDiagnostics } from "./diagnostic-report.js";

/** A slice of work between two looks at waiting messages, in milliseconds. */
const slice = 20;

/** What the editor had after it was answered in full, by file; and of which state of the workspace that was. */
interface Answered {
  readonly generation: number;
  readonly ids: ReadonlyMap<string, string>;
}

/** `workspace/diagnostic`: the findings of all files, open or not. */
export function offerWorkspaceDiagnostics(session: Session): void {
  const { connection, workspace } = session;
  let answered: Answered | undefined;
  connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token, _progress, partial) => {
    const previous = byFile(session, previousResultIds);
    const versionOf = (uri: string): number | null => session.documents.get(uri)?.version ?? null;
    // Editors ask every few seconds, and mostly nothing has happened.
    if (answered?.generation === workspace.generation() && holds(answered, previous)) {
      return { items: previousResultIds.map(({ uri, value }) => unchanged(uri, value, versionOf(uri))) };
    }
    const generation = workspace.generation();
    const ids = new Map<string, string>();
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const report = (file: string, uri: string, diagnostics: ReturnType<typeof toDiagnostics>): void => {
      const reported = reportOf(diagnostics, previous.get(file)?.value);
      if (reported.resultId !== undefined) ids.set(file, reported.resultId);
      items.push({ ...reported, uri, version: versionOf(uri) });
    };
    const seen = new Set<string>();
    let sliceEnd = Date.now() + slice;
    for (const { project } of await workspace.folderProjects()) {
      for (const file of project.sources()) {
        if (Date.now() > sliceEnd) {
          if (partial !== undefined && items.length > 0) partial.report({ items: items.splice(0) });
          await breath();
          sliceEnd = Date.now() + slice;
        }
        if (token.isCancellationRequested)
          return new ResponseError(LSPErrorCodes.RequestCancelled, "canceled");
        // The cells of a notebook are asked for one by one.
        if (seen.has(file) || session.notebooks.at(file)) continue;
        seen.add(file);
        const result = checkSafely(project, file);
        // A clean file is worth a word only if the editor believes otherwise.
        if (result.findings.length === 0 && !previous.has(file)) continue;
        const translation = translationOf(session);
        report(file, translation.uriOf(file), toDiagnostics(result.findings, translation));
      }
    }
    for (const [file, { uri }] of previous) if (!seen.has(file)) report(file, uri, []);
    answered = { generation, ids };
    return { items };
  });
}

function byFile(session: Session, ids: readonly PreviousResultId[]): ReadonlyMap<string, PreviousResultId> {
  return new Map(
    ids.flatMap((id): [string, PreviousResultId][] => {
      const file = fileOf(session, id.uri);
      return file === undefined ? [] : [[file, id]];
    }),
  );
}

/** Whether the editor has exactly what it was answered. */
function holds({ ids }: Answered, previous: ReadonlyMap<string, PreviousResultId>): boolean {
  if (ids.size !== previous.size) return false;
  for (const [file, id] of ids) if (previous.get(file)?.value !== id) return false;
  return true;
}

function unchanged(uri: string, resultId: string, version: number | null): WorkspaceDocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Unchanged, resultId, uri, version };
}
