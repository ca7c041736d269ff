import type { Connection, WorkDoneProgressReporter } from "vscode-languageserver";
import type { ClientFeatures } from "../client-features.js";
import { breath } from "../session.js";

/**
 * Runs `work`, which reads a project for the first time, with a progress notice of the editor around it, and writes down
 * what it says that it has read.
 */
export async function showIndexing(
  connection: Connection,
  client: ClientFeatures,
  folder: string,
  work: () => string | Promise<string>,
): Promise<void> {
  const progress = client.showsProgress ? await progressOf(connection) : undefined;
  progress?.begin("Leanrows", undefined, `Reading models of ${folder.split("/").at(-1) ?? folder}`, false);
  // The notice has to leave before the work holds this thread.
  await breath();
  const started = Date.now();
  try {
    const read = await work();
    connection.console.info(`${folder}: ${read} in ${Date.now() - started} ms`);
  } finally {
    progress?.done();
  }
}

/** An editor that never answers may not hold up the work. */
async function progressOf(connection: Connection): Promise<WorkDoneProgressReporter | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), 1000);
  });
  const asked = connection.window.createWorkDoneProgress().catch(() => undefined);
  const progress = await Promise.race([asked, patience]);
  clearTimeout(timer);
  return progress;
}
