// Rules of the repository that a test can tell: size, names, what texts may not name, what the pages promise.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ESLint } from "eslint";
import { describe, expect, test } from "vitest";
import { membersOf } from "./json.js";
import { isSource, repositoryFiles, root } from "./repository-files.js";

const files = repositoryFiles();
const sources = files.filter(isSource);
const manifests = ["package.json", "client/package.json", "server/package.json", "rules/package.json"];

describe("sources", () => {
  test("are where this test looks for them", () => {
    for (const folder of ["rules", "server", "client"]) {
      expect(sources.filter(({ path }) => path.startsWith(`${folder}/`)).length, folder).toBeGreaterThan(0);
    }
  });

  test("have at most 300 lines", () => {
    const long = sources.filter(({ text }) => text.split("\n").length - 1 > 300);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  test("re-export nothing: import from the owner", () => {
    const barrels = sources.filter(({ text }) =>
      /^export\s+(?:type\s+)?(?:\*|\{[^}]*\})[^;]*\sfrom\s/m.test(text),
    );
    expect(barrels.map(({ path }) => path)).toEqual([]);
  });

  test("switch off no check without a reason", () => {
    const off =
      /(?:^|[;,(){}])[ \t]*(?:\/\/|\/\*)[ \t]*(?:(?:eslint-disable(?!.* -- \w)|@ts-|prettier-ignore).*)/gm;
    expect(
      sources.flatMap(({ path, text }) => [...text.matchAll(off)].map(([line]) => `${path}: ${line}`)),
    ).toEqual([]);
  });

  const forbidden = [
    ["any", "export const order: any = 1;\n", "@typescript-eslint/no-explicit-any"],
    ["a cast", "export const order = Number(1) as 1;\n", "@typescript-eslint/consistent-type-assertions"],
    [
      "a non-null mark",
      'export const order = [..."abc"].at(0)!;\n',
      "@typescript-eslint/no-non-null-assertion",
    ],
  ] as const;
  test.each(forbidden)("cannot contain %s", { timeout: 120_000 }, async (_, text, rule) => {
    const eslint = new ESLint({ cwd: root });
    const results = await eslint.lintText(text, { filePath: join(root, "rules/src/location.ts") });
    expect(results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId))).toContain(rule);
  });
});

describe("names", () => {
  test("of our files are in kebab-case", () => {
    const ours = files.filter(({ path }) => /^(?:rules|server|client|scripts|test|docs)\//.test(path));
    const named = ours.filter(({ path }) => !/^test\/(?:projects|corpus)\/[^/]+\//.test(path));
    const odd = named.filter(({ path }) => {
      const name = path.slice(path.lastIndexOf("/") + 1);
      return (
        !/^(?:[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9-]+)*|README\.md|SOURCES\.md)$/.test(name) &&
        !isPython(name)
      );
    });
    expect(odd.map(({ path }) => path)).toEqual([]);
  });

  function isPython(name: string): boolean {
    return /^[a-z0-9_]+\.pyi?$/.test(name);
  }
});

describe("texts", () => {
  test("name no folder of one machine", () => {
    const place = /(?<![\w.:/*-])\/(?:home|root|Users|mnt|srv|work)\/[\w.-]+|\b[A-Z]:\\{1,2}Users\\/;
    expect(linesThat(place)).toEqual([]);
  });

  test("name no host that only one network knows", () => {
    const host = /\/\/registry\.|\/\/(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d|\.internal(?:[:/\s"']|$)/;
    expect(linesThat(host)).toEqual([]);
  });

  test("have no test that runs alone", () => {
    const only = /\b(?:test|it|describe|suite)\.only\b/;
    expect(linesThat(only).filter((line) => line.includes(".test.ts:"))).toEqual([]);
  });

  function linesThat(match: RegExp): readonly string[] {
    return files.flatMap(({ path, text }) =>
      text.split("\n").flatMap((line, index) => {
        if (!match.test(line)) return [];
        return [`${path}:${String(index + 1)}: ${line.trim().slice(0, 120)}`];
      }),
    );
  }
});

describe("pages", () => {
  const pages = files.filter(({ path }) => /^(?:[A-Z]+\.md|docs\/.*\.md)$/.test(path));
  const scripts = Object.keys(membersOf(membersOf(manifest("package.json"))["scripts"]));

  test("README.md says how to run and how to test", () => {
    const readme = pages.find(({ path }) => path === "README.md")?.text ?? "";
    expect(readme).toMatch(/^npm ci && npm run build && npx leanrows check test\/projects\/[a-z-]+$/m);
    expect(readme).toMatch(/^bash scripts\/test\.sh$/m);
    const ci = readFileSync(join(root, ".ci/run"), "utf8");
    expect(ci).toMatch(/^exec bash scripts\/test\.sh$/m);
  });

  test.each(pages.map(({ path }) => path))("%s names commands that exist", (path) => {
    const text = pages.find((page) => page.path === path)?.text ?? "";
    const runs = [...text.matchAll(/\bnpm run (?:--\S+ )*([\w:-]+)/g)].map(([, script = ""]) => script);
    expect(runs.filter((script) => !scripts.includes(script))).toEqual([]);
    const ours = [...text.matchAll(/\bnpx (?:--\S+ )*([a-z][\w-]*)/g)].map(([, program = ""]) => program);
    expect(ours.filter((program) => !existsSync(join(root, "node_modules/.bin", program)))).toEqual([]);
    const shell = [...text.matchAll(/\bbash ([\w./-]+)/g)].map(([, file = ""]) => file);
    expect(shell.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  test.each(pages.map(({ path }) => path))("%s links to files that exist", (path) => {
    const text = pages.find((page) => page.path === path)?.text ?? "";
    const links = [...text.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)].map(([, target = ""]) => target);
    const local = links.filter((target) => !/^[a-z]+:/.test(target));
    expect(local.filter((target) => !existsSync(join(root, dirname(path), target)))).toEqual([]);
  });
});

describe("packages", () => {
  test("have one version", () => {
    const versions = manifests.map((path) => membersOf(manifest(path))["version"]);
    expect(new Set(versions).size).toBe(1);
  });

  test("install nothing besides themselves: everything is in the bundles", () => {
    for (const path of manifests) expect(membersOf(manifest(path)), path).not.toHaveProperty("dependencies");
  });

  test("are locked without an address", () => {
    const lock = readFileSync(join(root, "package-lock.json"), "utf8");
    expect(lock).not.toMatch(/"resolved": "[a-z+]+:/);
  });
});

function manifest(path: string): unknown {
  return JSON.parse(readFileSync(join(root, path), "utf8"));
}
