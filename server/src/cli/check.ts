import type { FileHost } from "../../../rules/src/project/file-host.js";
import { checkFiles } from "../check-files.js";
import { byPath } from "../paths.js";
import { formats } from "../report/formats.js";
import type { Report } from "../report/report.js";
import { counted } from "../report/summary.js";
import { plain } from "../report/style.js";
import { readTexts } from "../texts.js";
import type { CheckCommand } from "./arguments.js";
import type { ExitCode } from "./exit-code.js";
import { exitCodeFor, failed } from "./exit-code.js";
import { openProject } from "./open-project.js";
import { progressOn } from "./progress.js";
import type { Targets } from "./targets.js";
import { findTargets, isTargeted } from "./targets.js";
import type { Terminal } from "./terminal.js";

/** `leanrows check`: reports findings below the given paths. */
export async function checkCommand(
  command: CheckCommand,
  terminal: Terminal,
  files: FileHost,
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
  const opened = openProject(targets.root, files, command.settings, terminal.folder);
  if (opened.kind === "broken") {
    await terminal.note(opened.messages.map((message) => `leanrows: ${message}\n`).join(""));
    return failed;
  }
  const targeted = targetedFiles(opened.project.sources(), targets);
  const progress = progressOn(terminal, command.noise);
  const checked = checkFiles(opened.project, targeted, (done, file) =>
    progress.step(done, targeted.length, file),
  );
  progress.end();
  const report = { ...checked, files: targeted.length, milliseconds: performance.now() - started };
  await terminal.print(
    format(report, {
      folder: terminal.folder,
      texts: readTexts(files),
      style: command.format === "text" ? terminal.style : plain,
      detail: command.detail,
      ending: command.noise === "quiet" ? "none" : "summary",
    }),
  );
  if (targeted.length === 0 && command.noise === "normal") await terminal.note(nothingToCheck(targets));
  return couldCheck(report, targets) ? exitCodeFor(report.findings, command.maxWarnings) : failed;
}

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
