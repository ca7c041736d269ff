import { byPath } from "../paths.js";
import { formats } from "../report/formats.js";
import type { Report } from "../report/report.js";
import { counted } from "../report/summary.js";
import { plain } from "../report/style.js";
import { readTexts } from "../texts.js";
import type { CheckCommand } from "./arguments.js";
import { noCache, openCache, type RememberedCheck } from "./check-cache.js";
import { checkTogether } from "./check-together.js";
import type { ExitCode } from "./exit-code.js";
import { exitCodeFor, failed } from "./exit-code.js";
import { emptyJournal, journaled } from "./journal.js";
import { openProject } from "./open-project.js";
import { progressOn } from "./progress.js";
import type { Machine } from "./run-command.js";
import type { Targets } from "./targets.js";
import { findTargets, isTargeted } from "./targets.js";
import type { Terminal } from "./terminal.js";

/** `leanrows check`: reports findings below the given paths. */
export async function checkCommand(
  command: CheckCommand,
  terminal: Terminal,
  machine: Machine,
): Promise<ExitCode> {
  const started = performance.now();
  const format = formats[command.format];
  if (format === undefined) {
    await terminal.note(
      `leanrows: unknown format '${command.format}'; there are ${Object.keys(formats).join(", ")}\n`,
    );
    return failed;
  }
  const targets = findTargets(command.paths, terminal.folder);
  if (targets.kind === "missing") {
    await terminal.note(`leanrows: no such file or folder: ${targets.path}\n`);
    return failed;
  }
  const checked = await recallOrCheck(command, targets, terminal, machine);
  if (checked.kind === "broken") {
    await terminal.note(checked.messages.map((message) => `leanrows: ${message}\n`).join(""));
    return failed;
  }
  const report = { ...checked.result, milliseconds: performance.now() - started };
  await terminal.print(
    format(report, {
      folder: terminal.folder,
      texts: readTexts(machine.disk),
      style: command.format === "text" ? terminal.style : plain,
      detail: command.detail,
      ending: command.noise === "quiet" ? "none" : "summary",
    }),
  );
  if (report.files === 0 && command.noise === "normal") await terminal.note(nothingToCheck(targets));
  return couldCheck(report, targets) ? exitCodeFor(report.findings, command.maxWarnings) : failed;
}

type Outcome =
  | { readonly kind: "checked"; readonly result: RememberedCheck }
  | { readonly kind: "broken"; readonly messages: readonly string[] };

/** The result of an earlier check that nothing has changed since, or of a check made now. */
async function recallOrCheck(
  { settings, paths, noise, threads, cache: use }: CheckCommand,
  targets: Targets,
  terminal: Terminal,
  { disk, program }: Machine,
): Promise<Outcome> {
  const { root } = targets;
  const { folder } = terminal;
  const cache = use === "on" ? openCache({ root, program, question: [settings, folder, paths] }) : noCache;
  const recalled = cache.recall(disk);
  if (recalled) return { kind: "checked", result: recalled };
  const journal = emptyJournal();
  const started = performance.now();
  const opened = openProject(root, journaled(disk, journal), settings, folder);
  if (opened.kind === "broken") return opened;
  const { project } = opened;
  const files = targetedFiles(project.sources(), targets);
  const progress = progressOn(terminal, noise);
  const before = (done: number, file: string): void => progress.step(done, files.length, file);
  const checked = await checkTogether(project, { root, folder, settings, files, threads }, journal, {
    program,
    before,
  });
  progress.end();
  const result = { ...checked, files: files.length };
  if (performance.now() - started > worthRemembering) cache.remember(result, journal);
  return { kind: "checked", result };
}

/** Milliseconds: what takes less is not worth a file in somebody's home. */
const worthRemembering = 500;

/** The sources that were asked for, in the order of output. */
export function targetedFiles(sources: readonly string[], targets: Targets): readonly string[] {
  return sources.filter((file) => isTargeted(file, targets)).sort(byPath);
}

/** A file that was named must be readable, and so must some file of a folder; else a check that passes means nothing. */
export function couldCheck({ files, errors }: Pick<Report, "files" | "errors">, targets: Targets): boolean {
  const unread = new Set(errors.filter((error) => error.start === undefined).map((error) => error.file));
  const named = targets.paths.some((target) => target.kind === "file" && unread.has(target.path));
  return !named && (files === 0 || unread.size < files);
}

function nothingToCheck({ paths, root }: Targets): string {
  return `leanrows: no source files among ${counted(paths.length, "path")} (project at ${root})\n`;
}
