import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll } from "vitest";

/** Bundles the plugin of this working tree as the package does, never an old build, and removes it after the tests. */
export async function bundlePlugin(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "leanrows-plugin-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const outfile = path.join(folder, "index.mjs");
  await build({
    entryPoints: [fileURLToPath(new URL("../../rules/src/eslint/plugin.ts", import.meta.url))],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    logLevel: "error",
    banner: { js: commonJsNames },
  });
  return outfile;
}

/** Bundled CommonJS packages ask for these names, which modules do not have. */
const commonJsNames = `
import { createRequire as testCreateRequire } from "node:module";
import { dirname as testDirname } from "node:path";
const require = testCreateRequire(import.meta.url);
const __filename = new URL(import.meta.url).pathname;
const __dirname = testDirname(__filename);
`;
