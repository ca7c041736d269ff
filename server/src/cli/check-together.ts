import { availableParallelism } from "node:os";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import type { FileHost } from "../../../rules/src/project/file-host.js";
import type { Project } from "../../../rules/src/project/project.js";
import { checkSafelyOnce } from "../check-safely.js";
import { type Checked, checkFiles, inOrder } from "./check-files.js";
import { emptyJournal, type Journal, journaled, mergeJournal } from "./journal.js";
import { openProject } from "./open-project.js";
import type { SettingsOptions } from "./settings-options.js";

/** A check that several threads share. */
export interface SharedCheck {
  readonly root: string;
  readonly folder: string;
  readonly settings: SettingsOptions;
  readonly files: readonly string[];
  /** At most so many, this one included. */
  readonly threads: number;
}

/** What a thread is given; `next` is the first chunk that nobody has taken. */
interface Order extends SharedCheck {
  readonly next: Int32Array;
}

interface Delivery {
  readonly checked: Checked;
  readonly journal: Journal;
}

/**
 * Checks files in this thread and in others, which take the next few whenever they are done with some. Each thread has
 * a project of its own: models and outlines are read in each, which costs less than handing syntax over.
 */
export async function checkTogether(
  project: Project,
  order: SharedCheck,
  journal: Journal,
  { program, before }: { readonly program: string; readonly before: (done: number, file: string) => void },
): Promise<Checked> {
  const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const helpers = Array.from({ length: helpersFor(order) }, () => startHelper(program, { ...order, next }));
  const own = checkFiles(taken({ ...order, next }, before), (file) => checkSafelyOnce(project, file));
  const deliveries = await Promise.all(helpers);
  for (const delivery of deliveries) mergeJournal(journal, delivery.journal);
  return inOrder(own, ...deliveries.map(({ checked }) => checked));
}

/** Does its share if this is a thread that `checkTogether` has started; says whether it is. */
export function helpIfAsked(files: FileHost): boolean {
  const order: unknown = workerData;
  if (isMainThread || !isOrder(order)) return false;
  const journal = emptyJournal();
  const opened = openProject(order.root, journaled(files, journal), order.settings, order.folder);
  const checked =
    opened.kind === "project"
      ? checkFiles(
          taken(order, () => undefined),
          (file) => checkSafelyOnce(opened.project, file),
        )
      : { findings: [], errors: [] };
  parentPort?.postMessage({ checked, journal } satisfies Delivery);
  return true;
}

function isOrder(value: unknown): value is Order {
  return typeof value === "object" && value !== null && "next" in value;
}

/** Files that are neighbors share what they import. */
const chunk = 24;

/** Below so many files, a thread has barely read the models when the work is done. */
const filesPerThread = 400;

function helpersFor({ files, threads }: SharedCheck): number {
  const useful = Math.min(threads, availableParallelism(), Math.floor(files.length / filesPerThread));
  return Math.max(0, useful - 1);
}

function* taken({ files, next }: Order, before: (done: number, file: string) => void): Iterable<string> {
  for (let start = take(next); start < files.length; start = take(next)) {
    for (const [index, file] of files.slice(start, start + chunk).entries()) {
      before(start + index, file);
      yield file;
    }
  }
}

function take(next: Int32Array): number {
  return Atomics.add(next, 0, 1) * chunk;
}

function startHelper(program: string, order: Order): Promise<Delivery> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, { workerData: order });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("a thread ended without a result")));
  });
}
