// The packaged extension in a browser alone: extension and server are workers, files are those of another extension.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build as bundle } from "esbuild";
import type { ConsoleMessage } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { elementsOf, membersOf } from "../../laws/json.js";
import { readZip } from "../read-zip.js";
import type { Build } from "./builds.js";
import { builds } from "./builds.js";
import { packedExtension } from "./extension-package.js";
import type { HostResult } from "./in-host/host-result.js";
import { chromiumPath, missing } from "./machine.js";
import { quietSettings } from "./quiet-settings.js";
import { serveWebPage } from "./web-page.js";
import { startBrowser } from "./workbench.js";

const timeout = 180_000;
const patience = 120_000;

describe.skipIf(missing !== undefined)("in a browser without a server", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "leanrows-web-"));
  const vsix = packedExtension();

  beforeAll(async () => {
    for (const [name, content] of readZip(readFileSync(vsix()))) write(path.join(folder, name), content);
    for (const [extension, entry] of Object.entries({ shelf: "shelf", tests: "run" })) {
      await bundle({
        entryPoints: [fileURLToPath(new URL(`in-browser/${entry}.ts`, import.meta.url))],
        outfile: path.join(folder, extension, "extension.js"),
        bundle: true,
        platform: "browser",
        format: "cjs",
        external: ["vscode"],
        logLevel: "error",
      });
    }
    write(
      path.join(folder, "shelf/package.json"),
      manifest("shelf", { browser: "./extension.js", activationEvents: ["onFileSystem:shelf"] }),
    );
    // The tests are loaded by their address, not as an extension.
    write(path.join(folder, "tests/package.json"), manifest("tests", {}));
  }, timeout);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(builds)("VS Code $vscode", { timeout }, async (build) => {
    const results = await runInBrowser(build, folder);
    for (const { title } of results) console.log(`  ${title}`);
    expect(results.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(results.length).toBeGreaterThan(5);
  });
});

async function runInBrowser(build: Build, folder: string): Promise<readonly HostResult[]> {
  const page = await serveWebPage(build, {
    mounts: {
      extension: path.join(folder, "extension"),
      shelf: path.join(folder, "shelf"),
      tests: path.join(folder, "tests"),
    },
    seed: {
      ...textsBelow("django-shop", "/workspace/shop"),
      ...textsBelow("prisma-library", "/workspace/library"),
    },
    configuration: (here) => ({
      folderUri: { scheme: "shelf", authority: "", path: "/workspace" },
      additionalBuiltinExtensions: [{ ...here, path: "/shelf" }],
      developmentOptions: {
        enableSmokeTestDriver: true,
        extensions: ["/extension", "/tests"].map((each) => ({ ...here, path: each })),
        extensionTestsPath: { ...here, path: "/tests/extension.js" },
      },
      // What this build's own server would say.
      userDataPath: "/",
      isEnabledFileDownloads: true,
      isEnabledFileUploads: true,
      isEnabledCoderGettingStarted: false,
      configurationDefaults: quietSettings,
      productConfiguration: { enableTelemetry: false },
    }),
  });
  const browser = await startBrowser(chromiumPath);
  const log: string[] = [];
  try {
    const window = await browser.context.newPage();
    const results = new Promise<readonly HostResult[]>((resolve, reject) => {
      window.on("console", (message: ConsoleMessage) => {
        log.push(message.text());
        const [, found] = /LEANROWS RESULTS (.*)/s.exec(message.text()) ?? [];
        if (found !== undefined) resolve(elementsOf(JSON.parse(found)).map(readResult));
      });
      const late = (): void => reject(new Error(`no results:\n${log.slice(-30).join("\n")}`));
      setTimeout(late, patience).unref();
    });
    await window.exposeFunction("codeAutomationExit", () => undefined);
    await window.exposeFunction("codeAutomationLog", () => undefined);
    await window.goto(page.base);
    return await results;
  } finally {
    await browser.close();
    await page.stop();
  }
}

function readResult(value: unknown): HostResult {
  const { title, error } = membersOf(value);
  return { title: String(title), ...(typeof error === "string" ? { error } : {}) };
}

/** The files of an example project by the path that they get. */
function textsBelow(project: string, prefix: string): Readonly<Record<string, string>> {
  const root = fileURLToPath(new URL(`../../projects/${project}`, import.meta.url));
  const names = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    names.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [`${prefix}/${path.relative(root, file)}`, readFileSync(file, "utf8")];
    }),
  );
}

function manifest(name: string, members: object): string {
  return JSON.stringify({
    name,
    publisher: "test",
    version: "0.0.0",
    engines: { vscode: "^1.100.0" },
    ...members,
  });
}

function write(file: string, content: string | Uint8Array): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}
