import type { Diagnostic, Disposable, TextDocument, Uri } from "vscode";
import { languages, workspace } from "vscode";
import type { DiagnosticProviderMiddleware, BaseLanguageClient } from "vscode-languageclient";
import { DocumentDiagnosticRequest } from "vscode-languageclient";

/** Keeps a finding from being shown twice where ESLint's extension shows it too, through `eslint-plugin-leanrows`. */
export interface SeenElsewhere {
  readonly provideDiagnostics: NonNullable<DiagnosticProviderMiddleware["provideDiagnostics"]>;
  /** Asks `client` again for a document whenever ESLint's findings in it change. */
  follow(client: BaseLanguageClient): Disposable;
}

/** Looks at what other extensions show. */
export function seenElsewhere(): SeenElsewhere {
  /** What ESLint showed when a document was last answered. */
  const answered = new Map<string, string>();
  return {
    async provideDiagnostics(document, previousResultId, token, next) {
      const uri = uriOf(document);
      const shown = shownByEslint(uri);
      const isSame = (answered.get(uri.toString()) ?? "") === shown.join();
      // An unchanged answer of the server would bring back what was left out by other findings of ESLint.
      const report = await next(document, isSame ? previousResultId : undefined, token);
      if (report === null || report === undefined || !("items" in report)) return report;
      answered.set(uri.toString(), shown.join());
      return { ...report, items: report.items.filter((item) => !shown.includes(keyOf(item))) };
    },
    follow: (client) =>
      languages.onDidChangeDiagnostics(({ uris }) => {
        for (const document of workspace.textDocuments) {
          const uri = document.uri.toString();
          const isTouched = uris.some((each) => each.toString() === uri);
          if (!isTouched || (answered.get(uri) ?? "") === shownByEslint(document.uri).join()) continue;
          client
            .getFeature(DocumentDiagnosticRequest.method)
            .getProvider(document)
            ?.onDidChangeDiagnosticsEmitter.fire();
        }
      }),
  };
}

function shownByEslint(uri: Uri): readonly string[] {
  return languages
    .getDiagnostics(uri)
    .filter(({ source, code }) => source === "eslint" && nameOf(code).startsWith("leanrows/"))
    .map(keyOf);
}

/** The same finding has the same rule and start in every host. */
function keyOf({ code, range: { start } }: Diagnostic): string {
  return `${nameOf(code).replace("leanrows/", "")} ${String(start.line)}:${String(start.character)}`;
}

function nameOf(code: Diagnostic["code"]): string {
  return String(typeof code === "object" ? code.value : (code ?? ""));
}

function uriOf(document: TextDocument | Uri): Uri {
  return "uri" in document ? document.uri : document;
}
