// The last line of the test command must not say more than is true.
import { describe, expect, test } from "vitest";
import { readTestCounts } from "../../scripts/read-test-counts.mjs";

describe("the counts of the test command", () => {
  test("are those of vitest's report", () => {
    const report = {
      testResults: [file("failed", "passed", "passed", "failed", "skipped", "pending", "todo")],
    };
    expect(readTestCounts(report, 1)).toEqual({ passed: 2, failed: 1, skipped: 3 });
  });

  test("include a file that could not be run as a failure", () => {
    const report = { testResults: [file("passed", "passed"), file("failed")] };
    expect(readTestCounts(report, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  test("include an error outside of tests as a failure", () => {
    const report = { testResults: [file("passed", "passed")] };
    expect(readTestCounts(report, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  test.each([undefined, {}, { testResults: [] }, []])("are a failure if nothing was run: %o", (report) => {
    expect(readTestCounts(report, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  function file(status: string, ...tests: readonly string[]): unknown {
    return { status, assertionResults: tests.map((test) => ({ status: test })) };
  }
});
