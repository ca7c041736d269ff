// Packs the extension: `npm run package [-- FILE]` writes leanrows-VERSION.vsix, or FILE.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createVSIX } from "@vscode/vsce";
import manifest from "../package.json" with { type: "json" };

const root = fileURLToPath(new URL("..", import.meta.url));
const packagePath = resolve(process.argv[2] ?? `leanrows-${manifest.version}.vsix`);

await createVSIX({
  cwd: root,
  packagePath,
  // Everything that runs is in the bundles.
  dependencies: false,
  rewriteRelativeLinks: false,
  allowMissingRepository: true,
});
console.log(packagePath);
