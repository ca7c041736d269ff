// The packaged extension in the window of a real VS Code, as a developer meets it. Each step leaves a picture in
// `out/vscode/`; they are for looking at.
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from "vitest";
import { builds } from "./builds.js";
import type { CodeServer } from "./code-server.js";
import { startCodeServer } from "./code-server.js";
import type { ExampleWorkspace } from "./example-workspace.js";
import { copyExamples } from "./example-workspace.js";
import { packedExtension } from "./extension-package.js";
import { chromiumPath, missing } from "./machine.js";
import { pagePicture, picture } from "./screenshots.js";
import type { Browser } from "./workbench.js";
import {
  goTo,
  openWorkbench,
  remoteUri,
  renderedText,
  runCommand,
  startBrowser,
  untilShown,
} from "./workbench.js";

const timeout = 120_000;
const line = 8;
const column = 25;

describe.skipIf(missing !== undefined)("the window", () => {
  const vsix = packedExtension();

  describe.each(builds)("of VS Code $vscode", (build) => {
    let examples: ExampleWorkspace | undefined;
    let server: CodeServer | undefined;
    let browser: Browser | undefined;
    let opened: Page | undefined;
    const shop = (): string => examples?.shop ?? "";
    const window = (): Page => {
      if (opened === undefined) throw new Error("the window did not open");
      const page = opened;
      onTestFailed(() => picture(page, build, "failure"));
      return page;
    };
    const squiggles = (): Locator => window().locator(".monaco-editor .squiggly-warning");

    beforeAll(async () => {
      examples = copyExamples();
      server = await startCodeServer(build, { vsix: vsix() });
      browser = await startBrowser(chromiumPath);
      opened = await openWorkbench(browser, server, {
        folder: examples.shop,
        payload: [["openFile", remoteUri(server, path.join(examples.shop, "orders/exports.py"))]],
      });
    }, timeout);

    afterAll(async () => {
      await browser?.close();
      await server?.stop();
      examples?.remove();
    });

    test("underlines exactly the queries", { timeout }, async () => {
      const page = window();
      await squiggles().first().waitFor({ timeout: 60_000 });
      // Two warnings of one query are one line under it; the third finding is another query's.
      await expect.poll(() => squiggles().count(), { timeout: 15_000 }).toBe(2);
      const query = page.locator(".view-line", { hasText: "select_related" }).first();
      const [whole, mark] = [await query.boundingBox(), await squiggles().first().boundingBox()];
      expect(mark?.width).toBeLessThan((whole?.width ?? 0) * 0.9);
      await picture(page, build, "squiggles");
    });

    test("lists problems with what is related", { timeout }, async () => {
      const page = window();
      await page.keyboard.press("Control+Shift+M");
      const rows = page.locator(".markers-panel .monaco-list-row");
      await rows.filter({ hasText: "no-binary-load" }).first().waitFor();
      await rows.filter({ hasText: "Product.photo is a BinaryField" }).first().waitFor();
      // Files that are not open are listed too.
      await rows.filter({ hasText: "admin.py" }).first().waitFor();
      await pagePicture(page, build, "problems", 732);
    });

    test("opens the rule's page from the problem's code", { timeout }, async () => {
      const page = window();
      await page.locator(".markers-panel a", { hasText: "no-binary-load" }).first().click();
      await renderedText(page, "Rows carry binary columns that the code does not read.");
      await picture(page, build, "rule-page");
      await page.keyboard.press("Control+F4");
      await page.keyboard.press("Control+J");
    });

    test("tells in the hover what the query weighs", { timeout }, async () => {
      const page = window();
      await page.locator(".tab", { hasText: "exports.py" }).first().click();
      await goTo(page, line, column);
      const hover = page.locator(".monaco-hover:visible").first();
      await untilShown(async () => {
        await page.keyboard.press("Control+K");
        await page.keyboard.press("Control+I");
        await hover.getByText("100 GB").waitFor({ timeout: 5000 });
      });
      expect(await hover.innerText()).toMatch(
        /Leave customer\.avatar in the database and stream the rows\s+\d/,
      );
      await hover.getByText("an estimate").scrollIntoViewIfNeeded();
      await pagePicture(page, build, "hover", 490);
      await page.keyboard.press("Escape");
    });

    test("offers fixes, best first, and applies the preferred one", { timeout }, async () => {
      const page = window();
      const best = "Leave customer.avatar in the database and stream the rows";
      const menu = page.locator(".action-widget .monaco-list-row");
      await untilShown(async () => {
        await page.keyboard.press("Escape");
        await goTo(page, line, column);
        await page.keyboard.press("Control+.");
        await menu.filter({ hasText: best }).first().waitFor({ timeout: 5000 });
      });
      const titles = (await menu.allInnerTexts()).map((text) => text.trim()).filter((text) => text !== "");
      const [first, ...others] = titles.slice(titles.indexOf(best));
      expect(first).toBe(best);
      expect(others.slice(0, 7)).toEqual([
        "Stream the rows with iterator()",
        "Leave customer.avatar in the database",
        "Explain these findings",
        "Ignore no-binary-load on this line",
        "Ignore no-binary-load in this file",
        "Ignore no-unbounded-iteration on this line",
        "Ignore no-unbounded-iteration in this file",
      ]);
      expect(others.at(-1)).toMatch(/^Read the rows in chunks by key — /);
      await pagePicture(page, build, "quick-fixes", 490);
      await page.keyboard.press("Enter");
      await page.locator(".view-line", { hasText: ".defer" }).first().waitFor();
      await expect.poll(() => squiggles().count()).toBe(1);
      await picture(page, build, "fixed");
    });

    test("saves what was fixed, byte for byte elsewhere", { timeout }, async () => {
      const page = window();
      const file = path.join(shop(), "orders/exports.py");
      const before = readFileSync(file, "utf8");
      await page.keyboard.press("Control+S");
      const fixed = 'select_related("customer").defer("customer__avatar").iterator()';
      await expect.poll(() => readFileSync(file, "utf8")).toContain(fixed);
      expect(readFileSync(file, "utf8")).toBe(before.replace('select_related("customer")', fixed));
    });

    test("explains a finding, and leads to the column from there", { timeout }, async () => {
      const page = window();
      const explain = page.locator(".action-widget .monaco-list-row", { hasText: "Explain" }).first();
      await untilShown(async () => {
        await page.keyboard.press("Escape");
        await goTo(page, 14, 25);
        await page.keyboard.press("Control+.");
        await explain.waitFor({ timeout: 5000 });
      });
      // With the keyboard: the menu of an older VS Code covers its own rows while it opens.
      const rows = page.locator(".action-widget .monaco-list-row.action");
      const titles = await rows.allInnerTexts();
      for (let index = titles.findIndex((title) => title.includes("Explain")); index > 0; index -= 1)
        await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await renderedText(page, "Invoice.pdf is a BinaryField");
      await pagePicture(page, build, "explanation", 600);
      await page
        .frameLocator("iframe.webview.ready")
        .frameLocator("iframe#active-frame")
        .getByRole("link", { name: /^orders\/models\.py:\d+$/ })
        .first()
        .click();
      await page.locator(".tab", { hasText: "models.py" }).first().waitFor();
      await page.locator(".view-line", { hasText: "pdf" }).first().waitFor();
      await picture(page, build, "column");
    });

    test("shows its state, its version and its log", { timeout }, async () => {
      const page = window();
      await runCommand(page, "Leanrows: Show Output");
      await page
        .locator(".panel .view-line", { hasText: /Leanrows.\d+\.\d+\.\d+.serves/ })
        .first()
        .waitFor();
      await page
        .locator(".panel .view-line", { hasText: /files.to.check/ })
        .first()
        .waitFor();
      await page.locator(".tab", { hasText: "models.py" }).first().click();
      await page.locator('[id="status.languageStatus"]').first().click();
      await page
        .getByText(/^Leanrows \d+\.\d+\.\d+$/)
        .first()
        .waitFor();
      await picture(page, build, "status");
    });
  });
});
