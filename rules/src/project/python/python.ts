import { lower } from "../../syntax/python/lower.js";
import type { ProjectLanguage } from "../language.js";
import { isManifest, readRequirements } from "./python-manifests.js";
import { createModules } from "./python-modules.js";

/** Python: packages are folders, and module names are paths with dots. */
export const python: ProjectLanguage = {
  name: "python",
  isSource: (name) => name.endsWith(".py") || name.endsWith(".pyi"),
  isMap: () => false,
  isPackageList: () => false,
  lower: (text) => lower(text),
  createModules,
  isManifest,
  readRequirements,
};
