// Bundles the three packages: `npm run build`.
import { mkdir, readFile, readdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { BuildOptions, Metafile } from "esbuild";
import { settingsSchema } from "../rules/src/settings/schema.js";
import { lazyTypeScript, parserFile } from "./lazy-typescript.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Bundled CommonJS packages ask for these names, which modules do not have. */
const commonJsNames = `
import { createRequire as leanrowsCreateRequire } from "node:module";
import { dirname as leanrowsDirname } from "node:path";
import { fileURLToPath as leanrowsFileURLToPath } from "node:url";
const require = leanrowsCreateRequire(import.meta.url);
const __filename = leanrowsFileURLToPath(import.meta.url);
const __dirname = leanrowsDirname(__filename);
`.trim();

const shared: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  platform: "node",
  target: "node20",
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
};
const nodeModule: BuildOptions = {
  ...shared,
  format: "esm",
  banner: { js: commonJsNames },
  plugins: [lazyTypeScript],
};
/** A worker has one file, with TypeScript's parser in it, and none of Node's names. */
const worker: BuildOptions = { ...shared, platform: "browser", format: "iife" };
const parser: BuildOptions = {
  ...shared,
  format: "cjs",
  entryPoints: ["node_modules/typescript/lib/typescript.js"],
};

/** What lies beside each other is one package, with one list of licenses. */
const packages: readonly (readonly BuildOptions[])[] = [
  [
    { ...nodeModule, entryPoints: ["rules/src/eslint/plugin.ts"], outfile: "rules/dist/index.js" },
    { ...parser, outfile: `rules/dist/${parserFile}` },
  ],
  [
    { ...nodeModule, entryPoints: ["server/src/main.ts"], outfile: "server/dist/main.js" },
    { ...parser, outfile: `server/dist/${parserFile}` },
    { ...worker, entryPoints: ["server/src/browser.ts"], outfile: "server/dist/browser.js" },
  ],
  // VS Code loads extensions with `require`; the name keeps that true whatever package.json lies beside it.
  [
    {
      ...shared,
      format: "cjs",
      external: ["vscode"],
      entryPoints: ["client/src/extension.ts"],
      outfile: "client/dist/extension.cjs",
    },
    {
      ...shared,
      platform: "browser",
      format: "cjs",
      external: ["vscode"],
      entryPoints: ["client/src/browser.ts"],
      outfile: "client/dist/browser.js",
    },
  ],
];

for (const bundles of packages) await buildPackage(bundles);
const schema = JSON.stringify(settingsSchema(), null, 2);
await replaceFile(join(root, "server/dist/configuration.schema.json"), `${schema}\n`);
for (const page of await pages()) await copyPage(page);

async function buildPackage(bundles: readonly BuildOptions[]): Promise<void> {
  const bundled: string[] = [];
  for (const bundle of bundles) bundled.push(...(await buildBundle(bundle)));
  const folder = dirname(join(root, bundles[0]?.outfile ?? ""));
  await replaceFile(join(folder, "THIRD-PARTY-NOTICES.txt"), await notices([...new Set(bundled)].sort()));
}

/** Builds a bundle; the folders of the packages whose code is in it. */
async function buildBundle(options: BuildOptions): Promise<readonly string[]> {
  const { outfile = "" } = options;
  const { metafile, outputFiles } = await build({ ...options, write: false });
  const bundled = bundledPackages(metafile);
  await mkdir(dirname(join(root, outfile)), { recursive: true });
  for (const { path, contents } of outputFiles) await replaceFile(path, contents);
  const size = outputFiles.reduce((sum, { contents }) => sum + contents.length, 0);
  const names = bundled.map(packageName).join(", ") || "no packages";
  console.log(`${outfile}  ${String(Math.round(size / 1024))} KB  with ${names}`);
  return bundled;
}

/** Pages that findings and hovers link to: there is nowhere else to read them. */
async function pages(): Promise<readonly string[]> {
  const rules = await readdir(join(root, "docs/rules"));
  return ["estimate.md", ...rules.filter((name) => name.endsWith(".md")).map((name) => `rules/${name}`)];
}

async function copyPage(page: string): Promise<void> {
  const copy = join(root, "server/dist/docs", page);
  await mkdir(dirname(copy), { recursive: true });
  await replaceFile(copy, await readFile(join(root, "docs", page)));
}

/** A program that starts during a build gets the old bundle or the new one, never half of it. */
async function replaceFile(path: string, contents: string | Uint8Array): Promise<void> {
  const unfinished = `${path}.${String(process.pid)}.tmp`;
  await writeFile(unfinished, contents);
  await rename(unfinished, path);
}

/** Folders of the packages whose code is in the bundle. */
function bundledPackages(metafile: Metafile | undefined): readonly string[] {
  const folders = Object.keys(metafile?.inputs ?? {}).flatMap(
    (file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? [],
  );
  return [...new Set(folders)].sort();
}

function packageName(folder: string): string {
  return folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length);
}

/** The licenses of what is bundled, which most of them ask to be passed on. */
async function notices(packages: readonly string[]): Promise<string> {
  const texts = await Promise.all(packages.map(notice));
  return `This bundle contains the following packages.\n\n${texts.join("\n")}`;
}

async function notice(folder: string): Promise<string> {
  const files = await readdir(join(root, folder));
  const legal = files.filter((file) => /^(?:licen[cs]e|notice|thirdpartynotice)/i.test(file)).sort();
  if (legal.length === 0) throw new Error(`${folder} is bundled and has no license file`);
  const texts = await Promise.all(legal.map((file) => readFile(join(root, folder, file), "utf8")));
  return `==== ${packageName(folder)} ====\n\n${texts.map((text) => text.trim()).join("\n\n")}\n`;
}
