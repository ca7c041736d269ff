import type { FileHost } from "../project/file-host.js";
import { Project } from "../project/project.js";
import type { Settings } from "../settings.js";
import { lintedFiles } from "./linted-files.js";

/** A project as ESLint needs it: with the linted text in the place of its file. */
export interface OpenProject {
  readonly project: Project;
  readonly settings: Settings;
  /** Whether a check looks at the file. */
  isSource(path: string): boolean;
  /** Shows the text that is linted now. */
  show(path: string, text: string): void;
  /** Whether ESLint paused, so that files may have been edited meanwhile. */
  isDue(): boolean;
  /** The pause starts again. */
  touch(): void;
  /** Looks at the files again. */
  refresh(): void;
}

/** Opens the project at `root`. */
export function openProject(root: string, disk: FileHost, settings: Settings): OpenProject {
  const linted = lintedFiles(disk);
  const project = new Project({ root, files: linted.files, settings });
  const versionsOf = (paths: readonly string[]): Versions =>
    new Map(paths.map((path) => [path, linted.files.version(path)]));
  let seen = versionsOf(project.files());
  let sources: ReadonlySet<string> | undefined;
  let lastUse = performance.now();

  const changed = (paths: readonly string[]): void => {
    if (paths.length === 0) return;
    project.changed(paths);
    sources = undefined;
  };

  return {
    project,
    settings,
    isSource: (path) => (sources ??= new Set(project.sources())).has(path),
    show: (path, text) => changed(linted.show(path, text)),
    isDue: () => performance.now() - lastUse > pause,
    touch: () => void (lastUse = performance.now()),
    refresh() {
      changed(linted.release());
      const now = versionsOf(project.list());
      const paths = new Set([...seen.keys(), ...now.keys()]);
      changed([...paths].filter((path) => seen.get(path) !== now.get(path)));
      seen = now;
    },
  };
}

type Versions = ReadonlyMap<string, string | undefined>;

/** Milliseconds without a file to lint: a run on the command line never pauses that long, an editor does. */
const pause = 1000;
