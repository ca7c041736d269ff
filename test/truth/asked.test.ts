// Says that the truth suite of Django is left out, where nobody asks for it.
import { existsSync } from "node:fs";
import { expect, test } from "vitest";

const isAsked = process.env["LEANROWS_TRUTH"] !== undefined;
const reason = "the fixes of Django on real databases take some ten minutes: LEANROWS_TRUTH=1";

test("the suite stands where the configuration looks for it", () => {
  expect(existsSync(new URL("django/truth.test.ts", import.meta.url))).toBe(true);
});

if (!isAsked) {
  console.log(`Skipped: ${reason}`);
  test.skip(reason);
}
