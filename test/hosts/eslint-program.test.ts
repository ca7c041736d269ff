// The program `eslint` with the bundled plugin over a small Django project, in both majors.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import source from "../../rules/src/eslint/plugin.js";
import { elementsOf, membersOf } from "../laws/json.js";
import { bundlePlugin } from "./eslint-bundle.js";
import { majors } from "./eslint-majors.js";
import type { Finished } from "./run-leanrows.js";
import { runCommand } from "./run-leanrows.js";
import { exportOrders, shop, writeInto, writeProject } from "./shop-project.js";

let plugin = "";
beforeAll(async () => {
  plugin = pathToFileURL(await bundlePlugin()).href;
});

const rule = `leanrows/${exportOrders.rule}`;
const command = shop[exportOrders.file] ?? "";
const streamed = command.replace("all():", "all().iterator():");

/** A problem in ESLint's JSON output. */
interface Problem {
  readonly file: string;
  readonly ruleId: string | null;
  readonly line: number;
}

function problemsOf(folder: string, { stdout, stderr }: Finished): readonly Problem[] {
  if (stdout === "") throw new Error(`nothing was written; standard error says: ${stderr}`);
  return elementsOf(JSON.parse(stdout)).flatMap((result) => {
    const { filePath, messages } = membersOf(result);
    return elementsOf(messages).map((message) => {
      const { ruleId, line } = membersOf(message);
      const file = path.relative(folder, String(filePath)).replaceAll(path.sep, "/");
      return { file, ruleId: typeof ruleId === "string" ? ruleId : null, line: Number(line) };
    });
  });
}

/** A shop with an ESLint configuration. */
function shopWith(
  files: Readonly<Record<string, string>> = {},
  config = "export default leanrows.configs.recommended;",
): string {
  return writeProject({
    ...shop,
    "eslint.config.mjs": `import leanrows from ${JSON.stringify(plugin)};\n${config}\n`,
    ...files,
  });
}

describe.each(majors)("ESLint $major", { timeout: 60_000 }, ({ bin, lintText }) => {
  const program = fileURLToPath(new URL(`../../${bin}`, import.meta.url));
  const eslint = (folder: string, ...args: readonly string[]): Promise<Finished> =>
    runCommand(process.execPath, [program, ...args], folder);
  const problems = async (folder: string, ...args: readonly string[]): Promise<readonly Problem[]> =>
    problemsOf(folder, await eslint(folder, "-f", "json", ...args));
  const found = { file: exportOrders.file, ruleId: rule, line: exportOrders.line };

  test("finds what is in the project, and fails", async () => {
    const folder = shopWith();
    const { code, stdout, stderr } = await eslint(folder, "-f", "json", ".");
    expect(stderr).toBe("");
    expect(problemsOf(folder, { code, stdout, stderr })).toEqual([found]);
    expect(code).toBe(1);
  });

  test("--fix writes the safe fix, and nothing is left", async () => {
    const folder = shopWith();
    expect((await eslint(folder, "--fix", ".")).code).toBe(0);
    expect(readFileSync(path.join(folder, exportOrders.file), "utf8")).toBe(streamed);
    expect((await eslint(folder, ".")).code).toBe(0);
  });

  test.each([
    ["Windows line ends", command.replaceAll("\n", "\r\n"), streamed.replaceAll("\n", "\r\n")],
    ["a byte order mark", `\uFEFF${command}`, `\uFEFF${streamed}`],
  ])("--fix keeps %s", async (_what, before, after) => {
    const folder = shopWith({ [exportOrders.file]: before });
    await eslint(folder, "--fix", ".");
    expect(readFileSync(path.join(folder, exportOrders.file), "utf8")).toBe(after);
  });

  test("text that is not saved yet counts over the file", async () => {
    const folder = shopWith();
    const { recommended } = source.configs;
    const settings = { settings: { leanrows: { root: folder } } };
    const lint = async (text: string, file: string): Promise<readonly (string | null)[]> =>
      (await lintText(folder, [...recommended, settings], text, path.join(folder, file))).flatMap(
        ({ messages }) => messages.map(({ ruleId }) => ruleId),
      );
    expect(await lint(command, exportOrders.file)).toEqual([rule]);
    expect(await lint(streamed, exportOrders.file)).toEqual([]);
    // A file that is new, and a model that is only in the linted text.
    expect(await lint(command, "shop/new.py")).toEqual([rule]);
    const both = `${shop["shop/models.py"] ?? ""}\n\nclass Bill(models.Model):\n    pass\n`;
    expect(
      await lint(`${both}\n\nfor bill in Bill.objects.all():\n    print(bill)\n`, "shop/models.py"),
    ).toEqual([rule]);
    expect(await lint(command, exportOrders.file)).toEqual([rule]);
  });

  test("--concurrency 2 finds the same", async () => {
    const copies = ["bills", "carts", "lines"].map((name) => exportOrders.file.replace("orders", name));
    const folder = shopWith(Object.fromEntries(copies.map((file) => [file, command])));
    const alone = await problems(folder, ".");
    expect(alone).toHaveLength(4);
    expect(await problems(folder, "--concurrency", "2", ".")).toEqual(alone);
  });

  test("findings can be suppressed in bulk", async () => {
    const folder = shopWith();
    expect((await eslint(folder, "--suppress-all", ".")).code).toBe(0);
    expect(existsSync(path.join(folder, "eslint-suppressions.json"))).toBe(true);
    expect((await eslint(folder, ".")).code).toBe(0);
    writeInto(folder, exportOrders.file.replace("export", "print"), command);
    expect((await eslint(folder, ".")).code).toBe(1);
  });

  test("a comment of ours silences a finding too", async () => {
    const commented = command.replace("all():", `all():  # leanrows: ignore[${exportOrders.rule}]`);
    expect(await problems(shopWith({ [exportOrders.file]: commented }), ".")).toEqual([]);
  });

  test("a wrong configuration ends the run and says where", async () => {
    const folder = shopWith({ "leanrows.config.json": '{ "minimun": "all" }' });
    const { code, stderr } = await eslint(folder, ".");
    expect(code).toBe(2);
    expect(stderr).toContain(
      `${folder}/leanrows.config.json: "minimun" is no setting (did you mean "minimum"?)`,
    );
    const inEslint =
      "export default [...leanrows.configs.recommended, { settings: { leanrows: { tests: 1 } } }];";
    expect((await eslint(shopWith({}, inEslint), ".")).stderr).toContain(
      'settings.leanrows: "tests" must be true or false, not 1',
    );
  });

  test("settings of the project's files hold: a rule that is off there is off", async () => {
    const off = JSON.stringify({ rules: { [exportOrders.rule]: "off" } });
    expect(await problems(shopWith({ "leanrows.config.json": off }), ".")).toEqual([]);
  });

  test("information stays silent until it is asked for", async () => {
    const info = { "leanrows.config.json": JSON.stringify({ rules: { [exportOrders.rule]: "info" } }) };
    expect(await problems(shopWith(info), ".")).toEqual([]);
    const asked =
      "export default [...leanrows.configs.recommended, { settings: { leanrows: { info: true } } }];";
    expect(await problems(shopWith(info, asked), ".")).toEqual([found]);
  });

  test("the project may lie in a folder of its own", async () => {
    const inside = Object.fromEntries(Object.entries(shop).map(([file, text]) => [`backend/${file}`, text]));
    const config = `import leanrows from ${JSON.stringify(plugin)};
      export default [...leanrows.configs.python, { settings: { leanrows: { root: "backend" } } }];\n`;
    const folder = writeProject({ ...inside, "eslint.config.mjs": config });
    expect(await problems(folder, ".")).toEqual([{ ...found, file: `backend/${found.file}` }]);
  });

  describe("--cache is never stale", () => {
    const cached = (folder: string): Promise<readonly Problem[]> =>
      problems(folder, "--cache", "--cache-strategy", "content", ".");

    test("when a model in another file changes", async () => {
      const folder = shopWith({ "shop/models.py": "from django.db import models\n" });
      expect(await cached(folder)).toEqual([]);
      writeInto(folder, "shop/models.py", shop["shop/models.py"] ?? "");
      expect(await cached(folder)).toEqual([found]);
      expect(await cached(folder)).toEqual([found]);
    });

    test("when a column in another file becomes binary", async () => {
      const folder = shopWith();
      expect(await cached(folder)).toEqual([found]);
      writeInto(folder, "shop/models.py", `${shop["shop/models.py"] ?? ""}    scan = models.BinaryField()\n`);
      expect((await cached(folder)).map(({ ruleId }) => ruleId)).toContain("leanrows/no-binary-load");
    });

    test("when a function that gets the query changes", async () => {
      const helper = "def export(orders):\n    for order in orders:\n        print(order.number)\n";
      const harmless = "def export(orders):\n    print(orders.count())\n";
      const caller = command
        .replace("from shop.models", "from shop.exports import export\nfrom shop.models")
        .replace(
          "        for order in Order.objects.all():\n            print(order.number)\n",
          "        export(Order.objects.all())\n",
        );
      const folder = shopWith({ "shop/exports.py": harmless, [exportOrders.file]: caller });
      expect(await cached(folder)).toEqual([]);
      writeInto(folder, "shop/exports.py", helper);
      expect((await cached(folder)).map(({ ruleId }) => ruleId)).toContain(rule);
    });

    test("when the settings change", async () => {
      const folder = shopWith();
      expect(await cached(folder)).toEqual([found]);
      writeInto(folder, "leanrows.config.json", JSON.stringify({ smallModels: ["Order"] }));
      expect(await cached(folder)).toEqual([]);
    });
  });
});
