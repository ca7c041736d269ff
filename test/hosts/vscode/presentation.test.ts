// How the extension presents itself: the details page, the walkthrough, and Restricted Mode.
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import type { Build } from "./builds.js";
import { builds } from "./builds.js";
import type { CodeServer, CodeServerOptions } from "./code-server.js";
import { startCodeServer } from "./code-server.js";
import type { ExampleWorkspace } from "./example-workspace.js";
import { copyExamples } from "./example-workspace.js";
import { packedExtension } from "./extension-package.js";
import { chromiumPath, missing } from "./machine.js";
import { picture } from "./screenshots.js";
import { openWorkbench, remoteUri, runCommand, startBrowser } from "./workbench.js";

const timeout = 120_000;

describe.skipIf(missing !== undefined)("the extension presents", () => {
  const vsix = packedExtension();

  test("itself and a walkthrough whose pictures are there", { timeout }, async () => {
    const [build] = builds;
    if (build === undefined) return;
    await inWindow(build, {}, async (page) => {
      await page.keyboard.press("Control+Shift+X");
      const row = page.locator(".extensions-list .monaco-list-row", { hasText: "Leanrows" }).first();
      await row.waitFor({ timeout: 60_000 });
      await row.click();
      const details = page.locator(".extension-editor");
      await details.getByText("Finds ORM queries that pull a whole table").first().waitFor();
      await details.getByText("Programming Languages").first().waitFor();
      await picture(page, build, "details");
      // A narrow window shows no pictures.
      await page.keyboard.press("Control+B");
      await runCommand(page, "Welcome: Open Walkthrough...");
      await page
        .locator(".quick-input-list .monaco-list-row", { hasText: "Get started with Leanrows" })
        .first()
        .click();
      const steps = page.locator(".gettingStartedContainer .step-title");
      await steps.first().waitFor({ timeout: 30_000 });
      expect(await steps.allInnerTexts()).toEqual([
        "See what is found",
        "See what a query weighs",
        "Load less",
        "Tell it what it cannot see",
      ]);
      for (const title of ["See what a query weighs", "Load less", "Tell it what it cannot see"]) {
        await page.getByText(title, { exact: true }).first().click();
        const image = page.locator(".gettingStartedContainer .getting-started-media img").first();
        await image.waitFor();
        await expect.poll(async () => (await image.boundingBox())?.height ?? 0).toBeGreaterThan(100);
      }
      await picture(page, build, "walkthrough");
    });
  });

  // The newest one in Restricted Mode is for the tests in the extension host.
  const floor = builds.filter(({ name }) => name === "floor");
  test.each(floor)("findings in Restricted Mode of VS Code $vscode", { timeout }, async (build) => {
    await inWindow(build, { asksForTrust: true }, async (page) => {
      const restricted = page.locator(".statusbar-item", { hasText: "Restricted Mode" }).first();
      const refuse = page.getByText("No, I don't trust the authors").first();
      // An older VS Code asks, a newer one shows a banner.
      await refuse.or(restricted).first().waitFor({ timeout: 60_000 });
      if (await refuse.isVisible()) await refuse.click();
      await restricted.waitFor();
      await page.locator(".monaco-editor .squiggly-warning").first().waitFor({ timeout: 60_000 });
      await picture(page, build, "restricted");
    });
  });

  async function inWindow(
    build: Build,
    options: Partial<CodeServerOptions>,
    look: (page: Page) => Promise<void>,
  ): Promise<void> {
    const examples: ExampleWorkspace = copyExamples();
    const server: CodeServer = await startCodeServer(build, { vsix: vsix(), ...options });
    const browser = await startBrowser(chromiumPath);
    let page: Page | undefined;
    try {
      page = await openWorkbench(browser, server, {
        folder: examples.shop,
        payload: [["openFile", remoteUri(server, path.join(examples.shop, "orders/exports.py"))]],
      });
      await look(page);
    } catch (error) {
      if (page !== undefined) await picture(page, build, "presentation-failure");
      throw error;
    } finally {
      await browser.close();
      await server.stop();
      examples.remove();
    }
  }
});
