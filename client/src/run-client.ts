import type { ExtensionContext } from "vscode";
import { commands } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { sendFiles, sentSchemes } from "./client-files.js";
import { clientOptions } from "./client-options.js";
import { offerPages } from "./pages.js";
import { seenElsewhere } from "./seen-elsewhere.js";
import { showStatus } from "./show-status.js";

/** A server in one of the places where extensions run. */
export interface ServerPlace {
  /** Whether the server itself can read files of a scheme. */
  isOnDisk(scheme: string): boolean;
  create(context: ExtensionContext, options: LanguageClientOptions): BaseLanguageClient;
}

/** Starts the server, and what the extension offers beside it. */
export async function runClient(context: ExtensionContext, place: ServerPlace): Promise<BaseLanguageClient> {
  const elsewhere = seenElsewhere();
  const schemes = sentSchemes((scheme) => place.isOnDisk(scheme));
  const client = place.create(context, clientOptions(elsewhere, schemes));
  context.subscriptions.push(
    ...sendFiles(client),
    showStatus(client),
    offerPages(context),
    elsewhere.follow(client),
    commands.registerCommand("leanrows.restart", async () => {
      await client.stop();
      await client.start();
    }),
    commands.registerCommand("leanrows.showOutput", () => client.outputChannel.show()),
  );
  await client.start();
  return client;
}
