import { spawnSync } from "node:child_process";
import { builds, isInstalled } from "./builds.js";

/** Debian's Chromium, or another one that `CHROMIUM` names. */
export const chromiumPath =
  process.env["CHROMIUM"] ?? spawnSync("which", ["chromium"], { encoding: "utf8" }).stdout.trim();

/** Why no real editor can be started here; `undefined` if one can. */
export const missing: string | undefined =
  chromiumPath === ""
    ? "there is no chromium: apt-get install chromium"
    : builds.every(isInstalled)
      ? undefined
      : "VS Code is not installed: npx tsx scripts/install-vscode.mts";

if (missing !== undefined) console.log(`SKIPPED, a real VS Code: ${missing}`);
