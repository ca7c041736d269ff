// The Python cells of a notebook are analyzed as one document, and answered cell by cell.
import { beforeAll, describe, expect, test } from "vitest";
import type { CodeAction, Diagnostic, TextDocumentEdit } from "vscode-languageserver-protocol/node";
import {
  CodeActionRequest,
  DidChangeNotebookDocumentNotification,
  DidCloseNotebookDocumentNotification,
  DidOpenNotebookDocumentNotification,
  HoverRequest,
  NotebookCellKind,
} from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { pythonOf } from "../../server/src/magics.js";
import { joinCells, placeInCells, spanInCells } from "../../server/src/notebook.js";
import type { EditorSession } from "./editor-session.js";
import { startEditor } from "./editor-session.js";
import { bundleServer } from "./server-bundle.js";
import { shop, writeProject } from "./shop-project.js";

let main = "";
beforeAll(async () => {
  main = await bundleServer();
});

describe("the Python of a cell", () => {
  test("keeps its length where only IPython reads a line", () => {
    const cell = "%matplotlib inline\n!ls -l\nOrder?\nfor a in b:\n    %time run(a)\ntotal = a % b\n";
    expect(pythonOf(cell)).toEqual({
      start: 0,
      text: "#matplotlib inline\n#ls -l\n#rder?\nfor a in b:\n    #time run(a)\ntotal = a % b\n",
    });
  });

  test("begins below a magic that runs the rest", () => {
    expect(pythonOf("%%time\nrun()\n")).toEqual({ start: 7, text: "run()\n" });
  });

  test("is none in another language", () => {
    expect(pythonOf("%%bash\nls\n")).toBeUndefined();
  });
});

describe("a span of the joined text", () => {
  const notebook = joinCells([
    { uri: "cell:1", number: 1, text: "a = 1" },
    { uri: "cell:2", number: 2, text: "%%bash\nls" },
    { uri: "cell:3", number: 3, text: "%%time\nb = a" },
  ]);

  test("is shown in its cell", () => {
    expect(notebook.text).toBe("a = 1\nb = a\n");
    expect(placeInCells(notebook, { start: 6, end: 7 })).toEqual({
      uri: "cell:3",
      cell: 3,
      range: { start: { line: 1, character: 0 }, end: { line: 1, character: 1 } },
    });
  });

  test("has no place where it reaches over cells", () => {
    expect(placeInCells(notebook, { start: 4, end: 7 })).toBeUndefined();
  });

  test("comes back from its place, and nothing comes from a cell that is left out", () => {
    const range = { start: { line: 1, character: 4 }, end: { line: 1, character: 5 } };
    expect(spanInCells(notebook, "cell:3", range)).toEqual({ start: 10, end: 11 });
    expect(spanInCells(notebook, "cell:2", range)).toBeUndefined();
  });
});

const cells = {
  imports: "from shop.models import Order",
  query: "orders = Order.objects.all()",
  loop: "for order in orders:\n    print(order.number)",
};

async function openNotebook() {
  const root = writeProject({ ...shop, "report.ipynb": "{}" });
  const editor = await startEditor(main, [root], { workspace: { workspaceEdit: { documentChanges: true } } });
  const uri = editor.uriOf("report.ipynb");
  const addressOf = (name: string): string => `${uri.replace("file:", "vscode-notebook-cell:")}#${name}`;
  const documents = Object.entries(cells).map(([name, text]) =>
    TextDocument.create(addressOf(name), "python", 1, text),
  );
  await editor.connection.sendNotification(DidOpenNotebookDocumentNotification.type, {
    notebookDocument: {
      uri,
      notebookType: "jupyter-notebook",
      version: 1,
      cells: documents.map((document) => ({ kind: NotebookCellKind.Code, document: document.uri })),
    },
    cellTextDocuments: documents.map((document) => ({
      uri: document.uri,
      languageId: "python",
      version: 1,
      text: document.getText(),
    })),
  });
  const change = async (name: string, text: string): Promise<void> =>
    editor.connection.sendNotification(DidChangeNotebookDocumentNotification.type, {
      notebookDocument: { uri, version: 2 },
      change: {
        cells: { textContent: [{ document: { uri: addressOf(name), version: 2 }, changes: [{ text }] }] },
      },
    });
  return { editor, uri, addressOf, change };
}

const some = (diagnostics: readonly Diagnostic[]): boolean => diagnostics.length > 0;
const none = (diagnostics: readonly Diagnostic[]): boolean => diagnostics.length === 0;

async function actionsIn({ connection }: EditorSession, uri: string, only: string) {
  const all = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const actions = await connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri },
    range: all,
    context: { diagnostics: [], only: [only] },
  });
  return (actions ?? []).flatMap((action): CodeAction[] => ("kind" in action ? [action] : []));
}

function documentEdits({ edit }: CodeAction): readonly TextDocumentEdit[] {
  return (edit?.documentChanges ?? []).flatMap((change) => ("edits" in change ? [change] : []));
}

describe("an open notebook", () => {
  test("has its findings in the cells where they are, and they follow edits of other cells", async () => {
    const { editor, addressOf, change } = await openNotebook();
    const [finding] = await editor.diagnostics(addressOf("loop"), some);
    expect(finding).toMatchObject({
      code: "no-unbounded-iteration",
      range: { start: { line: 0, character: 13 }, end: { line: 0, character: 19 } },
    });
    expect(finding?.relatedInformation?.map(({ location }) => location.uri)).toContain(addressOf("query"));
    expect(await editor.diagnostics(addressOf("query"), none)).toEqual([]);

    await change("query", "orders = Order.objects.all()[:10]");
    await editor.diagnostics(addressOf("loop"), none);
    await change("query", "orders = Order.objects.exclude(number='')");
    await editor.diagnostics(addressOf("loop"), some);
    expect(await editor.end()).toBe(0);
  });

  test("is mended in its cells", async () => {
    const { editor, addressOf } = await openNotebook();
    await editor.diagnostics(addressOf("loop"), some);
    const fixes = await actionsIn(editor, addressOf("loop"), "quickfix");
    const edited = fixes.flatMap(documentEdits);
    expect(edited.length).toBeGreaterThan(0);
    for (const { textDocument } of edited) {
      expect(Object.keys(cells).map(addressOf)).toContain(textDocument.uri);
      expect(textDocument.version).toBe(1);
    }
    const [first] = edited;
    const target = Object.entries(cells).find(([name]) => addressOf(name) === first?.textDocument.uri);
    const document = TextDocument.create("cell:", "python", 1, target?.[1] ?? "");
    const edits = (first?.edits ?? []).flatMap((edit) => ("newText" in edit ? [edit] : []));
    expect(TextDocument.applyEdits(document, edits)).toContain(".iterator(");
    expect(await editor.end()).toBe(0);
  });

  test("says on hover what a query of a cell loads", async () => {
    const { editor, addressOf } = await openNotebook();
    const hover = await editor.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri: addressOf("query") },
      position: { line: 0, character: 12 },
    });
    expect(JSON.stringify(hover?.contents)).toContain("Order");
    // The query runs in another cell, which is no range of this one.
    expect(hover?.range).toBeUndefined();
    expect(await editor.end()).toBe(0);
  });

  test("is forgotten when it is closed", async () => {
    const { editor, uri, addressOf } = await openNotebook();
    await editor.diagnostics(addressOf("loop"), some);
    await editor.connection.sendNotification(DidCloseNotebookDocumentNotification.type, {
      notebookDocument: { uri },
      cellTextDocuments: Object.keys(cells).map((name) => ({ uri: addressOf(name) })),
    });
    await editor.diagnostics(addressOf("loop"), none);
    expect(await actionsIn(editor, addressOf("loop"), "quickfix")).toEqual([]);
    expect(await editor.end()).toBe(0);
  });
});
