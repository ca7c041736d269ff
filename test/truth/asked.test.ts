// Says that the truth suite of Django is left out, where nobody asks for it.
import { expect, test } from "vitest";

const isAsked = process.env["LEANROWS_TRUTH"] !== undefined;
const reason = "the fixes of Django on real databases take some ten minutes: LEANROWS_TRUTH=1";

test.skipIf(!isAsked)(reason, () => {
  expect(isAsked).toBe(true);
});

if (!isAsked) console.log(`Skipped: ${reason}`);
