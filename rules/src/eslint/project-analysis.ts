import { resolve, sep } from "node:path";
import manifest from "../../package.json" with { type: "json" };
import { check } from "../analyze.js";
import type { FileHost } from "../project/file-host.js";
import type { Analysis, Checked, LintedFile, LintPlace } from "./analysis.js";
import { hashOfImportedSources } from "./imported-sources.js";
import type { OpenProject } from "./open-project.js";
import { openProject } from "./open-project.js";
import { settingsUnderEslint } from "./settings-under-eslint.js";
import type { RuleEntry } from "./to-eslint-rule.js";

/** The analysis over the files of `disk`. Each project is read once per process. */
export function projectAnalysis(disk: FileHost, rules: readonly RuleEntry[]): Analysis {
  const opened = new Map<string, OpenProject>();

  const projectFor = ({ folder, settings: { root = ".", values } }: LintPlace): OpenProject => {
    const path = resolve(folder, root).replaceAll(sep, "/");
    const key = JSON.stringify([path, values]);
    const known = opened.get(key);
    if (known?.isDue() === false) return known;
    const settings = settingsUnderEslint(path, disk, values, rules);
    if (known !== undefined && JSON.stringify(known.settings) === JSON.stringify(settings)) {
      known.refresh();
      return known;
    }
    const open = openProject(path, disk, settings);
    opened.set(key, open);
    return open;
  };

  return {
    check(linted) {
      const open = projectFor(linted);
      const checked = checkIn(open, linted);
      open.touch();
      return checked;
    },
    fingerprint(place) {
      const open = projectFor(place);
      const { catalog, environment } = open.project;
      const imported = hashOfImportedSources(open.project.sources(), disk);
      const parts = [manifest.version, open.settings, catalog.fingerprint, environment.fingerprint, imported];
      open.touch();
      return JSON.stringify(parts);
    },
  };
}

function checkIn(open: OpenProject, { path, text }: LintedFile): Checked {
  open.show(path, text);
  if (!open.isSource(path)) return { kind: "checked", findings: [] };
  try {
    return { kind: "checked", findings: check(open.project, path).findings };
  } catch (error) {
    return { kind: "failed", reason: error instanceof Error ? error.message : String(error) };
  }
}
