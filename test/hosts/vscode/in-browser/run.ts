// Loaded through `extensionTestsPath` by the extension host of a browser, where there is no Node and no test runner.
import * as vscode from "vscode";
import type { HostResult } from "../in-host/host-result.js";
import {
  actionsAt,
  fileIn,
  findings,
  findingsOf,
  open,
  rangeOf,
  replace,
  ruleOf,
  until,
} from "../in-host/editing.js";

/** What the page looks for in the log. */
const mark = "LEANROWS RESULTS ";

/** Runs the checks one after the other and logs how each ended. */
export async function run(): Promise<void> {
  const results: HostResult[] = [];
  for (const [title, check] of Object.entries(checks)) {
    try {
      await check();
      results.push({ title });
    } catch (error) {
      results.push({ title, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
  console.log(mark + JSON.stringify(results));
}

const query = 'Order.objects.select_related("customer")';

const checks: Readonly<Record<string, () => Promise<void>>> = {
  async "runs in a browser"() {
    equal(vscode.env.uiKind, vscode.UIKind.Web);
    equal(vscode.env.remoteName, undefined);
    equal(typeof process === "undefined" || !("versions" in process) || !("node" in process.versions), true);
    await vscode.extensions.getExtension("leanrows.leanrows-vscode")?.activate();
  },
  async "finds what it finds on a disk"() {
    const exports = await open(fileIn("workspace", "shop/orders/exports.py"));
    const found = await findingsOf(exports.uri, 5);
    const here = found.filter(({ range }) => exports.getText(range) === query);
    equal(here.map(ruleOf).sort().join(), "no-binary-load,no-unbounded-iteration");
    equal(here[0]?.relatedInformation?.[0]?.location.uri.scheme, "shelf");
  },
  async "finds in files that nobody has opened"() {
    const uri = fileIn("workspace", "shop/documents/management/commands/list_documents.py");
    await until("findings of a closed file", () => (findings(uri).length > 0 ? true : undefined));
  },
  async "follows a model that is edited and not saved"() {
    const exports = fileIn("workspace", "shop/orders/exports.py");
    const models = await open(fileIn("workspace", "shop/orders/models.py"));
    await replace(models, "avatar = models.BinaryField(null=True)", "avatar = models.FileField()");
    await until("no word of the avatar", () =>
      findings(exports).some(({ message }) => message.includes("avatar")) ? undefined : true,
    );
    await replace(models, "avatar = models.FileField()", "avatar = models.BinaryField(null=True)");
    await findingsOf(exports, 5);
  },
  async "follows files that are written, and removed"() {
    const uri = fileIn("workspace", "shop/orders/management/commands/print_orders.py");
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(command));
    await findingsOf(uri, 1);
    await vscode.workspace.fs.delete(uri);
    await findingsOf(uri, 0);
  },
  async fixes() {
    const exports = await open(fileIn("workspace", "shop/orders/exports.py"));
    const title = "Leave customer.avatar in the database and stream the rows";
    const actions = await actionsAt(exports, rangeOf(exports, query), "quickfix", title);
    const edit = actions.find(({ isPreferred }) => isPreferred === true)?.edit;
    if (edit === undefined) throw new Error("no preferred fix");
    equal(await vscode.workspace.applyEdit(edit), true);
    await findingsOf(exports.uri, 3);
  },
  async "reads TypeScript too"() {
    const script = await open(fileIn("workspace", "library/src/jobs/label-books.ts"));
    await until("findings", () => (findings(script.uri).length > 0 ? true : undefined));
  },
};

const command = [
  "from django.core.management.base import BaseCommand",
  "from orders.models import Order",
  "",
  "class Command(BaseCommand):",
  "    def handle(self, *args, **options):",
  "        for order in Order.objects.defer('number'):",
  "            print(order.pk)",
  "",
].join("\n");

function equal(actual: unknown, expected: unknown): void {
  if (actual !== expected) throw new Error(`${JSON.stringify(actual)} is not ${JSON.stringify(expected)}`);
}
