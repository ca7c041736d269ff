import type { FileHost } from "../../../rules/src/project/file-host.js";
import type { ExitCode } from "./exit-code.js";
import { clean } from "./exit-code.js";

/** `leanrows server`: runs until the editor ends the connection, which also ends the process. */
export async function serverCommand(files: FileHost): Promise<ExitCode> {
  // Loaded late: a check has no use for the protocol library.
  const { serveEditor } = await import("../serve-editor.js");
  await serveEditor(files);
  return clean;
}
