import type { FileHost } from "../../../rules/src/project/file-host.js";
import { checkSafely } from "../check-safely.js";
import { checkFiles } from "./check-files.js";
import type { AppliedFix, EditableProject } from "../fix-all.js";
import { fixAll } from "../fix-all.js";
import { lineIndex, positionAt } from "../line-index.js";
import { overlayFiles } from "../overlay-files.js";
import { displayPath } from "../disk-paths.js";
import { byPath } from "../paths.js";
import { lineDiff } from "../report/line-diff.js";
import { printable } from "../report/printable.js";
import { counted } from "../report/summary.js";
import type { FixCommand } from "./arguments.js";
import { couldCheck, targetedFiles } from "./check.js";
import type { ExitCode } from "./exit-code.js";
import { clean, exitCodeFor, failed, hasFindings } from "./exit-code.js";
import { fixOneAt } from "./fix-one.js";
import { openProject } from "./open-project.js";
import { placeOf } from "./place.js";
import type { Targets } from "./targets.js";
import { findTargets } from "./targets.js";
import type { Terminal } from "./terminal.js";
import { replaceText } from "./write-file.js";

/** `leanrows fix`: applies safe fixes, or one named form at one place. */
export async function fixCommand(command: FixCommand, terminal: Terminal, disk: FileHost): Promise<ExitCode> {
  const complain = async (message: string): Promise<ExitCode> => {
    await terminal.note(`leanrows: ${message}\n`);
    return failed;
  };
  const place = command.single === undefined ? undefined : placeOf(command.single.at);
  if (place?.kind === "wrong") return complain(place.message);
  const targets = findTargets(place === undefined ? command.paths : [place.path], terminal.folder);
  if (targets.kind === "missing") return complain(`no such file or folder: ${targets.path}`);
  const overlay = overlayFiles(disk);
  const opened = openProject(targets.root, overlay.files, command.settings, terminal.folder);
  if (opened.kind === "broken") return complain(opened.messages.join("\nleanrows: "));
  const editable = { project: opened.project, files: overlay.files, overlay };
  const files = targetedFiles(opened.project.sources(), targets);
  if (command.single === undefined || place === undefined) {
    return finish(fixAll(editable, files), { command, terminal, disk, editable, files, targets });
  }
  const [target] = targets.paths;
  const done = fixOneAt(editable, { ...place, file: target?.path ?? place.path, form: command.single.form });
  if (done.kind === "none") return complain(done.message);
  return finish([done.applied], { command, terminal, disk, editable, files, targets });
}

interface FixRun {
  readonly command: FixCommand;
  readonly terminal: Terminal;
  readonly disk: FileHost;
  readonly editable: EditableProject;
  readonly files: readonly string[];
  readonly targets: Targets;
}

/** Writes what changed, says so, and looks at what is left. */
async function finish(applied: readonly AppliedFix[], run: FixRun): Promise<ExitCode> {
  const { command, terminal } = run;
  const changed = [...new Set(applied.flatMap(({ fix }) => fix.edits.map(({ file }) => file)))].sort(byPath);
  const problems: string[] = [];
  const diffs: string[] = [];
  for (const file of changed) {
    const [before, after] = [textOf(run.disk, file), textOf(run.editable.files, file)];
    if (before === after) continue;
    const name = displayPath(file, terminal.folder);
    if (command.mode === "dry-run") diffs.push(lineDiff(name, before, after));
    else {
      const problem = replaceText(file, before, after);
      if (problem !== undefined) problems.push(`${name}: ${problem}`);
    }
  }
  const left = checkFiles(run.files, (file) => checkSafely(run.editable.project, file));
  await terminal.print(
    diffs.join("") + (command.noise === "quiet" ? "" : account(applied, left.findings.length, run)),
  );
  const unread = left.errors.map(({ file, message }) => `${displayPath(file, terminal.folder)}: ${message}`);
  await terminal.note(
    [...problems, ...unread].map((problem) => `leanrows: ${printable(problem)}\n`).join(""),
  );
  if (problems.length > 0 || !couldCheck({ files: run.files.length, errors: left.errors }, run.targets))
    return failed;
  // Asked for one fix and got it: what else the file holds is not the question.
  if (command.single !== undefined && command.mode === "write") return clean;
  return command.mode === "dry-run" && applied.length > 0 ? hasFindings : exitCodeFor(left.findings, 0);
}

function account(applied: readonly AppliedFix[], left: number, { command, terminal }: FixRun): string {
  const lines = applied.map(({ finding, fix, text }) => {
    const { line, column } = positionAt(lineIndex(text), finding.location.start);
    const where = `${displayPath(finding.location.file, terminal.folder)}:${line + 1}:${column + 1}`;
    return `${terminal.style("bold", printable(where))}  ${printable(fix.title)}  ${terminal.style("dim", finding.rule)}`;
  });
  const verb = command.mode === "dry-run" ? "Would fix" : "Fixed";
  const files = new Set(applied.flatMap(({ fix }) => fix.edits.map(({ file }) => file))).size;
  const rest = left === 0 ? "nothing is left" : `${counted(left, "finding")} left, see leanrows check`;
  lines.push(
    applied.length === 0
      ? `Nothing to fix safely: ${rest}.`
      : `${verb} ${counted(applied.length, "finding")} in ${counted(files, "file")}: ${rest}.`,
  );
  return lines.map((line) => `${line}\n`).join("");
}

function textOf(files: FileHost, file: string): string {
  const content = files.read(file);
  return content.kind === "text" ? content.text : "";
}
