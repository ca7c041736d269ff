import type { ExtensionContext } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { runClient } from "./run-client.js";

let client: BaseLanguageClient | undefined;

/** Called by VS Code when a file of one of the languages, or a project, opens: the server is a process. */
export async function activate(context: ExtensionContext): Promise<void> {
  client = await runClient(context, {
    isOnDisk: (scheme) => scheme === "file",
    create(_, options) {
      const server = {
        module: context.asAbsolutePath("server/dist/main.js"),
        args: ["server"],
        transport: TransportKind.stdio,
      };
      return new LanguageClient("leanrows", "Leanrows", server, options);
    },
  });
}

/** Called by VS Code when it closes or the extension is switched off. */
export async function deactivate(): Promise<void> {
  await client?.dispose();
}
