import manifest from "../package.json" with { type: "json" };

/** The version of the package, as `--version` and the language server tell it. */
export const version: string = manifest.version;
