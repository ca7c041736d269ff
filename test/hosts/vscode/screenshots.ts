import { mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import type { Build } from "./builds.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Pictures for the pages are taken from a run with `LEANROWS_TEST_IMAGES=write`. */
const isWriting = process.env["LEANROWS_TEST_IMAGES"] === "write";

/** Where the pictures of a build go. */
function pictures(build: Build): string {
  const folder = path.join(root, "out/vscode", build.vscode);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Takes a picture of the window. */
export async function picture(page: Page, build: Build, name: string): Promise<void> {
  await page.screenshot({ path: path.join(pictures(build), `${name}.png`) });
}

/** Takes a picture of the editor that README.md and the walkthrough show, of the newest build. */
export async function pagePicture(page: Page, build: Build, name: string, height: number): Promise<void> {
  // Where nothing answers to the mouse.
  await page.mouse.move(640, 790);
  await picture(page, build, name);
  if (!isWriting || build.name !== "newest") return;
  const folder = path.join(root, "docs/images");
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), clip: { ...editor, height } });
}

/** Where the editor begins, right of the side bar. */
const editor = { x: 352, y: 36, width: 928 };
