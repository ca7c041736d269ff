// Checks the pinned public projects and the known bugs: what changed, how much of it is right, and what is missed.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { describeBugs } from "../test/corpus/bugs.js";
import { checkedEntries } from "../test/corpus/check-sources.js";
import { compareEntries, describeDifference } from "../test/corpus/compare.js";
import type { CorpusProject } from "../test/corpus/corpus-project.js";
import { corpusProjects, dataFile } from "../test/corpus/corpus-project.js";
import { readFindings, writeFindings } from "../test/corpus/findings-text.js";
import { labelsFile, labelsOf, withGoneMarks } from "../test/corpus/labels.js";
import { describePrecision } from "../test/corpus/precision.js";
import type { LabeledProject } from "../test/corpus/precision.js";

const usage = `Usage: npm run corpus -- [--sources DIR [--update]] [--bugs DIR] [--project NAME] [--list] [--unlabeled]

  --sources DIR   folder with the projects' sources, each in a folder of its name
  --update        write what is found to test/corpus/findings, and mark the labels whose findings are gone
  --bugs DIR      folder with index.jsonl and the trees that it names: prints recall and false alarms
  --project NAME  only this project; may be repeated
  --list          print the projects, their repositories and commits
  --unlabeled     list the findings that nobody has labeled
`;

const { values } = parseArgs({
  options: {
    sources: { type: "string" },
    update: { type: "boolean", default: false },
    bugs: { type: "string" },
    project: { type: "string", multiple: true },
    list: { type: "boolean", default: false },
    unlabeled: { type: "boolean", default: false },
  },
});

const { sources, bugs } = values;
const projects = corpusProjects().filter(({ name }) => values.project?.includes(name) ?? true);

if (values.list) {
  for (const { name, repository, commit } of projects)
    console.log(`${name} https://github.com/${repository} ${commit}`);
} else if (sources === undefined && bugs === undefined && !values.unlabeled) {
  console.log(usage);
  process.exitCode = 2;
} else {
  const checked = projects.map((project) => currentOf(project));
  console.log(describePrecision(checked).join("\n"));
  listUnlabeled(checked);
  if (bugs !== undefined) console.log(describeBugs(bugs).join("\n"));
}

/** The project's findings: of its sources where they are, else those that are committed. */
function currentOf(project: CorpusProject): LabeledProject {
  const { name } = project;
  const file = dataFile(`findings/${name}.txt`);
  const committed = existsSync(file) ? readFindings(readFileSync(file, "utf8")) : [];
  const labels = labelsOf(name);
  const folder = sources === undefined ? undefined : join(sources, name);
  if (folder === undefined || !existsSync(folder)) {
    if (folder !== undefined)
      console.log(`${name}: not below ${String(sources)}, the committed findings stand`);
    return { name, entries: committed, labels };
  }
  const doubt = otherCommit(project, folder);
  if (doubt !== undefined) {
    console.log(`${name}: ${doubt}; not compared`);
    process.exitCode = 1;
    return { name, entries: committed, labels };
  }
  const entries = checkedEntries(folder);
  const difference = compareEntries(committed, entries);
  const { added, removed, changed } = difference;
  console.log(`${name}: ${entries.length} findings, +${added.length} -${removed.length} ~${changed.length}`);
  for (const block of describeDifference(difference, labels)) console.log(`${block}\n`);
  if (!values.update) {
    if (added.length + removed.length + changed.length > 0) process.exitCode = 1;
    return { name, entries, labels };
  }
  const marked = withGoneMarks(labels, new Set(entries.map(({ key }) => key)));
  writeFileSync(file, writeFindings(project, entries));
  writeFileSync(labelsFile(name), `${JSON.stringify(marked, undefined, 2)}\n`);
  return { name, entries, labels: marked };
}

/** Why the folder does not hold the pinned commit; a folder without git cannot be asked. */
function otherCommit({ commit }: CorpusProject, folder: string): string | undefined {
  if (!existsSync(join(folder, ".git"))) return undefined;
  const { stdout } = spawnSync("git", ["rev-parse", "HEAD"], { cwd: folder, encoding: "utf8" });
  return stdout.trim() === commit ? undefined : `is at ${stdout.trim()} and not at ${commit}`;
}

function listUnlabeled(checked: readonly LabeledProject[]): void {
  const unlabeled = checked.flatMap(({ name, entries, labels }) =>
    entries.flatMap((entry) =>
      labels[entry.key] === undefined
        ? [`${name} ${entry.file}:${entry.line} ${entry.rule} ${entry.severity}`]
        : [],
    ),
  );
  console.log(
    `${unlabeled.length} findings without a label${values.unlabeled ? "" : " (--unlabeled lists them)"}`,
  );
  if (values.unlabeled) for (const line of unlabeled) console.log(`  ${line}`);
}
