import type { InitializeParams } from "vscode-languageserver";
import { elementsOf } from "./elements-of.js";

/** What the editor can do, as far as the server behaves differently. */
export interface ClientFeatures {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly hasConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly changesFolders: boolean;
  readonly showsProgress: boolean;
  readonly takesDocumentChanges: boolean;
  /** Can show an edit to the user before it is made. */
  readonly asksBeforeEdits: boolean;
  readonly showsDisabledActions: boolean;
  /** Asks again for the edit of an action once it is chosen. */
  readonly resolvesEdits: boolean;
  /** Shows texts that the server makes up, under addresses of its own. */
  readonly showsTexts: boolean;
  /** How the editor opens a page of the documentation: an address with `{page}` in it. */
  readonly pages: string | undefined;
  /** Schemes of addresses whose files the editor reads for the server. */
  readonly schemes: readonly string[];
  /** Settings that came with the handshake, for editors without configuration requests. */
  readonly settings: unknown;
}

/** Reads the handshake; what an editor does not mention it cannot do. */
export function clientFeatures({
  capabilities,
  initializationOptions,
}: Pick<InitializeParams, "capabilities" | "initializationOptions">): ClientFeatures {
  const { workspace, textDocument, window } = capabilities;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    hasConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    changesFolders: workspace?.workspaceFolders === true,
    showsProgress: window?.workDoneProgress === true,
    takesDocumentChanges: workspace?.workspaceEdit?.documentChanges === true,
    asksBeforeEdits: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    showsDisabledActions: textDocument?.codeAction?.disabledSupport === true,
    resolvesEdits: textDocument?.codeAction?.resolveSupport?.properties.includes("edit") === true,
    showsTexts: workspace?.textDocumentContent !== undefined && window?.showDocument?.support === true,
    pages: pagesIn(initializationOptions),
    schemes: schemesIn(initializationOptions),
    settings: initializationOptions,
  };
}

function pagesIn(options: unknown): string | undefined {
  if (typeof options !== "object" || options === null || !("pages" in options)) return undefined;
  return typeof options.pages === "string" ? options.pages : undefined;
}

function schemesIn(options: unknown): readonly string[] {
  if (typeof options !== "object" || options === null || !("schemes" in options)) return [];
  return elementsOf(options.schemes).filter((scheme) => typeof scheme === "string");
}
