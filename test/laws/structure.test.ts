// The table of who may import whom holds, and the tool that enforces it fails on a violation of every row.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { elementsOf, membersOf } from "./json.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const table = ".dependency-cruiser.mjs";
const timeout = 120_000;

interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

interface Report {
  readonly rules: readonly string[];
  readonly violations: readonly Violation[];
}

/** One violation of each row at least: the file `from` gets an import of `to`. */
const violations: readonly (Violation & { readonly import: string })[] = [
  {
    rule: "client-starts-a-bundle-by-path",
    from: "client/src/violation.ts",
    import: "../../server/src/paths.js",
    to: "server/src/paths.ts",
  },
  {
    rule: "client-starts-a-bundle-by-path",
    from: "client/src/second-violation.ts",
    import: "../../rules/src/location.js",
    to: "rules/src/location.ts",
  },
  { rule: "server-is-a-host", from: "server/src/violation.ts", import: "vscode", to: "vscode" },
  {
    rule: "server-is-a-host",
    from: "server/src/second-violation.ts",
    import: "eslint",
    to: "node_modules/eslint",
  },
  {
    rule: "server-runs-in-a-browser",
    from: "server/src/features/violation.ts",
    import: "node:path",
    to: "path",
  },
  {
    rule: "server-runs-in-a-browser",
    from: "server/src/third-violation.ts",
    import: "./serve-editor.js",
    to: "server/src/serve-editor.ts",
  },
  {
    rule: "eslint-is-a-host",
    from: "rules/src/eslint/violation.ts",
    import: "../../../server/src/paths.js",
    to: "server/src/paths.ts",
  },
  {
    rule: "disk-is-for-hosts",
    from: "rules/src/disk/violation.ts",
    import: "../analyze.js",
    to: "rules/src/analyze.ts",
  },
  {
    rule: "disk-is-for-hosts-types",
    from: "rules/src/disk/second-violation.ts",
    import: "../project/file-host.js",
    to: "rules/src/project/file-host.ts",
  },
  {
    rule: "rules-decide-over-queries",
    from: "rules/src/rules/no-violation.ts",
    import: "../orms/violating/table.js",
    to: "rules/src/orms/violating/table.ts",
  },
  {
    rule: "rules-decide-over-queries",
    from: "rules/src/rules/no-second-violation.ts",
    import: "../syntax/violating/parser.js",
    to: "rules/src/syntax/violating/parser.ts",
  },
  {
    rule: "rules-decide-over-queries-types",
    from: "rules/src/rules/no-third-violation.ts",
    import: "../orms/violating-helper.js",
    to: "rules/src/orms/violating-helper.ts",
  },
  {
    rule: "fixes-know-no-orm",
    from: "rules/src/fixes/violation.ts",
    import: "../orms/violating/table.js",
    to: "rules/src/orms/violating/table.ts",
  },
  {
    rule: "fixes-know-no-orm-types",
    from: "rules/src/fixes/second-violation.ts",
    import: "../project/violating.js",
    to: "rules/src/project/violating.ts",
  },
  {
    rule: "orms-know-only-themselves",
    from: "rules/src/orms/second/violation.ts",
    import: "../violating/table.js",
    to: "rules/src/orms/violating/table.ts",
  },
  {
    rule: "orms-know-only-themselves-types",
    from: "rules/src/orms/second/second-violation.ts",
    import: "../../flow/query.js",
    to: "rules/src/flow/query.ts",
  },
  {
    rule: "orm-helpers-know-no-orm",
    from: "rules/src/orms/violation.ts",
    import: "./violating/table.js",
    to: "rules/src/orms/violating/table.ts",
  },
  {
    rule: "orm-helpers-know-no-orm-types",
    from: "rules/src/orms/second-violation.ts",
    import: "../flow/query.js",
    to: "rules/src/flow/query.ts",
  },
  {
    rule: "flow-knows-no-language",
    from: "rules/src/flow/violation.ts",
    import: "../syntax/violating/parser.js",
    to: "rules/src/syntax/violating/parser.ts",
  },
  {
    rule: "project-is-facts",
    from: "rules/src/project/violation.ts",
    import: "../rules/no-third-violation.js",
    to: "rules/src/rules/no-third-violation.ts",
  },
  {
    rule: "project-is-facts-types",
    from: "rules/src/project/second-violation.ts",
    import: "../flow/query.js",
    to: "rules/src/flow/query.ts",
  },
  {
    rule: "typescript-finds-its-modules",
    from: "rules/src/project/typescript/violation.ts",
    import: "../../rules/no-third-violation.js",
    to: "rules/src/rules/no-third-violation.ts",
  },
  {
    rule: "languages-know-only-themselves",
    from: "rules/src/syntax/violating/violation.ts",
    import: "../../flow/query.js",
    to: "rules/src/flow/query.ts",
  },
  {
    rule: "python-has-its-own-parser",
    from: "rules/src/syntax/python/violation.ts",
    import: "typescript",
    to: "node_modules/typescript",
  },
  { rule: "analysis-is-pure", from: "rules/src/flow/second-violation.ts", import: "node:fs", to: "fs" },
  {
    rule: "analysis-knows-no-host",
    from: "rules/src/violation.ts",
    import: "../../server/src/paths.js",
    to: "server/src/paths.ts",
  },
  { rule: "resolvable", from: "rules/src/second-violation.ts", import: "./nowhere.js", to: "./nowhere.js" },
  {
    rule: "no-cycle",
    from: "rules/src/rules/no-circular-first.ts",
    import: "./no-circular-second.js",
    to: "rules/src/rules/no-circular-second.ts",
  },
];

/** Files that violations need to point to. */
const neighbors: Readonly<Record<string, string>> = {
  "rules/src/orms/violating/table.ts": "export const table = {};\n",
  "rules/src/orms/violating-helper.ts": "export const helper = {};\n",
  "rules/src/project/violating.ts": "export const project = {};\n",
  "rules/src/syntax/violating/parser.ts": "export const parser = {};\n",
  "rules/src/rules/no-circular-second.ts": 'import "./no-circular-first.js";\n',
};

describe("who may import whom", () => {
  test("holds in the sources", { timeout }, () => {
    expect(reportOn(root).violations).toEqual([]);
  });

  describe("is enforced", () => {
    let copy: string | undefined;
    let reported: Report = { rules: [], violations: [] };

    beforeAll(() => {
      copy = realpathSync(mkdtempSync(join(tmpdir(), "leanrows-structure-")));
      copySources(copy);
      for (const [file, text] of Object.entries(neighbors)) writeFile(copy, file, text);
      for (const violation of violations) writeFile(copy, violation.from, `import "${violation.import}";\n`);
      reported = reportOn(copy);
    }, timeout);

    afterAll(() => {
      if (copy !== undefined) rmSync(copy, { recursive: true, force: true });
    });

    test.each(violations)("$rule: $from must not import $import", ({ rule, from, to }) => {
      const here = reported.violations.filter(
        (violation) => violation.rule === rule && violation.from === from,
      );
      expect(here.map((violation) => violation.to)).toContainEqual(expect.stringContaining(to));
    });

    test("every row has a violation here", () => {
      expect([...new Set(violations.map(({ rule }) => rule))].sort()).toEqual([...reported.rules].sort());
    });
  });
});

function copySources(copy: string): void {
  const sources = ["client/src", "server/src", "server/schema", "rules/src"];
  const manifests = ["client", "server", "rules", "."].map((folder) => join(folder, "package.json"));
  for (const path of [...sources, ...manifests, "tsconfig.json", table]) {
    cpSync(join(root, path), join(copy, path), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
}

function writeFile(copy: string, file: string, text: string): void {
  mkdirSync(dirname(join(copy, file)), { recursive: true });
  writeFileSync(join(copy, file), text);
}

function reportOn(folder: string): Report {
  const program = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const targets = ["client/src", "server/src", "rules/src"];
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [program, "--config", table, "--output-type", "json", ...targets],
    { cwd: folder, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 },
  );
  expect(stderr).toBe("");
  const {
    violations: found,
    ruleSetUsed,
    totalCruised,
  } = membersOf(membersOf(JSON.parse(stdout))["summary"]);
  expect(totalCruised).toBeGreaterThan(20);
  return {
    rules: elementsOf(membersOf(ruleSetUsed)["forbidden"]).map((rule) => String(membersOf(rule)["name"])),
    violations: elementsOf(found).map((violation) => {
      const { rule, from, to } = membersOf(violation);
      return { rule: String(membersOf(rule)["name"]), from: String(from), to: String(to) };
    }),
  };
}
