import type { ExtensionContext } from "vscode";
import { commands } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { createClient } from "./create-client.js";
import { showStatus } from "./show-status.js";

let client: LanguageClient | undefined;

/** Called by VS Code when the first Python, TypeScript or JavaScript file opens. */
export async function activate(context: ExtensionContext): Promise<void> {
  const created = createClient(context);
  client = created;
  context.subscriptions.push(
    showStatus(created),
    commands.registerCommand("leanrows.restart", () => created.restart()),
    commands.registerCommand("leanrows.showOutput", () => created.outputChannel.show()),
  );
  await created.start();
}

/** Called by VS Code when it closes or the extension is switched off. */
export async function deactivate(): Promise<void> {
  await client?.dispose();
}
