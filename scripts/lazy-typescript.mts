import type { Plugin } from "esbuild";

/** The file beside a bundle that holds TypeScript's parser. */
export const parserFile = "typescript.cjs";

/**
 * Leaves TypeScript's parser out of a bundle: it is four fifths of the code, takes a quarter of a second to start, and a
 * project without TypeScript or JavaScript never needs it. It is read from the file beside the bundle when the first of
 * its functions is asked for; from then on they are all members of one plain object.
 */
export const lazyTypeScript: Plugin = {
  name: "lazy-typescript",
  setup(build) {
    build.onResolve({ filter: /^typescript$/ }, () => ({ path: "typescript", namespace: "lazy-typescript" }));
    build.onLoad({ filter: /.*/, namespace: "lazy-typescript" }, () => ({
      contents: `
        const loading = new Proxy({}, {
          get(_, name) {
            Object.setPrototypeOf(members, Object.prototype);
            Object.assign(members, require("./${parserFile}"));
            return members[name];
          },
        });
        const members = Object.create(loading);
        module.exports = members;
      `,
      loader: "js",
      resolveDir: ".",
    }));
    // The bundle asks for the file itself, when it runs.
    build.onResolve({ filter: new RegExp(`^\\./${parserFile}$`) }, () => ({
      path: `./${parserFile}`,
      external: true,
    }));
  },
};
