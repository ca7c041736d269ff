// The server while files come, go and change their meaning under an open editor.
import { renameSync, rmSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Diagnostic } from "vscode-languageserver-protocol/node";
import {
  CodeActionRequest,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticRequest,
  FileChangeType,
  ShowMessageNotification,
} from "vscode-languageserver-protocol/node";
import { clientFeatures } from "../../server/src/client-features.js";
import { toWorkspaceEdit } from "../../server/src/features/workspace-edit.js";
import { placesIn } from "../../server/src/places.js";
import { readTexts } from "../../server/src/texts.js";
import { createMemoryFiles } from "../../rules/src/project/memory-files.js";
import type { EditorSession } from "./editor-session.js";
import { startEditor } from "./editor-session.js";
import { bundleServer } from "./server-bundle.js";
import { exportOrders, shop, writeInto, writeProject } from "./shop-project.js";

let main = "";
beforeAll(async () => {
  main = await bundleServer();
});

const { file } = exportOrders;
const some = (diagnostics: readonly Diagnostic[]): boolean => diagnostics.length > 0;

async function openShop(files: Readonly<Record<string, string>> = {}) {
  const root = writeProject({ ...shop, ...files });
  const editor = await startEditor(main, [root]);
  const uri = await editor.open(file);
  await editor.diagnostics(uri, some);
  return { root, editor, uri };
}

function tell(editor: EditorSession, changes: Readonly<Record<string, FileChangeType>>): Promise<void> {
  return editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
    changes: Object.entries(changes).map(([name, type]) => ({ uri: editor.uriOf(name), type })),
  });
}

describe("a file of models", () => {
  test("that is removed takes its findings with it, and brings them back", async () => {
    const models = `${shop["shop/models.py"] ?? ""}    pdf = models.BinaryField()\n`;
    const { root, editor, uri } = await openShop({ "shop/models.py": models });
    await editor.diagnostics(uri, (found) => found.length === 2);
    rmSync(path.join(root, "shop/models.py"));
    await tell(editor, { "shop/models.py": FileChangeType.Deleted });
    // It is still a query of a model, but nothing is known of its columns.
    await editor.diagnostics(uri, (found) => found.length === 1);
    writeInto(root, "shop/models.py", models);
    await tell(editor, { "shop/models.py": FileChangeType.Created });
    await editor.diagnostics(uri, (found) => found.length === 2);
  });

  test("that becomes a package keeps its findings", async () => {
    const { root, editor, uri } = await openShop();
    writeInto(root, "shop/models/__init__.py", "from shop.models.order import Order\n");
    renameSync(path.join(root, "shop/models.py"), path.join(root, "shop/models/order.py"));
    await tell(editor, {
      "shop/models.py": FileChangeType.Deleted,
      "shop/models/__init__.py": FileChangeType.Created,
      "shop/models/order.py": FileChangeType.Created,
    });
    const report = await editor.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri },
    });
    expect(report).toMatchObject({ kind: "full", items: [{ code: exportOrders.rule }] });
  });
});

test("a version that changes on disk changes what is safe", async () => {
  const { root, editor, uri } = await openShop();
  const preferred = async (): Promise<number> => {
    const actions = await editor.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: editor.rangeOf(uri, "Order.objects.all()"),
      context: { diagnostics: [] },
    });
    return (actions ?? []).filter((action) => "isPreferred" in action && action.isPreferred).length;
  };
  expect(await preferred()).toBe(1);
  writeInto(root, "requirements.txt", "Django==2.2\npsycopg2==2.8\n");
  await tell(editor, { "requirements.txt": FileChangeType.Changed });
  // Nothing was compared before 3.2.
  expect(await preferred()).toBe(0);
});

test("a configuration that is wrong is told, and does not stop the findings", async () => {
  const { root, editor, uri } = await openShop();
  const told = new Promise<string>((resolve) =>
    editor.connection.onNotification(ShowMessageNotification.type, ({ message }) => resolve(message)),
  );
  writeInto(root, "leanrows.config.json", '{ "minimun": "all", "rules": { "no-binary-load": "off" } }');
  await tell(editor, { "leanrows.config.json": FileChangeType.Created });
  expect(await told).toContain("minimun");
  await editor.diagnostics(uri, some);
  expect(await editor.end()).toBe(0);
});

describe("a fix over several files", () => {
  const files = createMemoryFiles({ "/shop/a.py": "orders\n", "/shop/b.py": "lines\n" });
  const edits = new Map(
    ["/shop/a.py", "/shop/b.py"].map((name) => [name, [{ file: name, start: 0, end: 5, text: "x" }]]),
  );
  const uriOf = (name: string) => `file://${name}`;
  const translation = {
    ...placesIn(readTexts(files), uriOf, () => undefined),
    uriOf,
    pageOf: () => undefined,
  };
  const editFor = (workspaceEdit: object, changed = edits) => {
    const client = clientFeatures({ capabilities: { workspace: { workspaceEdit } } });
    const documents = { get: () => undefined };
    return toWorkspaceEdit(changed, "/shop/a.py", { client: () => client, documents }, translation);
  };

  test("asks before it changes another file", () => {
    const edit = editFor({ documentChanges: true, changeAnnotationSupport: {} });
    expect(edit?.changeAnnotations).toMatchObject({ elsewhere: { needsConfirmation: true } });
    expect(edit?.documentChanges).toMatchObject([
      { textDocument: { uri: "file:///shop/a.py" }, edits: [{ newText: "x" }] },
      { textDocument: { uri: "file:///shop/b.py" }, edits: [{ newText: "x", annotationId: "elsewhere" }] },
    ]);
    expect(JSON.stringify(edit?.documentChanges?.[0])).not.toContain("annotationId");
  });

  test("is a plain edit where the editor cannot ask", () => {
    expect(editFor({ documentChanges: true })).not.toHaveProperty("changeAnnotations");
    expect(Object.keys(editFor({})?.changes ?? {})).toEqual(["file:///shop/a.py", "file:///shop/b.py"]);
  });

  test("is none where one of the files is gone", () => {
    const gone = [{ file: "/shop/gone.py", start: 0, end: 0, text: "x" }];
    expect(editFor({}, new Map([...edits, ["/shop/gone.py", gone]]))).toBeUndefined();
  });
});
