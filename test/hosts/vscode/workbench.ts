import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { chromium } from "playwright-core";
import type { CodeServer } from "./code-server.js";

/** A browser with a profile of its own. */
export interface Browser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** Debian's Chromium, without a window. */
export async function startBrowser(executablePath: string): Promise<Browser> {
  const profile = mkdtempSync(path.join(tmpdir(), "leanrows-chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    viewport: { width: 1280, height: 800 },
    permissions: ["clipboard-read", "clipboard-write"],
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-dev-shm-usage",
      "--lang=en-US",
    ],
  });
  return {
    context,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** What a window of VS Code opens; `payload` is the web's form of the command line. */
export interface Opening {
  readonly folder?: string;
  readonly workspace?: string;
  readonly payload?: readonly (readonly [string, string])[];
}

/** The address of a window. */
export function addressOf({ base }: CodeServer, { folder, workspace, payload = [] }: Opening): string {
  const url = new URL(base);
  if (folder !== undefined) url.searchParams.set("folder", folder);
  if (workspace !== undefined) url.searchParams.set("workspace", workspace);
  if (payload.length > 0) url.searchParams.set("payload", JSON.stringify(payload));
  return url.href;
}

/** How a window names a file of the server's machine. */
export function remoteUri({ authority }: CodeServer, file: string): string {
  return `vscode-remote://${authority}${file}`;
}

/** Opens a window and waits for it. */
export async function openWorkbench(
  { context }: Browser,
  server: CodeServer,
  opening: Opening,
): Promise<Page> {
  const page = await context.newPage();
  await page.goto(addressOf(server, opening));
  await page.waitForSelector(".monaco-workbench", { timeout: 60_000 });
  return page;
}

/**
 * While extensions still activate, VS Code drops a running request for code actions whenever another provider registers,
 * and shows no menu: then the whole gesture is made again.
 */
export async function untilShown(gesture: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await gesture();
      return;
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}

/** Runs a command by its name in the palette. A view that is still opening takes the focus, which closes the palette. */
export async function runCommand(page: Page, name: string): Promise<void> {
  await untilShown(async () => {
    await page.keyboard.press("F1");
    const input = page.locator(".quick-input-widget input").first();
    await input.waitFor({ state: "visible", timeout: 5000 });
    await input.fill(`>${name}`, { timeout: 5000 });
    const row = page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first();
    await row.click({ timeout: 5000 });
  });
}

/** Puts the cursor at a line and column, one-based. */
export async function goTo(page: Page, line: number, column: number): Promise<void> {
  await page.keyboard.press("Control+g");
  const input = page.locator(".quick-input-widget input").first();
  await input.waitFor({ state: "visible" });
  await input.fill(`:${String(line)}:${String(column)}`);
  await page.keyboard.press("Enter");
  await page
    .getByText(`Ln ${String(line)}, Col ${String(column)}`)
    .first()
    .waitFor();
}

/** The text of a Markdown view, which lies in frames of its own. */
export function renderedText(page: Page, text: string): Promise<void> {
  return page
    .frameLocator("iframe.webview.ready")
    .frameLocator("iframe#active-frame")
    .getByText(text)
    .first()
    .waitFor({ timeout: 30_000 });
}
