// The packaged extension in the extension host of a real VS Code: the newest, the oldest that is allowed, and Restricted Mode.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build as bundle } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { elementsOf, membersOf } from "../../laws/json.js";
import type { Build } from "./builds.js";
import { builds } from "./builds.js";
import { startCodeServer } from "./code-server.js";
import { copyExamples } from "./example-workspace.js";
import { packedExtension } from "./extension-package.js";
import type { HostResult } from "./in-host/host-result.js";
import { chromiumPath, missing } from "./machine.js";
import { addressOf, remoteUri, startBrowser } from "./workbench.js";

const timeout = 240_000;

describe.skipIf(missing !== undefined)("in the extension host", () => {
  /** Inside `node_modules`, so that the bundles find mocha there. */
  const folder = fileURLToPath(
    new URL(`../../../node_modules/.cache/leanrows-host-${String(process.pid)}`, import.meta.url),
  );
  const vsix = packedExtension();

  beforeAll(async () => {
    mkdirSync(path.join(folder, "host"), { recursive: true });
    // The extension is installed; the one under development, which VS Code asks for, is empty.
    writeFileSync(
      path.join(folder, "host/package.json"),
      JSON.stringify({ name: "host", publisher: "test", version: "0.0.0", engines: { vscode: "^1.100.0" } }),
    );
    await bundle({
      entryPoints: ["run", "extension-tests"].map((name) =>
        fileURLToPath(new URL(`in-host/${name}.ts`, import.meta.url)),
      ),
      outdir: folder,
      outExtension: { ".js": ".cjs" },
      bundle: true,
      platform: "node",
      target: "node20",
      format: "cjs",
      external: ["vscode", "mocha"],
      logLevel: "error",
    });
  }, timeout);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const runs = [
    ...builds.map((build) => ({ title: `VS Code ${build.vscode}`, build, isTrusted: true })),
    ...builds.slice(0, 1).map((build) => ({ title: "Restricted Mode", build, isTrusted: false })),
  ];
  test.each(runs)("$title", { timeout }, async ({ build, isTrusted }) => {
    const results = await runInHost(build, isTrusted);
    for (const { title } of results) console.log(`  ${title}`);
    expect(results.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(results.length).toBeGreaterThan(10);
  });

  async function runInHost(build: Build, isTrusted: boolean): Promise<readonly HostResult[]> {
    const examples = copyExamples();
    const resultsFile = `${examples.workspaceFile}.results.json`;
    const server = await startCodeServer(build, {
      vsix: vsix(),
      asksForTrust: !isTrusted,
      env: {
        LEANROWS_TEST_RESULTS: resultsFile,
        LEANROWS_TEST_VSCODE: build.vscode,
        LEANROWS_TEST_TRUSTED: isTrusted ? "yes" : "no",
      },
    });
    const browser = await startBrowser(chromiumPath);
    try {
      const page = await browser.context.newPage();
      const ended = new Promise<void>((resolve) => {
        void page.exposeFunction("codeAutomationExit", () => resolve());
      });
      await page.exposeFunction("codeAutomationLog", () => undefined);
      await page.goto(
        addressOf(server, {
          workspace: examples.workspaceFile,
          payload: [
            ["extensionDevelopmentPath", remoteUri(server, path.join(folder, "host"))],
            ["extensionTestsPath", remoteUri(server, path.join(folder, "run.cjs"))],
            ["skipWelcome", "true"],
          ],
        }),
      );
      await ended;
      return elementsOf(JSON.parse(readFileSync(resultsFile, "utf8"))).map(readResult);
    } finally {
      await browser.close();
      await server.stop();
      examples.remove();
    }
  }
});

function readResult(value: unknown): HostResult {
  const { title, error } = membersOf(value);
  return { title: String(title), ...(typeof error === "string" ? { error } : {}) };
}
