// The extension as users install it: what is in the archive, and that the server in it answers an editor.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  createProtocolConnection,
  ExitNotification,
  InitializeRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { elementsOf, membersOf } from "../laws/json.js";
import { readZip } from "./read-zip.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const timeout = 180_000;

describe("the VS Code package", () => {
  let folder = "";
  let files: ReadonlyMap<string, Buffer> = new Map();

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "leanrows-package-"));
    const archive = join(folder, "leanrows.vsix");
    npmRun("build");
    npmRun("package", archive);
    files = readZip(readFileSync(archive));
    for (const [path, content] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  }, timeout);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("contains these files and no other", () => {
    expect([...files.keys()].sort()).toEqual([
      "[Content_Types].xml",
      "extension.vsixmanifest",
      "extension/LICENSE.txt",
      "extension/changelog.md",
      "extension/client/dist/THIRD-PARTY-NOTICES.txt",
      "extension/client/dist/browser.js",
      "extension/client/dist/extension.cjs",
      "extension/client/icon.png",
      "extension/docs/images/explanation.png",
      "extension/docs/images/hover.png",
      "extension/docs/images/problems.png",
      "extension/docs/images/quick-fixes.png",
      "extension/package.json",
      "extension/readme.md",
      "extension/server/dist/THIRD-PARTY-NOTICES.txt",
      "extension/server/dist/browser.js",
      "extension/server/dist/configuration.schema.json",
      "extension/server/dist/docs/estimate.md",
      ...readdirSync(join(root, "docs/rules")).map((page) => `extension/server/dist/docs/rules/${page}`),
      "extension/server/dist/main.js",
      "extension/server/dist/typescript.cjs",
      "extension/server/package.json",
    ]);
  });

  test("has every file that its manifest names", () => {
    const { main, icon, contributes } = readManifest();
    const schemas = elementsOf(membersOf(contributes)["jsonValidation"]).map(
      (entry) => membersOf(entry)["url"],
    );
    for (const named of [main, icon, ...schemas].map(String))
      expect(files.has(join("extension", named)), named).toBe(true);
  });

  test("passes on the licenses of what is bundled", () => {
    expect(readText("extension/server/dist/THIRD-PARTY-NOTICES.txt")).toContain(
      "==== vscode-languageserver ====",
    );
    expect(readText("extension/client/dist/THIRD-PARTY-NOTICES.txt")).toContain(
      "==== vscode-languageclient ====",
    );
  });

  test("names no folder of the machine that built it", () => {
    const naming = [...files].filter(([, content]) => content.includes(root));
    expect(naming.map(([path]) => path)).toEqual([]);
  });

  test("holds a client that needs nothing but VS Code", () => {
    const script = `
      const { Module } = require("node:module");
      const load = Module._load;
      Module._load = (name, ...rest) => {
        if (name === "vscode") return new Proxy(class {}, { get: (_, key) => class {} });
        return load(name, ...rest);
      };
      console.log(Object.keys(require(process.argv[1])).sort().join());`;
    const client = join(folder, "extension/client/dist/extension.cjs");
    const { stdout, stderr } = spawnSync(process.execPath, ["-e", script, client], { encoding: "utf8" });
    expect({ stdout, stderr }).toEqual({ stdout: "activate,deactivate\n", stderr: "" });
  });

  test("holds a server that answers an editor", { timeout }, async () => {
    const server = spawn(
      process.execPath,
      [join(folder, "extension/server/dist/main.js"), "server", "--stdio"],
      {
        cwd: folder,
        stdio: ["pipe", "pipe", "inherit"],
      },
    );
    const ended = new Promise<number | null>((resolve) => server.once("exit", resolve));
    const connection = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    try {
      connection.listen();
      const { serverInfo, capabilities } = await connection.sendRequest(InitializeRequest.type, {
        processId: process.pid,
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol's type asks for it
        rootUri: pathToFileURL(folder).href,
        capabilities: {},
      });
      expect(serverInfo).toEqual({ name: "leanrows", version: readManifest()["version"] });
      expect(capabilities).toHaveProperty("codeActionProvider");
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      expect(await ended).toBe(0);
    } finally {
      connection.dispose();
      server.kill();
    }
  });

  function readText(path: string): string {
    return files.get(path)?.toString("utf8") ?? "";
  }

  function readManifest(): Readonly<Record<string, unknown>> {
    return membersOf(JSON.parse(readText("extension/package.json")));
  }
});

function npmRun(script: string, ...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", script, "--", ...args], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  expect(status, `npm run ${script}\n${stdout}${stderr}`).toBe(0);
}
