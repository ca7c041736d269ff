// Loaded by the extension host through `extensionTestsPath`; the runner bundles it and the tests beside it.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";
import type { HostResult } from "./host-result.js";

/** Runs the tests and writes down how each ended. */
export function run(): Promise<void> {
  const mocha = new Mocha({ timeout: 40_000 });
  mocha.addFile(join(__dirname, "extension-tests.cjs"));
  const results: HostResult[] = [];
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      writeFileSync(process.env["LEANROWS_TEST_RESULTS"] ?? "", JSON.stringify(results));
      resolve();
    });
    runner.on("pass", (test) => results.push({ title: test.title }));
    runner.on("fail", (test, error: Error) =>
      results.push({ title: test.title, error: error.stack ?? error.message }),
    );
  });
}
