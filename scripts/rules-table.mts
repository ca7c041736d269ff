// Writes the table of rules into the pages that show it: `npx tsx scripts/rules-table.mts`.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rules } from "../rules/src/rules/index.js";

/** Pages with the table, and where the rules' pages are from there. */
export const pagesWithTable = [
  { page: "README.md", folder: "docs/rules/" },
  { page: "docs/rules/README.md", folder: "" },
] as const;

/** A page's text with the table as it should be, between the marks that the page has. */
export function withTable(text: string, folder: string): string {
  const [above, rest] = split(text, start);
  const [, below] = split(rest, end);
  return `${above}${start}\n\n${table(folder)}\n${end}${below}`;
}

const start = "<!-- rules: npx tsx scripts/rules-table.mts -->";
const end = "<!-- end of rules -->";

function split(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`the page has no ${mark}`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}

function table(folder: string): string {
  const rows = rules.map(
    ({ name, description, preset }) =>
      `| [\`${name}\`](${folder}${name}.md) | ${description} | \`${preset}\` |\n`,
  );
  return `| rule | says | on in |\n| --- | --- | --- |\n${rows.join("")}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const { page, folder } of pagesWithTable) {
    const file = new URL(`../${page}`, import.meta.url);
    writeFileSync(file, withTable(readFileSync(file, "utf8"), folder));
  }
