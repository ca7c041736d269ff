import { configDefaults, defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "test/projects/*/**", "test/corpus/*/**"],
    // Pages are read as files, which watching does not know.
    forceRerunTriggers: [...configDefaults.forceRerunTriggers, "**/test/specs/**/*.md", "**/docs/**/*.md"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
