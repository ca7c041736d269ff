import type { CorpusProject } from "./corpus-project.js";
import type { Entry } from "./entry.js";

/** Writes entries as the text that is committed and reviewed: a head, and a block for each finding. */
export function writeFindings(project: CorpusProject, entries: readonly Entry[]): string {
  const head = `# ${project.repository} ${project.commit}\n`;
  return head + entries.map((entry) => `\n${writeEntry(entry)}`).join("");
}

/** One finding: its place and key, then what a reviewer needs to judge it. */
export function writeEntry({ key, rule, severity, file, line, details }: Entry): string {
  const digest = key.slice(key.lastIndexOf(" ") + 1);
  return [`${file}:${line} ${rule} ${severity} ${digest}`, ...details.map((detail) => `  ${detail}`), ""].join("\n");
}

const head = /^(?<file>.+):(?<line>\d+) (?<rule>[\w-]+) (?<severity>info|warning|error) (?<digest>[0-9a-f]{8}(?:\.\d+)?)$/;

/** Reads what `writeFindings` wrote. */
export function readFindings(text: string): readonly Entry[] {
  const blocks = text.split("\n\n").filter((block) => block.trim() !== "" && !block.startsWith("# "));
  return blocks.map((block) => {
    const [first = "", ...rest] = block.trimEnd().split("\n");
    const { file, line, rule, severity, digest } = head.exec(first)?.groups ?? {};
    if (file === undefined || rule === undefined || severity === undefined || digest === undefined)
      throw new Error(`Not the head of a finding: ${first}`);
    const details = rest.map((detail) => detail.slice(2));
    return { key: `${rule} ${file} ${digest}`, rule, severity, file, line: Number(line), details };
  });
}
