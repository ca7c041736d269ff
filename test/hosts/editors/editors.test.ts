// Other real editors start the server, show the finding and apply the first fix. Set-ups come from docs/editors.md where the
// editor of this machine takes them.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { membersOf } from "../../laws/json.js";
import { bundleServer } from "../server-bundle.js";
import { exportOrders, shop, writeProject } from "../shop-project.js";

const page = readFileSync(new URL("../../../docs/editors.md", import.meta.url), "utf8");
const aleFolder = spawnSync("dpkg", ["-L", "vim-ale"], { encoding: "utf8" })
  .stdout.split("\n")
  .find((file) => file.endsWith("/plugin/ale.vim"))
  ?.slice(0, -"/plugin/ale.vim".length);

interface Editor {
  readonly name: string;
  readonly command: readonly string[];
  readonly script: string;
  /** Language of the page's block that sets it up. */
  readonly setup?: string;
  readonly missing: string | undefined;
}

const editors: readonly Editor[] = [
  {
    name: "Neovim",
    command: ["nvim", "--headless", "--clean", "-i", "NONE", "-S"],
    script: "neovim.lua",
    missing: isThere("nvim") ? undefined : "there is no nvim: apt-get install neovim",
  },
  {
    name: "Emacs with eglot",
    command: ["emacs", "--batch", "-q", "-l"],
    script: "eglot.el",
    setup: "elisp",
    missing: isThere("emacs") ? undefined : "there is no emacs: apt-get install emacs-nox elpa-eglot",
  },
  {
    name: "Vim with ALE",
    command: ["vim", "-Nu", "NONE", "-n", "-es", "-S"],
    script: "ale.vim",
    setup: "vim",
    missing: aleFolder === undefined ? "there is no vim-ale: apt-get install vim vim-ale" : undefined,
  },
];

for (const { name, missing } of editors)
  if (missing !== undefined) console.log(`SKIPPED, ${name}: ${missing}`);

let main = "";
beforeAll(async () => {
  main = await bundleServer();
});

describe("another editor", () => {
  for (const editor of editors) {
    test.skipIf(editor.missing !== undefined)(editor.name, { timeout: 120_000 }, () => {
      const root = writeProject(shop);
      const file = path.join(root, exportOrders.file);
      const before = readFileSync(file, "utf8");
      const home = mkdtempSync(path.join(tmpdir(), "leanrows-editor-"));
      onTestFinished(() => rmSync(home, { recursive: true, force: true }));
      const bin = path.join(home, "bin");
      mkdirSync(bin);
      writeFileSync(path.join(bin, "leanrows"), `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`);
      chmodSync(path.join(bin, "leanrows"), 0o755);
      const setup = path.join(home, "setup");
      if (editor.setup !== undefined) writeFileSync(setup, blockIn(editor.setup));
      const result = path.join(home, "result.json");
      const [program = "", ...args] = editor.command;
      const { status, stdout, stderr } = spawnSync(
        program,
        [...args, fileURLToPath(new URL(editor.script, import.meta.url))],
        {
          encoding: "utf8",
          timeout: 90_000,
          cwd: root,
          env: {
            ...process.env,
            HOME: home,
            PATH: `${bin}:${process.env["PATH"] ?? ""}`,
            ALE: aleFolder ?? "",
            FILE: file,
            ROOT: root,
            SETUP: setup,
            RESULT: result,
          },
        },
      );
      expect(membersOf(JSON.parse(readFileSync(result, "utf8"))), `${stdout}${stderr}`).toMatchObject({
        error: null,
      });
      expect(status).toBe(0);
      expect(readFileSync(file, "utf8")).toBe(before.replace("all()", "all().iterator()"));
    });
  }
});

function blockIn(language: string): string {
  const [, block] = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(page) ?? [];
  if (block === undefined) throw new Error(`docs/editors.md has no ${language}`);
  return block;
}

function isThere(program: string): boolean {
  return spawnSync("which", [program]).status === 0;
}
