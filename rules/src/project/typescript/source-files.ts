/** Endings of sources, the likeliest first. */
const endings = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];

/** Whether a file of this name is source code; declarations without code and packed code are none. */
export function isSourceName(name: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(name) && !/\.d\.[cm]?ts$|[.-]min\.[cm]?js$|\.bundle\.js$/.test(name);
}

/** The source that a path means: itself, with another ending, or the index of a folder. */
export function fileAt(path: string, files: ReadonlySet<string>): string | undefined {
  if (files.has(path) && isSourceName(path)) return path;
  const bare = path.replace(/\.(?:d\.)?[cm]?[jt]sx?$/, "");
  const candidates = [path, bare].flatMap((base) => [
    ...endings.map((ending) => base + ending),
    ...endings.map((ending) => `${base}/index${ending}`),
  ]);
  return candidates.find((candidate) => files.has(candidate));
}
