import type { FileCheck } from "../../rules/src/analyze.js";
import type { FileHost } from "../../rules/src/project/file-host.js";
import { Project } from "../../rules/src/project/project.js";
import { overridesName, readSettings } from "../../rules/src/settings/read-settings.js";
import { checkSafely } from "./check-safely.js";
import type { EditableProject } from "./fix-all.js";
import type { OverlayFiles } from "./overlay-files.js";
import { overlayFiles } from "./overlay-files.js";
import { isWithin, parentOf } from "./paths.js";

/** The folders of an editor as projects, with the open buffers laid over the files. */
export interface Workspace {
  readonly overlay: OverlayFiles;
  /** The project that a file belongs to; opened when first asked for. */
  projectFor(file: string): Promise<EditableProject>;
  /** The projects of all folders. */
  folderProjects(): Promise<readonly EditableProject[]>;
  setFolders(folders: readonly string[]): void;
  folders(): readonly string[];
  /** Tells the projects that files may have changed. */
  changed(files: readonly string[]): void;
  /** Forgets all projects: their settings are read again. */
  reload(): void;
  /** Grows with every change; equal numbers mean equal answers. */
  generation(): number;
}

/** What a workspace asks of its editor. */
export interface WorkspaceHost {
  readonly files: FileHost;
  /** Has everything below a folder at hand that `files` may be asked for. */
  readAhead(folder: string): Promise<void>;
  /** The editor's settings for a folder, in the shape of the configuration. */
  settingsFor(folder: string): Promise<Readonly<Record<string, unknown>>>;
  /** The configuration cannot be used as it is; what is wrong with it is left out. */
  reportSettings(messages: readonly string[]): void;
  /** Runs `work`, which may take seconds and says what it has read, where the user can see that it is going on. */
  whileIndexing(folder: string, work: () => string): Promise<void>;
}

/** Makes a workspace without folders. */
export function openWorkspace(host: WorkspaceHost): Workspace {
  const overlay = overlayFiles(host.files);
  const opening = new Map<string, Promise<EditableProject>>();
  const opened = new Map<string, EditableProject>();
  let folders: readonly string[] = [];
  let generation = 0;
  let generationOfSettings = 0;

  const projectAt = (root: string, files: FileHost): Promise<EditableProject> => {
    const known = opening.get(root);
    if (known !== undefined) return known;
    const project = open(root, files);
    opening.set(root, project);
    return project;
  };

  const open = async (root: string, files: FileHost): Promise<EditableProject> => {
    const started = generationOfSettings;
    if (folders.includes(root)) await host.readAhead(root);
    const { settings, problems } = readSettings(root, files, await host.settingsFor(root));
    const where = (file: string): string => (file === overridesName ? "editor settings" : file);
    if (problems.length > 0)
      host.reportSettings(problems.map(({ file, message }) => `${where(file)}: ${message}`));
    const project = new Project({ root, files, settings });
    const editable = { project, files, overlay };
    // A reload may have overtaken the settings' way from the editor.
    if (started === generationOfSettings) opened.set(root, editable);
    await host.whileIndexing(root, () => {
      const files = project.sources().length;
      return `${files} files to check, ${countModels(project)} models`;
    });
    return editable;
  };

  const reload = (): void => {
    opening.clear();
    opened.clear();
    generation += 1;
    generationOfSettings += 1;
  };

  return {
    overlay,
    projectFor(file) {
      const folder = folderOf(file, folders);
      if (folder !== undefined) return projectAt(folder, overlay.files);
      const own = parentOf(file);
      return projectAt(own, onlyFilesOf(own, overlay.files));
    },
    folderProjects: () => Promise.all(folders.map((folder) => projectAt(folder, overlay.files))),
    setFolders(next) {
      folders = next;
      reload();
    },
    folders: () => folders,
    changed(files) {
      generation += 1;
      for (const [root, { project }] of opened) {
        const inside = files.filter((file) => isWithin(file, root));
        if (inside.length > 0) project.changed(inside);
      }
    },
    reload,
    generation: () => generation,
  };
}

/** Makes the project read all models. */
function countModels(project: Project): number {
  try {
    return project.catalog.models.size;
  } catch {
    // A defect of ours in one declaration; each check tells it as the problem of its file.
    return 0;
  }
}

/** Whether a check of the folder would look at `file`; then also the findings. */
export function checkSource({ project }: EditableProject, file: string): FileCheck | undefined {
  return project.sources().includes(file) ? checkSafely(project, file) : undefined;
}

/** Folders may lie in each other: the innermost counts. */
function folderOf(file: string, folders: readonly string[]): string | undefined {
  return folders
    .filter((folder) => isWithin(file, folder))
    .reduce<string | undefined>(
      (best, folder) => (folder.length > (best?.length ?? -1) ? folder : best),
      undefined,
    );
}

/** A lone file may lie in somebody's home: nobody asked to read all that is below. */
function onlyFilesOf(root: string, files: FileHost): FileHost {
  return {
    ...files,
    list: (folder) => (folder === root ? files.list(folder).filter(({ kind }) => kind === "file") : []),
  };
}
