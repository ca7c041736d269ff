import type { ClassDeclarations } from "../orms/declarations.js";
import type { FileContent } from "./file-host.js";

/** What the search for the user model reads. */
export interface UserModelInput {
  readonly settingsFiles: () => readonly string[];
  readonly read: (file: string) => FileContent;
  readonly askText: (file: string) => void;
}

/** The label of the user model that some settings file names, else the framework's own. */
export function readUserModel(
  { setting, label }: ClassDeclarations["userModel"],
  { settingsFiles, read, askText }: UserModelInput,
): string {
  const pattern = new RegExp(`^\\s*${setting}\\s*(?::[^=\\n]+)?=\\s*["']([\\w.]+)["']`, "m");
  for (const file of settingsFiles()) {
    askText(file);
    const content = read(file);
    const named = content.kind === "text" ? pattern.exec(content.text)?.[1] : undefined;
    if (named !== undefined) return named;
  }
  return label;
}
