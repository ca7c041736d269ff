import type { ExtensionContext } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { explicitSettings } from "./explicit-settings.js";
import { languages } from "./languages.js";

/** The client of the bundled server, not started yet. */
export function createClient(context: ExtensionContext): LanguageClient {
  const server = {
    module: context.asAbsolutePath("server/dist/main.js"),
    args: ["server"],
    transport: TransportKind.stdio,
  };
  return new LanguageClient("leanrows", "Leanrows", server, {
    documentSelector: languages.map((language) => ({ scheme: "file", language })),
    middleware: { workspace: { configuration: explicitSettings } },
  });
}
