import type { ExtensionContext } from "vscode";
import type { LanguageClientOptions } from "vscode-languageclient/node";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { explicitSettings } from "./explicit-settings.js";
import { languages } from "./languages.js";
import { openPageCommand, openText } from "./pages.js";
import type { SeenElsewhere } from "./seen-elsewhere.js";

/** The client of the bundled server, not started yet. */
export function createClient(context: ExtensionContext, elsewhere: SeenElsewhere): LanguageClient {
  const server = {
    module: context.asAbsolutePath("server/dist/main.js"),
    args: ["server"],
    transport: TransportKind.stdio,
  };
  return new LanguageClient("leanrows", "Leanrows", server, clientOptions(elsewhere));
}

function clientOptions(elsewhere: SeenElsewhere): LanguageClientOptions {
  return {
    documentSelector: [
      ...languages.map((language) => ({ scheme: "file", language })),
      { notebook: "*", language: "python" },
    ],
    initializationOptions: { pages: `command:${openPageCommand}?%5B%22{page}%22%5D` },
    markdown: { isTrusted: { enabledCommands: [openPageCommand] } },
    middleware: {
      provideDiagnostics: elsewhere.provideDiagnostics,
      workspace: { configuration: explicitSettings },
      window: { showDocument: openText },
    },
  };
}
