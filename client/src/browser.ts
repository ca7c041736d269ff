import type { ExtensionContext } from "vscode";
import { Uri } from "vscode";
import type { BaseLanguageClient, MessageTransports } from "vscode-languageclient";
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from "vscode-languageclient/browser";
import { runClient } from "./run-client.js";

/** The browser's, which Node's types do not declare. */
declare const Worker: new (script: string) => Worker;

let client: BaseLanguageClient | undefined;

/** Called by VS Code in a browser: the server is a worker beside the extension, and no disk is in reach. */
export async function activate(context: ExtensionContext): Promise<void> {
  client = await runClient(context, {
    isOnDisk: () => false,
    create({ extensionUri }, options) {
      const script = Uri.joinPath(extensionUri, "server/dist/browser.js").toString(true);
      // Asked for again with every start. VS Code's workers are of no class that the client would know.
      const connect = (): Promise<MessageTransports> => {
        const worker = new Worker(script);
        return Promise.resolve({
          reader: new BrowserMessageReader(worker),
          writer: new BrowserMessageWriter(worker),
        });
      };
      return new LanguageClient("leanrows", "Leanrows", connect, options);
    },
  });
}

/** Called by VS Code when it closes or the extension is switched off. */
export async function deactivate(): Promise<void> {
  await client?.dispose();
}
