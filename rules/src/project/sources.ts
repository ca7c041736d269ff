import picomatch from "picomatch";
import type { Settings } from "../settings.js";
import type { FileHost } from "./file-host.js";

/** Folders that hold no code of the project. */
const skipped = new Set([
  "node_modules", "site-packages", "__pycache__", "venv", "env", "build", "dist", "bower_components", "htmlcov", "eggs",
]);

/** Every source file below the root that the settings do not exclude, sorted. */
export function listSources(root: string, files: FileHost, settings: Settings): readonly string[] {
  const found: string[] = [];
  const isIncluded = settings.include.length > 0 ? picomatch([...settings.include]) : () => true;
  const isExcluded = settings.exclude.length > 0 ? picomatch([...settings.exclude]) : () => false;
  const visit = (folder: string): void => {
    const entries = files.list(folder);
    if (folder !== root && entries.some((entry) => entry.name === "pyvenv.cfg")) return;
    for (const entry of entries) {
      const path = `${folder}/${entry.name}`;
      if (entry.kind === "folder") {
        if (!skipped.has(entry.name) && !entry.name.startsWith(".")) visit(path);
      } else if (/\.pyi?$/.test(entry.name)) {
        const relative = path.slice(root.length + 1);
        if (isIncluded(relative) && !isExcluded(relative)) found.push(path);
      }
    }
  };
  visit(root);
  return found.sort();
}
