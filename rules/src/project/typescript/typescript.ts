import { lower } from "../../syntax/typescript/lower.js";
import type { ProjectLanguage } from "../language.js";
import { isSourceName } from "./source-files.js";
import { isManifest, readRequirements } from "./typescript-manifests.js";
import { createTypeScriptModules } from "./typescript-modules.js";

/** TypeScript and JavaScript: modules are files, found as TypeScript finds them. */
export const typescript: ProjectLanguage = {
  name: "typescript",
  isSource: isSourceName,
  isMap: (name) => name === "package.json" || /^(?:tsconfig(?:\.[\w.-]+)?|jsconfig)\.json$/.test(name),
  isPackageList: (name) => name === "package.json",
  lower,
  createModules: createTypeScriptModules,
  isManifest,
  readRequirements,
};
