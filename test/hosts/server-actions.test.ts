// What an editor offers at a place: fixes of findings, rewritings on demand, explanations, comments.
import { beforeAll, describe, expect, test } from "vitest";
import type { ClientCapabilities, CodeAction, Range } from "vscode-languageserver-protocol/node";
import {
  CodeActionRequest,
  CodeActionResolveRequest,
  ExecuteCommandRequest,
  ShowDocumentRequest,
  ShowMessageNotification,
  TextDocumentContentRequest,
} from "vscode-languageserver-protocol/node";
import type { EditorSession } from "./editor-session.js";
import { startEditor } from "./editor-session.js";
import { bundleServer } from "./server-bundle.js";
import { shop, writeProject } from "./shop-project.js";

let main = "";
beforeAll(async () => {
  main = await bundleServer();
});

const file = "shop/management/commands/send_orders.py";
const query = "Order.objects.all()";

/** A shop whose orders have a heavy column, and a command that reads one light column of each. */
const project = {
  ...shop,
  "shop/models.py": [
    "from django.db import models",
    "",
    "",
    "class Order(models.Model):",
    "    number = models.CharField(max_length=20)",
    "    is_sent = models.BooleanField(default=False)",
    "    pdf = models.BinaryField()",
    "",
  ].join("\n"),
  [file]: [
    "from django.core.management.base import BaseCommand",
    "",
    "from shop.models import Order",
    "",
    "",
    "class Command(BaseCommand):",
    "    def handle(self, *args, **options):",
    "        for order in Order.objects.all():",
    "            print(order.number)",
    "",
  ].join("\n"),
};

async function openShop(
  capabilities: ClientCapabilities = {},
  text?: string,
  files: Readonly<Record<string, string>> = {},
) {
  const editor = await startEditor(main, [writeProject({ ...project, ...files })], capabilities);
  return { editor, uri: await editor.open(file, text) };
}

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
  return (actions ?? []).flatMap((action) => ("kind" in action ? [action] : []));
}

const titles = (actions: readonly CodeAction[]): readonly string[] => actions.map(({ title }) => title);

describe("quick fixes", () => {
  test("come with the one first that clears most, and only that is preferred", async () => {
    const { editor, uri } = await openShop();
    const actions = await actionsAt(editor, uri, editor.rangeOf(uri, query), ["quickfix"]);
    expect(titles(actions)).toEqual([
      "Leave pdf in the database and stream the rows",
      "Stream the rows with iterator()",
      "Stream number only",
      "Leave pdf in the database",
      "Load number only",
      "Explain these findings",
      "Ignore no-binary-load on this line",
      "Ignore no-binary-load in this file",
      "Ignore no-unbounded-iteration on this line",
      "Ignore no-unbounded-iteration in this file",
    ]);
    expect(actions.map(({ isPreferred = false }) => isPreferred)).toEqual(
      actions.map((_, index) => index === 0),
    );
    await editor.apply(actions[0]?.edit ?? {});
    expect(editor.textOf(uri)).toContain('Order.objects.all().defer("pdf").iterator()');
    expect(await editor.diagnostics(uri, (found) => found.length === 0)).toEqual([]);
  });

  test("are never preferred if they are no more than suggestions", async () => {
    const text = project[file].replace(
      "print(order.number)",
      "order.is_sent = True\n            order.save()",
    );
    const settings = (shop["shop/settings.py"] ?? "").replace("postgresql", "sqlite3");
    const { editor, uri } = await openShop({}, text, { "shop/settings.py": settings });
    const actions = await actionsAt(editor, uri, editor.rangeOf(uri, query), ["quickfix"]);
    expect(actions.length).toBeGreaterThan(5);
    expect(actions.filter(({ isPreferred }) => isPreferred === true)).toEqual([]);
  });

  test("belong to the findings that they fix", async () => {
    const { editor, uri } = await openShop();
    const actions = await actionsAt(editor, uri, editor.rangeOf(uri, query), ["quickfix"]);
    const codes = (title: string) =>
      actions.find((action) => action.title === title)?.diagnostics?.map(({ code }) => code);
    expect(codes("Stream the rows with iterator()")).toEqual(["no-unbounded-iteration"]);
    expect(codes("Leave pdf in the database")).toEqual(["no-binary-load"]);
    expect(codes("Explain these findings")).toEqual(["no-unbounded-iteration", "no-binary-load"].sort());
  });

  test("need no diagnostics from the editor, and a cursor is range enough", async () => {
    const { editor, uri } = await openShop();
    const { start } = editor.rangeOf(uri, "objects");
    const actions = await actionsAt(editor, uri, { start, end: start }, ["quickfix"]);
    expect(titles(actions)).toContain("Stream the rows with iterator()");
  });
});

describe("rewritings on demand", () => {
  const streamed = project[file].replace("all()", "iterator(chunk_size=50)");
  const reading = (row: string): string => streamed.replace("order.number", row);

  test("are offered without a finding", async () => {
    const { editor, uri } = await openShop({}, reading("order.number, order.pdf"));
    expect(await editor.diagnostics(uri, () => true)).toEqual([]);
    const actions = await actionsAt(editor, uri, editor.rangeOf(uri, "objects"));
    expect(actions.map(({ kind }) => kind)).toEqual([
      "refactor.rewrite.leanrows",
      "refactor.rewrite.leanrows",
    ]);
    expect(titles(actions)[0]).toBe("Load number, pdf only");
    expect(titles(actions)[1]).toMatch(/^Read the rows in chunks by key — /);
    await editor.apply(actions[1]?.edit ?? {});
    expect(editor.textOf(uri)).toContain("chunk = list(");
  });

  test("repeat no quick fix, unless only rewritings are asked for", async () => {
    const { editor, uri } = await openShop();
    const range = editor.rangeOf(uri, query);
    const all = await actionsAt(editor, uri, range);
    expect(new Set(titles(all)).size).toBe(all.length);
    const rewrites = await actionsAt(editor, uri, range, ["refactor"]);
    expect(rewrites.every(({ kind }) => kind === "refactor.rewrite.leanrows")).toBe(true);
    expect(titles(rewrites)).toContain("Stream the rows with iterator()");
    expect(titles(rewrites)).toContain("Load number only");
  });

  test("that are withheld are shown with the reason, where the editor shows such", async () => {
    const capabilities = { textDocument: { codeAction: { disabledSupport: true } } };
    const { editor, uri } = await openShop(capabilities, reading("order"));
    const range = editor.rangeOf(uri, "objects");
    const asked = await actionsAt(editor, uri, range, ["refactor.rewrite"]);
    expect(asked.filter(({ disabled }) => disabled !== undefined)).toMatchObject([
      {
        title: "Load only the columns used",
        disabled: { reason: "a row goes where it cannot be followed, and may be read there" },
      },
    ]);
    expect((await actionsAt(editor, uri, range)).filter(({ disabled }) => disabled !== undefined)).toEqual(
      [],
    );
  });

  test("are not offered where no query is", async () => {
    const { editor, uri } = await openShop();
    expect(await actionsAt(editor, uri, editor.rangeOf(uri, "BaseCommand"), ["refactor"])).toEqual([]);
  });
});

describe("comments that ignore", () => {
  test("are worked out once they are chosen, where the editor asks then", async () => {
    const { editor, uri } = await openShop({
      textDocument: { codeAction: { resolveSupport: { properties: ["edit"] } } },
    });
    const actions = await actionsAt(editor, uri, editor.rangeOf(uri, query), ["quickfix"]);
    const ignore = actions.find(({ title }) => title === "Ignore no-binary-load on this line");
    expect(ignore?.edit).toBeUndefined();
    if (ignore === undefined) return;
    const resolved = await editor.connection.sendRequest(CodeActionResolveRequest.type, ignore);
    await editor.apply(resolved.edit ?? {});
    expect(editor.textOf(uri)).toContain("        # leanrows: ignore[no-binary-load]\n        for order in");
    await editor.diagnostics(uri, (found) => found.length === 1);
  });
});

describe("an explanation", () => {
  const args = async (editor: EditorSession, uri: string): Promise<unknown[]> => {
    const actions = await actionsAt(editor, uri, editor.rangeOf(uri, query), ["quickfix"]);
    const command: { readonly arguments?: readonly unknown[] } | undefined = actions.find(
      (action) => action.command !== undefined,
    )?.command;
    return [...(command?.arguments ?? [])];
  };

  test("is a text of its own where the editor shows such", async () => {
    const { editor, uri } = await openShop({
      workspace: { textDocumentContent: {} },
      window: { showDocument: { support: true } },
    });
    const shown = new Promise<string>((resolve) => {
      editor.connection.onRequest(ShowDocumentRequest.type, ({ uri: address }) => {
        resolve(address);
        return { success: true };
      });
    });
    await editor.connection.sendRequest(ExecuteCommandRequest.type, {
      command: "leanrows.explain",
      arguments: await args(editor, uri),
    });
    const address = await shown;
    expect(address).toMatch(/^leanrows:\/send_orders\.py%20findings\.md\?/);
    const { text } = await editor.connection.sendRequest(TextDocumentContentRequest.type, { uri: address });
    expect(text).toContain("## no-binary-load");
    expect(text).toContain("Order.pdf is a BinaryField ([shop/models.py:7](/shop/models.py#L7))");
    expect(text).toContain("**Leave pdf in the database and stream the rows** (safe: behavior is kept)");
    expect(text).toContain("- checked: ");
    expect(text).toMatch(/\| now \| \d+ GB \| \d+ GB \| █{10} \|/);
  });

  test("is a message elsewhere", async () => {
    const { editor, uri } = await openShop();
    const told = new Promise<string>((resolve) =>
      editor.connection.onNotification(ShowMessageNotification.type, ({ message }) => resolve(message)),
    );
    await editor.connection.sendRequest(ExecuteCommandRequest.type, {
      command: "leanrows.explain",
      arguments: await args(editor, uri),
    });
    expect(await told).toContain("Order.pdf is a BinaryField");
  });
});
