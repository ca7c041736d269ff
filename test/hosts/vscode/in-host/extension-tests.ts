// The installed extension as other extensions and commands see it: two folders, a shop and a bakery.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { before, describe, it } from "mocha";
import type { TextDocument } from "vscode";
import {
  commands,
  ConfigurationTarget,
  Diagnostic,
  DiagnosticSeverity,
  extensions,
  languages,
  Position,
  Uri,
  version,
  window,
  workspace,
  WorkspaceEdit,
} from "vscode";
import {
  actionsAt,
  fileIn,
  findings,
  findingsOf,
  hoverAt,
  open,
  rangeOf,
  replace,
  revert,
  ruleOf,
  tabMatching,
  until,
} from "./editing.js";

const id = "leanrows.leanrows-vscode";
const query = 'Order.objects.select_related("customer")';

describe("the extension", () => {
  let exports: TextDocument;

  before(async () => {
    exports = await open(fileIn("shop", "orders/exports.py"));
    await until("the first findings", () => (findings(exports.uri).length > 0 ? true : undefined));
  });

  it("runs in the VS Code and with the trust that are tested", () => {
    assert.equal(version, process.env["LEANROWS_TEST_VSCODE"]);
    assert.equal(workspace.isTrusted, process.env["LEANROWS_TEST_TRUSTED"] === "yes");
    assert.equal(extensions.getExtension(id)?.isActive, true);
  });

  it("tells a finding with its rule's page and the heavy column's declaration", async () => {
    const found = await findingsOf(exports.uri, 5);
    const here = found.filter(({ range }) => exports.getText(range) === query);
    assert.deepEqual(here.map(ruleOf).sort(), ["no-binary-load", "no-unbounded-iteration"]);
    const first = here.find((each) => ruleOf(each) === "no-binary-load");
    assert.ok(first);
    assert.equal(first.severity, DiagnosticSeverity.Warning);
    assert.ok(typeof first.code === "object");
    assert.equal(first.code.target.toString(true), 'command:leanrows.openPage?["rules/no-binary-load"]');
    const [related] = first.relatedInformation ?? [];
    assert.equal(related?.message, "Customer.avatar is a BinaryField");
    assert.equal(related.location.uri.path, fileIn("shop", "orders/models.py").path);
  });

  it("finds in files that nobody has opened", async () => {
    const uri = fileIn("shop", "documents/management/commands/list_documents.py");
    await until("findings of a closed file", () => (findings(uri).length > 0 ? true : undefined));
  });

  it("follows a model that is edited and not saved", async () => {
    const models = await open(fileIn("shop", "orders/models.py"));
    await replace(models, "avatar = models.BinaryField(null=True)", "avatar = models.FileField()");
    await until("no word of the avatar", () =>
      findings(exports.uri).some(({ message }) => message.includes("avatar")) ? undefined : true,
    );
    await revert(models);
    await findingsOf(exports.uri, 5);
  });

  it("tells in a hover what the query loads, and what a fix would bring it to", async () => {
    const text = await hoverAt(exports, rangeOf(exports, "objects").start);
    assert.match(text, /\*\*Order\*\* query: all rows of the table · all columns · held in memory at once/);
    assert.match(text, /\| now \| 1 GB \| 100 GB \| █{10} \|/);
    assert.match(text, /\| Leave customer\.avatar in the database and stream the rows \| \d/);
    assert.match(text, /\[an estimate\]\(command:leanrows\.openPage\?/);
  });

  it("fixes, and the preferred fix leaves no finding there", async () => {
    const title = "Leave customer.avatar in the database and stream the rows";
    const actions = await actionsAt(exports, rangeOf(exports, query), "quickfix", title);
    const preferred = actions.filter(({ isPreferred }) => isPreferred === true);
    assert.deepEqual(
      preferred.map((action) => action.title),
      [title],
    );
    assert.ok(preferred[0]?.edit);
    await workspace.applyEdit(preferred[0].edit);
    assert.ok(exports.getText().includes('.select_related("customer").defer("customer__avatar").iterator('));
    await findingsOf(exports.uri, 3);
    await revert(exports);
    await findingsOf(exports.uri, 5);
  });

  it("ignores by a comment that is worked out when it is chosen", async () => {
    const title = "Ignore no-binary-load on this line";
    const actions = await actionsAt(exports, rangeOf(exports, query), "quickfix", title);
    const ignore = actions.find((action) => action.title === title);
    assert.ok(ignore?.edit);
    await workspace.applyEdit(ignore.edit);
    assert.ok(exports.getText().includes("    # leanrows: ignore[no-binary-load]\n    for order in"));
    await findingsOf(exports.uri, 4);
    await revert(exports);
    await findingsOf(exports.uri, 5);
  });

  it("rewrites on demand where nothing was found", async () => {
    const report = await open(fileIn("shop", "reports/management/commands/monthly_report.py"));
    const range = rangeOf(report, "Order.objects");
    const title = "Load number, total only";
    const actions = await actionsAt(report, range, "refactor.rewrite", title);
    assert.ok(actions.every(({ kind }) => kind?.value === "refactor.rewrite.leanrows"));
  });

  it("explains findings in a rendered text", async () => {
    const actions = await actionsAt(exports, rangeOf(exports, query), "quickfix", "Explain these findings");
    const command = actions.find(({ title }) => title === "Explain these findings")?.command;
    assert.ok(command);
    const { arguments: place = [] }: { readonly arguments?: readonly unknown[] } = command;
    await commands.executeCommand(command.command, ...place);
    await tabMatching(/^Preview exports\.py findings\.md$/);
    const text = await until("the text of the explanation", () =>
      workspace.textDocuments.find(({ uri: { scheme } }) => scheme === "leanrows")?.getText(),
    );
    assert.match(text, /## no-binary-load/);
    assert.match(text, /Customer\.avatar is a BinaryField \(\[orders\/models\.py:\d+\]/);
    await commands.executeCommand("workbench.action.closeActiveEditor");
  });

  it("opens the page of every rule rendered, and nothing else", async () => {
    await commands.executeCommand("leanrows.openPage", "rules/no-fake-stream");
    await tabMatching(/^Preview no-fake-stream\.md$/);
    await commands.executeCommand("workbench.action.closeActiveEditor");
    await commands.executeCommand("leanrows.openPage", "../../package.json");
    await tabMatching(/^(?!Preview)/);
  });

  it("is silent about what ESLint's extension shows already", async () => {
    await open(exports.uri);
    const eslint = languages.createDiagnosticCollection("eslint");
    const [first] = await findingsOf(exports.uri, 5);
    assert.ok(first);
    const same = new Diagnostic(first.range, first.message, DiagnosticSeverity.Warning);
    same.source = "eslint";
    same.code = { value: `leanrows/${ruleOf(first)}`, target: Uri.parse("https://example.org/") };
    eslint.set(exports.uri, [same]);
    await findingsOf(exports.uri, 4);
    eslint.clear();
    await findingsOf(exports.uri, 5);
    eslint.dispose();
  });

  it("heeds the settings of each folder by themselves", async () => {
    const bakery = fileIn("bakery", "bakery/tasks.py");
    await open(bakery);
    await findingsOf(bakery, 1);
    const settings = workspace.getConfiguration("leanrows", bakery);
    await settings.update("rules", { "no-unbounded-iteration": "off" }, ConfigurationTarget.WorkspaceFolder);
    await findingsOf(bakery, 0);
    await open(exports.uri);
    assert.ok((await findingsOf(exports.uri, 5)).some((each) => ruleOf(each) === "no-unbounded-iteration"));
    await settings.update("rules", undefined, ConfigurationTarget.WorkspaceFolder);
    await open(bakery);
    await findingsOf(bakery, 1);
  });

  it("fixes all that is safe on save, where that is wanted", async () => {
    const bakery = await open(fileIn("bakery", "bakery/tasks.py"));
    const settings = workspace.getConfiguration("editor", bakery.uri);
    await settings.update(
      "codeActionsOnSave",
      { "source.fixAll.leanrows": "explicit" },
      ConfigurationTarget.WorkspaceFolder,
    );
    const before = bakery.getText();
    await until("a file that is fixed by saving it", async () => {
      const edit = new WorkspaceEdit();
      edit.insert(bakery.uri, new Position(0, 0), "\n");
      await workspace.applyEdit(edit);
      await bakery.save();
      return bakery.getText().includes("Cake.objects.all().iterator()") ? true : undefined;
    });
    await findingsOf(bakery.uri, 0);
    await settings.update("codeActionsOnSave", undefined, ConfigurationTarget.WorkspaceFolder);
    const back = new WorkspaceEdit();
    back.replace(bakery.uri, bakery.validateRange(rangeOf(bakery, bakery.getText())), before);
    await workspace.applyEdit(back);
    await bakery.save();
    await findingsOf(bakery.uri, 1);
  });

  it("reads the cells of a notebook as one file, and fixes in them", async () => {
    const uri = fileIn("bakery", "cakes.ipynb");
    await workspace.fs.writeFile(uri, new TextEncoder().encode(JSON.stringify(cakes)));
    const notebook = await workspace.openNotebookDocument(uri);
    await window.showNotebookDocument(notebook);
    const loop = notebook.cellAt(2).document;
    const [finding] = await findingsOf(loop.uri, 1);
    assert.ok(finding);
    assert.equal(loop.getText(finding.range), "cakes");
    const title = "Stream the rows with iterator()";
    const actions = await actionsAt(loop, finding.range, "quickfix", title);
    const edit = actions.find((action) => action.title === title)?.edit;
    assert.ok(edit);
    await workspace.applyEdit(edit);
    assert.ok(loop.getText().includes("in cakes.iterator():"));
    await findingsOf(loop.uri, 0);
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await workspace.fs.delete(uri);
  });

  it("restarts when asked to", async () => {
    await open(exports.uri);
    await findingsOf(exports.uri, 5);
    await commands.executeCommand("leanrows.restart");
    await findingsOf(exports.uri, 5);
  });

  it("comes back after its server has crashed", async () => {
    const [server] = serverProcesses();
    assert.ok(server);
    process.kill(server, "SIGKILL");
    await until("another server", () => serverProcesses().find((pid) => pid !== server));
    await replace(exports, query, `${query}.iterator(chunk_size=50)`);
    await until("one finding less", () =>
      findings(exports.uri).some(
        (each) => ruleOf(each) === "no-unbounded-iteration" && each.range.start.line < 9,
      )
        ? undefined
        : true,
    );
    await revert(exports);
    await findingsOf(exports.uri, 5);
  });
});

/** A notebook whose loop is over the query of another cell. */
const cakes = {
  cells: [
    { cell_type: "markdown", metadata: {}, source: ["# Cakes"] },
    codeCell("%load_ext django\nfrom bakery.models import Cake\ncakes = Cake.objects.all()"),
    codeCell("for cake in cakes:\n    print(cake.name)"),
  ],
  metadata: { language_info: { name: "python" } },
  nbformat: 4,
  nbformat_minor: 5,
};

function codeCell(source: string): object {
  return { cell_type: "code", execution_count: null, metadata: {}, outputs: [], source: [source] };
}

/** The language servers that this extension host has started. */
function serverProcesses(): readonly number[] {
  const list = execFileSync("ps", ["-o", "pid=,args=", "--ppid", String(process.pid)], { encoding: "utf8" });
  return list
    .split("\n")
    .filter((line) => line.includes("server/dist/main.js"))
    .map((line) => Number.parseInt(line, 10));
}
