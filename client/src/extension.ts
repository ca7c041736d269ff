import type { ExtensionContext } from "vscode";
import { commands } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { createClient } from "./create-client.js";
import { offerPages } from "./pages.js";
import { seenElsewhere } from "./seen-elsewhere.js";
import { showStatus } from "./show-status.js";

let client: LanguageClient | undefined;

/** Called by VS Code when a file of one of the languages, or a project, opens. */
export async function activate(context: ExtensionContext): Promise<void> {
  const elsewhere = seenElsewhere();
  const created = createClient(context, elsewhere);
  client = created;
  context.subscriptions.push(
    showStatus(created),
    offerPages(context),
    elsewhere.follow(created),
    commands.registerCommand("leanrows.restart", () => created.restart()),
    commands.registerCommand("leanrows.showOutput", () => created.outputChannel.show()),
  );
  await created.start();
}

/** Called by VS Code when it closes or the extension is switched off. */
export async function deactivate(): Promise<void> {
  await client?.dispose();
}
