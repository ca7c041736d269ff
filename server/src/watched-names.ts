/** Names of the files that findings depend on; `*` stands for any characters. */
const names = [
  ...["py", "pyi", "ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs", "prisma"].map((end) => `*.${end}`),
  "leanrows.config.json",
  "pyproject.toml",
  "setup.cfg",
  "setup.py",
  "Pipfile",
  "Pipfile.lock",
  "poetry.lock",
  "uv.lock",
  "requirements*.txt",
  "package.json",
  "package-lock.json",
  "pnpm-lock.yaml",
  "yarn.lock",
  "bun.lock",
  "tsconfig*.json",
  "jsconfig.json",
];

/** Folders in which every file counts. */
const folder = "templates";

/** The names as patterns of the protocol. */
export const watchedFiles: readonly string[] = [`**/{${names.join(",")}}`, `**/${folder}/**`];

/** Whether findings may depend on a file. */
export function isWatched(path: string): boolean {
  return path.includes(`/${folder}/`) || expression.test(path.slice(path.lastIndexOf("/") + 1));
}

const expression = new RegExp(
  `^(?:${names.map((name) => name.replaceAll(".", "\\.").replaceAll("*", ".*")).join("|")})$`,
);
