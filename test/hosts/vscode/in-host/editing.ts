import type { CodeAction, Diagnostic, Hover, Position, TextDocument, Uri } from "vscode";
import {
  commands,
  languages,
  MarkdownString,
  Range,
  Uri as Uris,
  window,
  workspace,
  WorkspaceEdit,
} from "vscode";

/** Asks until there is an answer: VS Code tells when it has results only for some questions. */
export async function until<Answer>(
  what: string,
  ask: () => Answer | undefined | Promise<Answer | undefined>,
): Promise<Answer> {
  const end = Date.now() + 20_000;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not within 20 s: ${what}`);
}

/** The address of a file in one of the opened folders. */
export function fileIn(folder: string, path: string): Uri {
  const found = workspace.workspaceFolders?.find(({ name }) => name === folder);
  if (found === undefined) throw new Error(`no folder ${folder}`);
  return Uris.joinPath(found.uri, path);
}

/** Opens a file in an editor. */
export async function open(uri: Uri): Promise<TextDocument> {
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document);
  return document;
}

/** Our diagnostics of a file, by rule and place. */
export function findings(uri: Uri): readonly Diagnostic[] {
  return languages.getDiagnostics(uri).filter(({ source }) => source === "leanrows");
}

/** Our diagnostics of a file, once there are so many. */
export async function findingsOf(uri: Uri, count: number): Promise<readonly Diagnostic[]> {
  try {
    return await until(`${String(count)} findings`, () => {
      const found = findings(uri);
      return found.length === count ? found : undefined;
    });
  } catch (error) {
    const text = workspace.textDocuments.find((document) => document.uri.path === uri.path)?.getText();
    const found = findings(uri).map((each) => `${ruleOf(each)} in line ${String(each.range.start.line + 1)}`);
    throw new Error(`${String(error)} but ${found.join(", ")} in ${uri.path}:\n${text ?? "not open"}`);
  }
}

/** The rule of a diagnostic. */
export function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

/** Replaces the first `words` of a document. */
export async function replace(document: TextDocument, words: string, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, words), text);
  await workspace.applyEdit(edit);
}

/** Where the first `words` of a document are. */
export function rangeOf(document: TextDocument, words: string): Range {
  const start = document.getText().indexOf(words);
  if (start < 0) throw new Error(`no '${words}' in ${document.uri.path}`);
  return new Range(document.positionAt(start), document.positionAt(start + words.length));
}

/** Puts the file's text back as it is on disk. The command that reverts does so to whatever has the focus by then. */
export async function revert(document: TextDocument): Promise<void> {
  const text = new TextDecoder().decode(await workspace.fs.readFile(document.uri));
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, document.getText()), text);
  await workspace.applyEdit(edit);
  await document.save();
}

/**
 * Actions at a place, once one of them is `title`. VS Code answers with nothing when another extension registers a provider
 * while ours works, so the question is asked again.
 */
export function actionsAt(
  document: TextDocument,
  range: Range,
  kind: string,
  title: string,
): Promise<readonly CodeAction[]> {
  return until(`an action '${title}'`, async () => {
    const actions = await commands.executeCommand<CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      range,
      kind,
      100,
    );
    return actions.some((action) => action.title === title) ? actions : undefined;
  });
}

/** What a hover shows. */
export async function hoverAt(document: TextDocument, position: Position): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof MarkdownString ? content.value : ""))
    .join("\n");
}

/** The label of the tab in front, once it has one that matches. */
export function tabMatching(pattern: RegExp): Promise<string> {
  return until(`a tab ${String(pattern)}`, () => {
    const label = window.tabGroups.activeTabGroup.activeTab?.label ?? "";
    return pattern.test(label) ? label : undefined;
  });
}
