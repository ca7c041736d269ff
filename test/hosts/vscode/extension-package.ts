import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Has the extension of this working tree built and packed, as it would be published, for the tests beside the call. */
export function packedExtension(): () => string {
  const folder = mkdtempSync(path.join(tmpdir(), "leanrows-vsix-"));
  const vsix = path.join(folder, "leanrows.vsix");
  beforeAll(() => {
    npmRun("build");
    npmRun("package", vsix);
  }, 180_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return () => vsix;
}

function npmRun(script: string, ...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", script, "--", ...args], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (status !== 0) throw new Error(`npm run ${script}\n${stdout}${stderr}`);
}
