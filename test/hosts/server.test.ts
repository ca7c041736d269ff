import { writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import type { CodeAction, Diagnostic, Range } from "vscode-languageserver-protocol/node";
import {
  CancellationTokenSource,
  CodeActionRequest,
  ConfigurationRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidCloseTextDocumentNotification,
  DocumentDiagnosticRequest,
  FileChangeType,
  HoverRequest,
  RegistrationRequest,
  WorkDoneProgress,
  WorkDoneProgressCreateRequest,
  WorkspaceDiagnosticRequest,
  DiagnosticRefreshRequest,
} from "vscode-languageserver-protocol/node";
import type { EditorSession } from "./editor-session.js";
import { startEditor } from "./editor-session.js";
import { bundleServer } from "./server-bundle.js";
import { exportOrders, shop, writeInto, writeProject } from "./shop-project.js";

let main = "";
beforeAll(async () => {
  main = await bundleServer();
});

const query = "Order.objects.all()";
const { file, rule } = exportOrders;
const some = (diagnostics: readonly Diagnostic[]): boolean => diagnostics.length > 0;
const none = (diagnostics: readonly Diagnostic[]): boolean => diagnostics.length === 0;
const everything: Range = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };

async function actionsAt(
  { connection }: EditorSession,
  uri: string,
  range: Range,
  only?: string[],
): Promise<readonly CodeAction[]> {
  const context = { diagnostics: [], ...(only === undefined ? {} : { only }) };
  const actions = await connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri },
    range,
    context,
  });
  return (actions ?? []).flatMap((action) => ("edit" in action ? [action] : []));
}

describe("push diagnostics", () => {
  test("a finding with its rule, place and evidence", async () => {
    const editor = await startEditor(main, [writeProject(shop)]);
    const uri = await editor.open(file);
    const [diagnostic, ...more] = await editor.diagnostics(uri, some);
    expect(more).toEqual([]);
    expect(diagnostic).toMatchObject({
      code: rule,
      source: "leanrows",
      severity: 2,
      range: editor.rangeOf(uri, query),
    });
    expect(diagnostic?.message).toContain("Order");
    // The only evidence is the query itself, where the finding is already.
    expect(diagnostic?.relatedInformation).toEqual([]);
    expect(await editor.end()).toBe(0);
  });

  test("evidence elsewhere is related, and told once for findings of one place", async () => {
    const root = writeProject({
      ...shop,
      "shop/models.py": [
        "from django.db import models",
        "",
        "",
        "class OrderQuerySet(models.QuerySet):",
        "    def paid(self):",
        "        return self.filter(is_paid=True)",
        "",
        "",
        "class Order(models.Model):",
        "    number = models.CharField(max_length=20)",
        "    is_paid = models.BooleanField()",
        "    pdf = models.BinaryField()",
        "    objects = OrderQuerySet.as_manager()",
        "",
      ].join("\n"),
    });
    const editor = await startEditor(main, [root]);
    const uri = await editor.open(file, (shop[file] ?? "").replace("all()", "paid()"));
    const diagnostics = await editor.diagnostics(uri, (each) => each.length === 2);
    expect(diagnostics.map(({ code }) => code)).toEqual(["no-binary-load", "no-unbounded-iteration"]);
    const models = editor.uriOf("shop/models.py");
    expect(
      diagnostics.map(({ relatedInformation = [] }) =>
        relatedInformation.map(({ message, location }) => [message, location.uri, location.range.start.line]),
      ),
    ).toEqual([
      [
        ["filter() leaves the number of rows open", models, 5],
        ["Order.pdf is a BinaryField", models, 11],
      ],
      [],
    ]);
  });

  test("an unsaved edit of the model changes the findings of another file", async () => {
    const editor = await startEditor(main, [writeProject(shop)]);
    const uri = await editor.open(file);
    await editor.diagnostics(uri, some);
    const models = await editor.open("shop/models.py");
    await editor.change(models, [{ range: editor.rangeOf(models, "class Order"), newText: "class Invoice" }]);
    await editor.diagnostics(uri, none);
    await editor.change(models, [{ range: editor.rangeOf(models, "class Invoice"), newText: "class Order" }]);
    await editor.diagnostics(uri, some);
  });

  test("a file that changes on disk changes findings too", async () => {
    const root = writeProject(shop);
    const editor = await startEditor(main, [root]);
    const uri = await editor.open(file);
    await editor.diagnostics(uri, some);
    writeFileSync(path.join(root, "shop/models.py"), "");
    await editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: editor.uriOf("shop/models.py"), type: FileChangeType.Changed }],
    });
    await editor.diagnostics(uri, none);
  });

  test("closing a document clears its diagnostics and drops its unsaved text", async () => {
    const editor = await startEditor(main, [writeProject(shop)]);
    const uri = await editor.open(file);
    await editor.diagnostics(uri, some);
    const models = await editor.open("shop/models.py", "");
    await editor.diagnostics(uri, none);
    await editor.connection.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument: { uri: models },
    });
    await editor.diagnostics(uri, some);
    await editor.connection.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument: { uri },
    });
    await editor.diagnostics(uri, none);
  });

  test("200 rapid edits end in the right state and are not all answered", async () => {
    const editor = await startEditor(main, [writeProject(shop)]);
    const uri = await editor.open(file);
    await editor.diagnostics(uri, some);
    const before = editor.published.length;
    const start = { line: 0, character: 0 };
    for (let index = 0; index < 200; index += 1) {
      await editor.change(uri, [
        { range: { start, end: start }, newText: index % 2 === 0 ? "\n" : "# note\n" },
      ]);
    }
    const moved = await editor.diagnostics(uri, ([diagnostic]) => diagnostic?.range.start.line === 207);
    expect(moved[0]?.range).toEqual(editor.rangeOf(uri, query));
    expect(editor.published.length - before).toBeLessThan(100);
    expect(editor.published.at(-1)?.version).toBe(201);
  });

  test("positions count UTF-16 units", async () => {
    const editor = await startEditor(main, [writeProject(shop)]);
    // One character, two units, in front of the query.
    const text = (shop[file] ?? "").replaceAll(/\border\b/g, "\u{20bb7}");
    const uri = await editor.open(file, text);
    const [diagnostic] = await editor.diagnostics(uri, some);
    expect(diagnostic?.range.start.character).toBe("        for 𠮷 in ".length);
    expect(editor.initialized.capabilities.positionEncoding).toBe("utf-16");
    expect(diagnostic?.range).toEqual(editor.rangeOf(uri, query));
  });
});

describe("code actions", () => {
  test("the preferred quick fix clears the finding", async () => {
    const editor = await startEditor(main, [writeProject(shop)]);
    const uri = await editor.open(file);
    await editor.diagnostics(uri, some);
    const actions = await actionsAt(editor, uri, editor.rangeOf(uri, "objects"));
    const preferred = actions.filter(({ isPreferred }) => isPreferred === true);
    expect(preferred).toHaveLength(1);
    expect(preferred[0]?.kind).toBe("quickfix");
    expect(preferred[0]?.diagnostics?.map(({ code }) => code)).toEqual([rule]);
    await editor.apply(preferred[0]?.edit ?? {});
    expect(editor.textOf(uri)).toContain("Order.objects.all().iterator()");
    await editor.diagnostics(uri, none);
  });

  test("elsewhere nothing is offered", async () => {
    const editor = await startEditor(main, [writeProject(shop)]);
    const uri = await editor.open(file);
    await editor.diagnostics(uri, some);
    expect(await actionsAt(editor, uri, editor.rangeOf(uri, "BaseCommand"))).toEqual([]);
  });

  test.each(["on this line", "in this file"])("a comment silences the rule %s", async (where) => {
    const editor = await startEditor(main, [writeProject(shop)]);
    const uri = await editor.open(file);
    await editor.diagnostics(uri, some);
    const actions = await actionsAt(editor, uri, editor.rangeOf(uri, query));
    const ignore = actions.find(({ title }) => title === `Ignore ${rule} ${where}`);
    expect(ignore?.isPreferred).toBeUndefined();
    await editor.apply(ignore?.edit ?? {});
    await editor.diagnostics(uri, none);
    expect(editor.textOf(uri)).toContain(`[${rule}]\n`);
    expect(editor.textOf(uri).replace(/^ *# leanrows.*\n/m, "")).toBe(shop[file]);
  });

  test("a comment never goes into a line that cannot take one", async () => {
    const editor = await startEditor(main, [writeProject(shop)]);
    const text = (shop[file] ?? "").replace("in Order", "in \\\n            Order");
    const uri = await editor.open(file, text);
    await editor.diagnostics(uri, some);
    const actions = await actionsAt(editor, uri, editor.rangeOf(uri, query));
    await editor.apply(actions.find(({ title }) => title.endsWith("on this line"))?.edit ?? {});
    expect(editor.textOf(uri)).toContain(
      `\\\n            Order.objects.all():  # leanrows: ignore[${rule}]\n`,
    );
    await editor.diagnostics(uri, none);
  });

  test("fix all applies what is safe, and only when it is asked for", async () => {
    const editor = await startEditor(main, [writeProject(shop)], {
      workspace: { workspaceEdit: { documentChanges: true } },
    });
    const twice = `${shop[file]}        for again in Order.objects.all():\n            print(again.number)\n`;
    const uri = await editor.open(file, twice);
    await editor.diagnostics(uri, (diagnostics) => diagnostics.length === 2);
    expect((await actionsAt(editor, uri, everything)).map(({ kind }) => kind)).not.toContain(
      "source.fixAll.leanrows",
    );
    expect(await actionsAt(editor, uri, everything, ["source.organizeImports"])).toEqual([]);
    for (const asked of ["source", "source.fixAll", "source.fixAll.leanrows"]) {
      const actions = await actionsAt(editor, uri, everything, [asked]);
      expect(actions.map(({ kind }) => kind)).toEqual(["source.fixAll.leanrows"]);
    }
    const [action] = await actionsAt(editor, uri, everything, ["source.fixAll"]);
    expect(action?.edit?.documentChanges).toMatchObject([{ textDocument: { uri, version: 1 } }]);
    // Only looking at the action changes nothing.
    await editor.diagnostics(uri, (diagnostics) => diagnostics.length === 2);
    await editor.apply(action?.edit ?? {});
    expect(editor.textOf(uri)).toBe(twice.replaceAll(query, `${query}.iterator()`));
    await editor.diagnostics(uri, none);
  });
});

describe("pull diagnostics", () => {
  const pulling = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };

  test("one document, with an id that saves the second answer", async () => {
    const editor = await startEditor(main, [writeProject(shop)], pulling);
    const uri = await editor.open(file);
    const pull = (previousResultId?: string) =>
      editor.connection.sendRequest(DocumentDiagnosticRequest.type, {
        textDocument: { uri },
        ...(previousResultId === undefined ? {} : { previousResultId }),
      });
    const first = await pull();
    expect(first).toMatchObject({ kind: "full", items: [{ code: rule }] });
    expect(await pull(first.resultId)).toEqual({ kind: "unchanged", resultId: first.resultId });
    await editor.change(uri, [{ range: editor.rangeOf(uri, "all()"), newText: "all().iterator()" }]);
    expect(await pull(first.resultId)).toMatchObject({ kind: "full", items: [] });
    expect(editor.published).toEqual([]);
  });

  test("the whole workspace, open or not", async () => {
    const editor = await startEditor(main, [writeProject(shop)], pulling);
    const pull = (previousResultIds: { uri: string; value: string }[]) =>
      editor.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds });
    const { items } = await pull([]);
    expect(items).toMatchObject([
      { uri: editor.uriOf(file), kind: "full", version: null, items: [{ code: rule }] },
    ]);
    const ids = items.map(({ uri, resultId = "" }) => ({ uri, value: resultId }));
    expect((await pull(ids)).items).toMatchObject([{ kind: "unchanged" }]);
    await editor.open("shop/models.py", "");
    expect((await pull(ids)).items).toMatchObject([{ uri: editor.uriOf(file), kind: "full", items: [] }]);
  });

  test("asks the editor to pull again when another document is concerned", async () => {
    const editor = await startEditor(main, [writeProject(shop)], pulling);
    const refreshed = new Promise<void>((resolve) =>
      editor.connection.onRequest(DiagnosticRefreshRequest.type, () => resolve()),
    );
    const uri = await editor.open(file);
    await editor.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
    await editor.open("shop/models.py", "");
    await refreshed;
    const report = await editor.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri },
    });
    expect(report).toMatchObject({ kind: "full", items: [] });
  });

  test("a canceled request ends as canceled", async () => {
    const editor = await startEditor(main, [writeProject(shop)], pulling);
    const source = new CancellationTokenSource();
    const request = editor.connection.sendRequest(
      WorkspaceDiagnosticRequest.type,
      { previousResultIds: [] },
      source.token,
    );
    source.cancel();
    await expect(request).rejects.toMatchObject({ code: -32800 });
    const { items } = await editor.connection.sendRequest(WorkspaceDiagnosticRequest.type, {
      previousResultIds: [],
    });
    expect(items).toHaveLength(1);
  });
});

test("hover tells what a query loads", async () => {
  const editor = await startEditor(main, [writeProject(shop)]);
  const uri = await editor.open(file);
  const at = (words: string) =>
    editor.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri },
      position: editor.rangeOf(uri, words).start,
    });
  const hover = await at("objects");
  expect(hover?.contents).toMatchObject({ kind: "markdown" });
  const text = JSON.stringify(hover?.contents);
  expect(text).toContain("**Order** query: all rows of the table · all columns · held in memory at once");
  expect(text).toMatch(/\| now \| \d[\d.]* MB \| \d[\d.]* MB \| █{10} \|/);
  expect(text).toMatch(/\| Stream the rows with iterator\(\) \| \d[\d.]* MB \| \d[\d.]* MB \| . \|/);
  expect(await at("BaseCommand")).toBeNull();
  // A finding marks more than the query, and answers everywhere.
  await editor.change(uri, [
    {
      range: editor.rangeOf(uri, "for order in Order.objects.all():"),
      newText: "if len(Order.objects.all()):",
    },
    { range: editor.rangeOf(uri, "order.number"), newText: "1" },
  ]);
  expect(JSON.stringify((await at("len("))?.contents)).toContain("**Order** query");
});

test("hover tells why a table is taken for a small one", async () => {
  const genre = "class Genre(models.Model):\n    name = models.CharField(max_length=80, unique=True)\n";
  const editor = await startEditor(main, [
    writeProject({ ...shop, "shop/models.py": `from django.db import models\n\n\n${genre}` }),
  ]);
  const text =
    "from shop.models import Genre\n\n\nfor genre in Genre.objects.all():\n    print(genre.name)\n";
  const uri = await editor.open("shop/genres.py", text);
  const hover = await editor.connection.sendRequest(HoverRequest.type, {
    textDocument: { uri },
    position: editor.rangeOf(uri, "objects").start,
  });
  const contents = JSON.stringify(hover?.contents);
  expect(contents).toContain("is taken for a table with few rows: each row has a name of its own, ");
  expect(contents).toContain("`largeModels`");
});

describe("configuration", () => {
  test("settings of the editor, and their change", async () => {
    const editor = await startEditor(main, [writeProject(shop)], { workspace: { configuration: true } });
    let level = "error";
    editor.connection.onRequest(ConfigurationRequest.type, ({ items }) =>
      items.map(() => ({ rules: { [rule]: level }, trace: { server: "off" }, database: null })),
    );
    const uri = await editor.open(file);
    expect((await editor.diagnostics(uri, some))[0]?.severity).toBe(1);
    level = "off";
    await editor.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    await editor.diagnostics(uri, none);
  });

  test("the project's own configuration, and its change", async () => {
    const root = writeProject(shop);
    const editor = await startEditor(main, [root]);
    const uri = await editor.open(file);
    await editor.diagnostics(uri, some);
    writeInto(root, "leanrows.config.json", `{ "rules": { "${rule}": "off" } }`);
    await editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: editor.uriOf("leanrows.config.json"), type: FileChangeType.Created }],
    });
    await editor.diagnostics(uri, none);
  });

  test("watchers are registered where the editor takes them", async () => {
    const root = writeProject(shop);
    const registered: string[] = [];
    const editor = await startEditor(main, [root], {
      workspace: { didChangeWatchedFiles: { dynamicRegistration: true } },
    });
    const arrived = new Promise<void>((resolve) =>
      editor.connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
        registered.push(...registrations.map(({ method }) => method));
        resolve();
      }),
    );
    await arrived;
    expect(registered).toEqual(["workspace/didChangeWatchedFiles"]);
  });
});

describe("places of all kinds", () => {
  test("several folders, each with its own models", async () => {
    const [root, other] = [writeProject(shop), writeProject({ ...shop, "shop/models.py": "" })];
    const editor = await startEditor(main, [root, other]);
    const elsewhere = await editor.open(pathToFileURL(path.join(other, file)).href, shop[file] ?? "");
    const uri = await editor.open(file);
    await editor.diagnostics(uri, some);
    await editor.diagnostics(elsewhere, none);
  });

  test("folders come and go", async () => {
    const models = `${shop["shop/models.py"] ?? ""}    pdf = models.BinaryField()\n`;
    const [root, other] = [writeProject({}), writeProject({ ...shop, "shop/models.py": models })];
    const editor = await startEditor(main, [root], { workspace: { workspaceFolders: true } });
    const uri = await editor.open(pathToFileURL(path.join(other, file)).href, shop[file] ?? "");
    // Alone, the file's models are out of sight: nothing is known of their columns.
    await editor.diagnostics(uri, (found) => found.length === 1);
    await editor.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
      event: { added: [{ uri: pathToFileURL(other).href, name: "other" }], removed: [] },
    });
    await editor.diagnostics(uri, (found) => found.length === 2);
  });

  test("a file outside of every folder is checked with its neighbors", async () => {
    const text = (shop[file] ?? "").replace("shop.models", "models");
    const lone = writeProject({ "models.py": shop["shop/models.py"] ?? "", "export_orders.py": text });
    const editor = await startEditor(main, []);
    const uri = await editor.open(pathToFileURL(path.join(lone, "export_orders.py")).href, text);
    await editor.diagnostics(uri, some);
    expect(await editor.end()).toBe(0);
  });

  test("a buffer without a file, and views that are no files", async () => {
    const editor = await startEditor(main, [writeProject(shop)]);
    const view = await editor.open("git:/shop/models.py?ref=HEAD", shop[file] ?? "");
    const untitled = await editor.open("untitled:Untitled-1", shop[file] ?? "");
    await editor.diagnostics(untitled, some);
    expect(editor.published.filter(({ uri, diagnostics }) => uri === view && diagnostics.length > 0)).toEqual(
      [],
    );
  });

  test("requests that make no sense are answered with an error or nothing", async () => {
    const editor = await startEditor(main, [writeProject(shop)]);
    const uri = await editor.open(file);
    const position = { line: 9999, character: 9999 };
    expect(
      await editor.connection.sendRequest(HoverRequest.type, {
        textDocument: { uri: editor.uriOf("shop/nowhere.py") },
        position,
      }),
    ).toBeNull();
    expect(
      await editor.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position }),
    ).toBeNull();
    expect(
      await editor.connection.sendRequest(HoverRequest.type, {
        textDocument: { uri: "file://%%%" },
        position,
      }),
    ).toBeNull();
    await expect(
      editor.connection.sendRequest("textDocument/hover", { nonsense: true }),
    ).rejects.toMatchObject({ code: -32603 });
    await expect(editor.connection.sendRequest("leanrows/unknown", {})).rejects.toMatchObject({
      code: -32601,
    });
    await editor.connection.sendNotification("textDocument/didChange", { nonsense: true });
    await editor.connection.sendNotification("textDocument/didClose", {
      textDocument: { uri: "file:///never/opened.py" },
    });
    await editor.diagnostics(uri, some);
    expect(await editor.end()).toBe(0);
  });

  test("progress while a project is read for the first time", async () => {
    const editor = await startEditor(main, [writeProject(shop)], { window: { workDoneProgress: true } });
    const seen: string[] = [];
    const done = new Promise<void>((resolve) => {
      editor.connection.onRequest(WorkDoneProgressCreateRequest.type, ({ token }) => {
        editor.connection.onProgress(WorkDoneProgress.type, token, ({ kind }) => {
          seen.push(kind);
          if (kind === "end") resolve();
        });
      });
    });
    await editor.open(file);
    await done;
    expect(seen).toEqual(["begin", "end"]);
  });
});
