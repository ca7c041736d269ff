import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Builds and packs the extension of this working tree, as it would be published, for as long as the tests run. */
export function packExtension(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "leanrows-vsix-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const vsix = path.join(folder, "leanrows.vsix");
  npmRun("build");
  npmRun("package", vsix);
  return vsix;
}

function npmRun(script: string, ...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", script, "--", ...args], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (status !== 0) throw new Error(`npm run ${script}\n${stdout}${stderr}`);
}
