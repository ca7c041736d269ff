import { chmodSync, lstatSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import manifest from "../../server/package.json" with { type: "json" };
import { followsSchema, readOutput } from "./check-output.js";
import { bundleServer } from "./server-bundle.js";
import type { Finished } from "./run-leanrows.js";
import { runCommand, runLeanrows } from "./run-leanrows.js";
import { exportOrders, shop, writeProject } from "./shop-project.js";

let main = "";
beforeAll(async () => {
  main = await bundleServer();
});

const run = (folder: string, ...args: readonly string[]): Promise<Finished> =>
  runLeanrows(main, folder, args);

function findingsOf(finished: Finished): readonly { file: string; rule: string; line: number }[] {
  return readOutput(finished).findings.map(({ file, rule, range }) => ({
    file,
    rule,
    line: range.start.line,
  }));
}

/** The same shop after the safe fix. */
const streamed =
  shop[exportOrders.file]?.replace("Order.objects.all()", "Order.objects.all().iterator()") ?? "";

describe("check", () => {
  test("reports place, line with carets, reasons and fixes, and fails", async () => {
    const { code, stdout, stderr } = await run(writeProject(shop), "check");
    expect(code).toBe(1);
    expect(stderr).toBe("");
    const lines = stdout.split("\n");
    const title = lines.findIndex((line) => line.startsWith(`${exportOrders.file}:8:22  warning  `));
    expect(title).toBeGreaterThanOrEqual(0);
    expect(lines[title]).toMatch(/Order/);
    expect(lines[title]?.endsWith(`  ${exportOrders.rule}`)).toBe(true);
    expect(lines.slice(title + 1, title + 4)).toEqual([
      "   |",
      " 8 |         for order in Order.objects.all():",
      "   |                      ^^^^^^^^^^^^^^^^^^^",
    ]);
    expect(stdout).toMatch(/^ {3}= fix: .+ \[safe\]$/m);
    expect(stdout).toMatch(/1 finding in 1 file: \d+ files checked in /);
    expect(stdout).toMatch(/1 {2}no-unbounded-iteration$/m);
  });

  test("passes when there is nothing to report", async () => {
    const { code, stdout } = await run(writeProject({ ...shop, [exportOrders.file]: streamed }), "check");
    expect(stdout).toMatch(/^No findings: \d+ files checked in /);
    expect(code).toBe(0);
  });

  test("information alone passes", async () => {
    const finished = await run(writeProject(shop), "check", "--rule", `${exportOrders.rule}=info`);
    expect(finished.stdout).toMatch(/8:22 {2}info {2}/);
    expect(finished.code).toBe(0);
  });

  test("a rule can be switched off", async () => {
    const finished = await run(
      writeProject(shop),
      "check",
      "--rule",
      `${exportOrders.rule}=off`,
      "--format",
      "json",
    );
    expect(findingsOf(finished)).toEqual([]);
    expect(finished.code).toBe(0);
  });

  test("warnings up to a number pass, errors do not", async () => {
    const root = writeProject(shop);
    expect((await run(root, "check", "--max-warnings", "1")).code).toBe(0);
    expect(
      (await run(root, "check", "--max-warnings", "1", "--rule", `${exportOrders.rule}=error`)).code,
    ).toBe(1);
    expect((await run(root, "check", "--max-warnings", "some")).code).toBe(2);
  });

  test("paths narrow what is reported, not what is read", async () => {
    const root = writeProject(shop);
    const finished = await run(root, "check", "--format", "json", exportOrders.file);
    expect(findingsOf(finished)).toEqual([{ file: exportOrders.file, rule: exportOrders.rule, line: 8 }]);
    expect(readOutput(finished).files).toBe(1);
    expect(findingsOf(await run(root, "check", "--format", "json", "shop/models.py"))).toEqual([]);
  });

  test("finds the project above the working directory and names files from there", async () => {
    const root = writeProject(shop);
    const folder = path.join(root, path.dirname(exportOrders.file));
    const finished = await run(folder, "check", "--format", "json");
    expect(findingsOf(finished)).toEqual([{ file: "export_orders.py", rule: exportOrders.rule, line: 8 }]);
  });

  test("comments silence findings", async () => {
    const commented =
      shop[exportOrders.file]?.replace("all():", `all():  # leanrows: ignore[${exportOrders.rule}]`) ?? "";
    expect((await run(writeProject({ ...shop, [exportOrders.file]: commented }), "check")).code).toBe(0);
  });

  test("the same input gives the same output", async () => {
    const root = writeProject({
      ...shop,
      ...Object.fromEntries(
        ["b", "Z", "a", "é"].map((name) => [
          exportOrders.file.replace("export", name),
          shop[exportOrders.file] ?? "",
        ]),
      ),
    });
    const [first, second] = await Promise.all([
      run(root, "check", "--format", "json"),
      run(root, "check", "--format", "json"),
    ]);
    expect(first.stdout).toBe(second.stdout);
    const files = findingsOf(first).map(({ file }) => file);
    expect(files).toHaveLength(5);
    expect(files).toEqual([...files].sort());
  });

  test("--quiet leaves out the summary", async () => {
    const { stdout } = await run(writeProject(shop), "check", "--quiet");
    expect(stdout).toContain(exportOrders.rule);
    expect(stdout).not.toContain("checked in");
  });

  test("colors only where they are wanted", async () => {
    const root = writeProject(shop);
    const output = async (environment: NodeJS.ProcessEnv): Promise<string> =>
      (await runLeanrows(main, root, ["check"], environment)).stdout;
    expect(await output({})).not.toContain("\u001b");
    expect(await output({ FORCE_COLOR: "1" })).toContain("\u001b[");
    expect(await output({ FORCE_COLOR: "1", NO_COLOR: "1" })).not.toContain("\u001b");
  });
});

describe("JSON", () => {
  test("follows its schema, to the last member", async () => {
    const root = writeProject({
      ...shop,
      "shop/broken.py": Buffer.from([0x78, 0x20, 0x3d, 0x20, 0xff, 0x0a]),
    });
    const output = readOutput(await run(root, "check", "--format", "json"));
    expect(output.findings.length).toBeGreaterThan(0);
    expect(output.errors.length).toBeGreaterThan(0);
    expect(followsSchema({ ...output, findings: [{ ...output.findings[0], severity: "fatal" }] })).toBe(
      false,
    );
    expect(followsSchema({ ...output, seconds: 1 })).toBe(false);
  });

  test("its edits turn the text into the fixed text", async () => {
    const root = writeProject(shop);
    const { findings } = readOutput(await run(root, "check", "--format", "json"));
    const fix = findings[0]?.fixes.find(({ safety }) => safety === "safe");
    let text = shop[exportOrders.file] ?? "";
    for (const edit of [...(fix?.edits ?? [])].reverse()) {
      text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
    }
    expect(text).not.toBe(shop[exportOrders.file]);
    await run(root, "fix");
    expect(readFileSync(path.join(root, exportOrders.file), "utf8")).toBe(text);
  });

  test("reaches a slow reader whole, and one that goes away does no harm", async () => {
    const command = shop[exportOrders.file] ?? "";
    const loops = Array.from({ length: 400 }, (_, index) =>
      command.replace("handle", `handle_${index}`).split("\n").slice(6, 9).join("\n"),
    );
    const many = [...command.split("\n").slice(0, 6), ...loops, ""].join("\n");
    const root = writeProject({ ...shop, [exportOrders.file]: many });
    const shell = (rest: string): Promise<Finished> =>
      runCommand(
        "bash",
        ["-c", `set -o pipefail; "${process.execPath}" "${main}" check --format json ${rest}`],
        root,
      );
    const whole = await shell("| (sleep 0.5; cat)");
    expect(whole.stdout.length).toBeGreaterThan(200_000);
    expect(readOutput(whole).findings).toHaveLength(400);
    const cut = await shell("| head -c 100");
    expect(cut.stdout).toHaveLength(100);
    expect(cut.stderr).toBe("");
    expect(cut.code).toBe(1);
  });
});

describe("what goes wrong", () => {
  test("a missing path", async () => {
    const { code, stdout, stderr } = await run(writeProject(shop), "check", "shop/nowhere.py");
    expect(stderr).toBe("leanrows: no such file or folder: shop/nowhere.py\n");
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  test("an unknown option, format or command", async () => {
    const root = writeProject(shop);
    for (const [args, message] of [
      [["check", "--nope"], "Unknown option '--nope'"],
      [["check", "--format", "xml"], "unknown format 'xml'"],
      [["chekc"], "Unknown command 'chekc'"],
      [["fix", "--form", "stream"], "--form and --at go together"],
      [["fix", "--form", "stream", "--at", "shop/models.py"], "--at needs FILE:LINE"],
    ] satisfies readonly [readonly string[], string][]) {
      const { code, stderr } = await run(root, ...args);
      expect(stderr).toContain(message);
      expect(code).toBe(2);
    }
  });

  test("a file that is not UTF-8 is listed and does not stop the rest", async () => {
    const root = writeProject({ ...shop, "shop/latin.py": Buffer.from("name = 'caf\u00e9'\n", "latin1") });
    const finished = await run(root, "check", "--format", "json");
    const { errors } = readOutput(finished);
    expect(errors.map(({ file }) => file)).toEqual(["shop/latin.py"]);
    expect(findingsOf(finished)).toHaveLength(1);
    expect(finished.code).toBe(1);
  });

  test("an unreadable file fails the run only if it was named", async () => {
    const root = writeProject({
      ...shop,
      [exportOrders.file]: streamed,
      "shop/latin.py": Buffer.from([0xe9, 0x0a]),
    });
    expect((await run(root, "check")).code).toBe(0);
    const named = await run(root, "check", "shop/latin.py");
    expect(named.stdout).toMatch(/^shop\/latin\.py {2}not checked {2}./);
    expect(named.code).toBe(2);
  });

  test("a file without permission", async ({ skip }) => {
    if (process.getuid?.() === 0) skip("root may read everything");
    const root = writeProject({ ...shop, "shop/secret.py": "x = 1\n" });
    chmodSync(path.join(root, "shop/secret.py"), 0);
    const { code, stdout } = await run(root, "check", "shop/secret.py");
    expect(stdout).toContain("shop/secret.py  not checked");
    expect(code).toBe(2);
  });

  test("a file with NUL and an empty file", async () => {
    const root = writeProject({ ...shop, "shop/nul.py": "x = 1\0\n", "shop/empty.py": "" });
    const finished = await run(root, "check", "--format", "json");
    expect(findingsOf(finished)).toHaveLength(1);
    expect(finished.stderr).toBe("");
    expect(finished.code).toBe(1);
  });

  test("folders that link to each other", async () => {
    const root = writeProject(shop);
    symlinkSync(root, path.join(root, "shop/loop"));
    symlinkSync("nowhere", path.join(root, "shop/dangling.py"));
    const finished = await run(root, "check", "--format", "json");
    expect(findingsOf(finished)).toEqual([{ file: exportOrders.file, rule: exportOrders.rule, line: 8 }]);
  });

  test("a file that is no source is no error, so that a list of changed files can be given", async () => {
    const root = writeProject(shop);
    const { code, stdout, stderr } = await run(root, "check", "requirements.txt");
    expect(stdout).toMatch(/^No findings: 0 files checked/);
    expect(stderr).toMatch(/^leanrows: no source files among 1 path/);
    expect(code).toBe(0);
  });

  test("broken configuration names file and key", async () => {
    const unknown = await run(
      writeProject({ ...shop, "leanrows.config.json": '{ "presett": "strict" }' }),
      "check",
    );
    expect(unknown.stderr).toMatch(/^leanrows: .*leanrows\.config\.json.*presett/);
    expect(unknown.code).toBe(2);
    const text = await run(writeProject({ ...shop, "leanrows.config.json": "{" }), "check");
    expect(text.stderr).toContain("leanrows.config.json");
    expect(text.code).toBe(2);
    const wrong = await run(writeProject(shop), "check", "--preset", "lenient");
    expect(wrong.stderr).toContain("preset");
    expect(wrong.code).toBe(2);
  });

  test("another configuration file, and one that is missing", async () => {
    const root = writeProject({
      ...shop,
      "ci/lenient.json": `{ "rules": { "${exportOrders.rule}": "off" } }`,
    });
    expect((await run(root, "check", "--config", "ci/lenient.json")).code).toBe(0);
    const missing = await run(root, "check", "--config", "ci/nowhere.json");
    expect(missing.stderr).toContain("ci/nowhere.json");
    expect(missing.code).toBe(2);
  });

  test("terminal sequences of a file are not sent to the terminal", async () => {
    const colored = shop[exportOrders.file]?.replace("all():", "all():  # \u001b[31m\u202e") ?? "";
    const { stdout } = await run(writeProject({ ...shop, [exportOrders.file]: colored }), "check");
    expect(stdout).toContain(exportOrders.rule);
    expect(stdout).not.toMatch(/[\u001b\u202e]/);
  });
});

describe("fix", () => {
  test("a link stays a link", async () => {
    const root = writeProject({ ...shop, "elsewhere.txt": shop[exportOrders.file] ?? "" });
    const link = path.join(root, exportOrders.file);
    rmSync(link);
    symlinkSync(path.join(root, "elsewhere.txt"), link);
    await run(root, "fix");
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(path.join(root, "elsewhere.txt"), "utf8")).toBe(streamed);
  });

  test("applies what is safe and says so", async () => {
    const root = writeProject(shop);
    const { code, stdout } = await run(root, "fix");
    expect(readFileSync(path.join(root, exportOrders.file), "utf8")).toBe(streamed);
    expect(stdout).toContain(`${exportOrders.file}:8:22  `);
    expect(stdout).toContain("Fixed 1 finding in 1 file: nothing is left.");
    expect(code).toBe(0);
    expect((await run(root, "fix")).stdout).toBe("Nothing to fix safely: nothing is left.\n");
  });

  test("--dry-run shows a diff and writes nothing", async () => {
    const root = writeProject(shop);
    const { code, stdout } = await run(root, "fix", "--dry-run");
    expect(stdout).toContain(
      "\n-        for order in Order.objects.all():\n+        for order in Order.objects.all().iterator():\n",
    );
    expect(stdout).toContain("Would fix 1 finding");
    expect(readFileSync(path.join(root, exportOrders.file), "utf8")).toBe(shop[exportOrders.file]);
    expect(code).toBe(1);
  });

  test("keeps byte order mark, Windows line ends, mode, and leaves nothing behind", async () => {
    const windows = (text: string): string => `\ufeff${text.replaceAll("\n", "\r\n")}`;
    const root = writeProject({ ...shop, [exportOrders.file]: windows(shop[exportOrders.file] ?? "") });
    const file = path.join(root, exportOrders.file);
    chmodSync(file, 0o750);
    await run(root, "fix");
    expect(readFileSync(file, "utf8")).toBe(windows(streamed));
    expect(statSync(file).mode & 0o777).toBe(0o750);
    expect(readdirSync(path.dirname(file)).sort()).toEqual(["__init__.py", "export_orders.py"]);
  });

  test("never rewrites another encoding", async () => {
    const latin = Buffer.from(`# -*- coding: latin-1 -*-\n# caf\u00e9\n${shop[exportOrders.file]}`, "latin1");
    const root = writeProject({ ...shop, [exportOrders.file]: latin });
    const { code, stderr } = await run(root, "fix", exportOrders.file);
    expect(readFileSync(path.join(root, exportOrders.file)).equals(latin)).toBe(true);
    expect(stderr).toContain(`leanrows: ${exportOrders.file}: `);
    expect(code).toBe(2);
  });

  test("does not write through a write protection", async () => {
    const root = writeProject(shop);
    chmodSync(path.join(root, exportOrders.file), 0o444);
    const { code, stderr } = await run(root, "fix");
    expect(stderr).toContain("write-protected");
    expect(readFileSync(path.join(root, exportOrders.file), "utf8")).toBe(shop[exportOrders.file]);
    expect(code).toBe(2);
  });

  test("one form at one place", async () => {
    const root = writeProject(shop);
    const nowhere = await run(root, "fix", "--form", "stream", "--at", `${exportOrders.file}:1`);
    expect(nowhere.stderr).toContain("no stream fix at line 1: nothing was found there");
    expect(nowhere.code).toBe(2);
    const other = await run(root, "fix", "--form", "exists", "--at", `${exportOrders.file}:8`);
    expect(other.stderr).toContain("no exists fix at line 8: offered there: ");
    const done = await run(root, "fix", "--form", "stream", "--at", `${exportOrders.file}:8`);
    expect(done.code).toBe(0);
    expect(readFileSync(path.join(root, exportOrders.file), "utf8")).toBe(streamed);
  });
});

test("version and help", async () => {
  const root = writeProject({});
  expect((await run(root, "--version")).stdout).toBe(`leanrows ${manifest.version}\n`);
  for (const args of [["--help"], ["help", "check"], ["check", "--help"], []]) {
    const { code, stdout } = await run(root, ...args);
    expect(stdout).toContain("Exit codes:");
    expect(code).toBe(0);
  }
});
