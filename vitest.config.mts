import { configDefaults, defineConfig } from "vitest/config";

// Starts database servers and takes some ten minutes: `LEANROWS_TRUTH=1`. Without, test/truth/asked.test.ts says so.
const unlessAsked = process.env["LEANROWS_TRUTH"] === undefined ? ["test/truth/django/**"] : [];

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "test/projects/*/**", "test/corpus/*/**", ...unlessAsked],
    // Pages are read as files, which watching does not know.
    forceRerunTriggers: [...configDefaults.forceRerunTriggers, "**/test/specs/**/*.md", "**/docs/**/*.md"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
