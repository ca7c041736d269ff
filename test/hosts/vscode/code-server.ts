import { spawn, spawnSync } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Build } from "./builds.js";
import { entryOf, nodeOf } from "./builds.js";
import { quietSettings } from "./quiet-settings.js";

/** A VS Code that waits for a browser. */
export interface CodeServer {
  readonly base: string;
  readonly authority: string;
  /** What the processes wrote. */
  log(): string;
  /** Ends it and everything it started. */
  stop(): Promise<void>;
}

/** How a VS Code is started. */
export interface CodeServerOptions {
  readonly vsix: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Leaves workspace trust on, so that a folder opens in Restricted Mode. */
  readonly asksForTrust?: boolean;
}

/** Installs the extension into a VS Code with a profile of its own and starts it. */
export async function startCodeServer(build: Build, options: CodeServerOptions): Promise<CodeServer> {
  const root = mkdtempSync(path.join(tmpdir(), "leanrows-vscode-"));
  const logFile = path.join(root, "code-server.log");
  const asksForTrust = options.asksForTrust === true;
  const shared = [
    entryOf(build),
    ...["--config", "/dev/null"],
    ...["--user-data-dir", path.join(root, "data")],
    ...["--extensions-dir", path.join(root, "extensions")],
  ];
  const env = {
    ...process.env,
    ...options.env,
    // Nothing is looked up in a gallery, nothing is written into the home folder.
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    XDG_CONFIG_HOME: path.join(root, "xdg"),
    XDG_DATA_HOME: path.join(root, "xdg"),
    XDG_RUNTIME_DIR: root,
  };
  mkdirSync(path.join(root, "data/User"), { recursive: true });
  mkdirSync(path.join(root, "extensions"));
  writeFileSync(
    path.join(root, "data/User/settings.json"),
    JSON.stringify({
      ...quietSettings,
      "security.workspace.trust.enabled": asksForTrust,
      ...options.settings,
    }),
  );
  const installed = spawnSync(nodeOf(build), [...shared, "--install-extension", options.vsix, "--force"], {
    env,
    encoding: "utf8",
  });
  if (installed.status !== 0) throw new Error(`${installed.stdout}${installed.stderr}`);

  const port = await freePort();
  const log = openSync(logFile, "w");
  const child = spawn(
    nodeOf(build),
    [
      ...shared,
      ...["--auth", "none", "--bind-addr", `127.0.0.1:${String(port)}`],
      "--disable-telemetry",
      "--disable-update-check",
      "--disable-getting-started-override",
      ...(asksForTrust ? [] : ["--disable-workspace-trust"]),
      // Without it a newer build ignores `extensionTestsPath`; older ones always heed that and do not know the switch.
      ...(knowsOptions(build) ? ["--vscode-option", "enable-smoke-test-driver"] : []),
    ],
    // The leader of a group: ending the group ends the extension host and the language server too, and nothing else.
    { env, stdio: ["ignore", log, log], detached: true },
  );
  closeSync(log);
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const server: CodeServer = {
    base: `http://127.0.0.1:${String(port)}`,
    authority: `127.0.0.1:${String(port)}`,
    log: () => readFileSync(logFile, "utf8"),
    async stop() {
      endGroup(child.pid, "SIGTERM");
      await Promise.race([gone, pause(5000)]);
      endGroup(child.pid, "SIGKILL");
      rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
  const end = Date.now() + 60_000;
  while (!(await answers(server.base))) {
    await pause(100);
    if (child.exitCode === null && Date.now() < end) continue;
    const text = server.log();
    await server.stop();
    throw new Error(`VS Code did not start:\n${text.slice(-4000)}`);
  }
  return server;
}

function knowsOptions(build: Build): boolean {
  return readFileSync(path.join(path.dirname(entryOf(build)), "cli.js"), "utf8").includes("vscode-option");
}

async function answers(base: string): Promise<boolean> {
  try {
    return (await fetch(`${base}/healthz`)).ok;
  } catch {
    // Not yet.
    return false;
  }
}

function endGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended by itself.
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === "object" && address !== null) resolve(address.port);
        else reject(new Error("no port"));
      });
    });
  });
}
