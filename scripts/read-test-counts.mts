/** How many checks ended how. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Adds up vitest's JSON report. A file that could not be run counts as one failure, and so does any other reason to fail. */
export function readTestCounts(report: unknown, exitStatus: number): Counts {
  const files = arrayIn(report, "testResults");
  const tests = files
    .flatMap((file) => arrayIn(file, "assertionResults"))
    .map((test) => textIn(test, "status"));
  const brokenFiles = files.filter(
    (file) => textIn(file, "status") === "failed" && !arrayIn(file, "assertionResults").some(isFailed),
  );
  const passed = tests.filter((status) => status === "passed").length;
  const known = tests.filter((status) => status === "failed").length + brokenFiles.length;
  const failed = known === 0 && (exitStatus !== 0 || passed === 0) ? 1 : known;
  return {
    passed,
    failed,
    skipped: tests.length - passed - tests.filter((status) => status === "failed").length,
  };
}

function isFailed(test: unknown): boolean {
  return textIn(test, "status") === "failed";
}

function arrayIn(value: unknown, key: string): readonly unknown[] {
  const found = memberOf(value, key);
  return Array.isArray(found) ? found : [];
}

function textIn(value: unknown, key: string): string {
  const found = memberOf(value, key);
  return typeof found === "string" ? found : "";
}

function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}
