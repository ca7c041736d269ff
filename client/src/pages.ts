import type { Disposable, ExtensionContext } from "vscode";
import { commands, Uri } from "vscode";
import type { ShowDocumentRequest } from "vscode-languageclient";

/** Opens a page of the documentation that comes with the extension, `rules/no-binary-load`. */
export const openPageCommand = "leanrows.openPage";

/** Registers the command that findings and hovers link to. */
export function offerPages({ extensionUri }: ExtensionContext): Disposable {
  return commands.registerCommand(openPageCommand, (page: unknown) => {
    if (typeof page !== "string" || !/^[a-z-]+(?:\/[a-z-]+)*$/.test(page)) return undefined;
    return preview(Uri.joinPath(extensionUri, "server/dist/docs", `${page}.md`));
  });
}

/** Texts of the server are Markdown, and are shown as readers want it. */
export const openText: ShowDocumentRequest.MiddlewareSignature = async (params, token, next) => {
  const uri = Uri.parse(params.uri);
  if (uri.scheme !== "leanrows") return next(params, token);
  await preview(uri);
  return { success: true };
};

function preview(uri: Uri): Thenable<unknown> {
  return commands.executeCommand("markdown.showPreview", uri);
}
