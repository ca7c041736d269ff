import type { LanguageClientOptions } from "vscode-languageclient";
import { explicitSettings } from "./explicit-settings.js";
import { languages } from "./languages.js";
import { openPageCommand, openText } from "./pages.js";
import type { SeenElsewhere } from "./seen-elsewhere.js";

/** What a client is told wherever its server runs; `schemes` are those of folders whose files it is sent. */
export function clientOptions(elsewhere: SeenElsewhere, schemes: readonly string[]): LanguageClientOptions {
  return {
    documentSelector: [
      ...["file", ...schemes].flatMap((scheme) => languages.map((language) => ({ scheme, language }))),
      { notebook: "*", language: "python" },
    ],
    initializationOptions: { schemes, pages: `command:${openPageCommand}?%5B%22{page}%22%5D` },
    markdown: { isTrusted: { enabledCommands: [openPageCommand] } },
    middleware: {
      provideDiagnostics: elsewhere.provideDiagnostics,
      workspace: { configuration: explicitSettings },
      window: { showDocument: openText },
    },
  };
}
