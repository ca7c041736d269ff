/**
 * What the language server costs while somebody types: from an edit to its diagnostics.
 *
 *     npm run build && npx tsx test/bench/server.ts FOLDER
 *
 * A real server over standard input and output. A file of about 2,000 lines, made of the project's largest, is edited in
 * a function's body again and again; then a column is added to a model while five files that import it are open. What is
 * pushed comes after the server's own pause for fast typists, which is subtracted.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  InitializedNotification,
  InitializeRequest,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";

const edits = 200;
/** The server's pause before it pushes: `pause` in `server/src/features/diagnostics.ts`. */
const pause = 30;

const [folder] = process.argv.slice(2).map((given) => path.resolve(given));
if (folder === undefined) throw new Error("Give the folder of a project.");
/** What is shipped: `npm run build` makes it. */
const main = fileURLToPath(new URL("../../server/dist/main.js", import.meta.url));
if (!existsSync(main)) throw new Error("Build first: npm run build");
console.log(`${folder}; Node ${process.versions.node}`);
const pulled = await typing("pull");
const pushed = await typing("push");
console.table({ "edit, pull": pulled.edit, "edit, push": pushed.edit, "model edit, pull": pulled.model });
console.log(`peak memory of the server: ${pulled.memory} MB`);

interface Session {
  readonly edit: object;
  readonly model: object;
  readonly memory: number | string;
}

async function typing(way: "pull" | "push"): Promise<Session> {
  const child = spawn(process.execPath, [main, "server", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  const root = folder ?? "";
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol requires it all the same
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(root).href, name: "bench" }],
    capabilities: way === "pull" ? { textDocument: { diagnostic: {} } } : {},
  });
  await connection.sendNotification(InitializedNotification.type, {});
  const document = await opened(connection, longFile(root));
  const ask = way === "pull" ? pull : push;
  await ask(connection, document.uri, () => Promise.resolve());
  const times: number[] = [];
  for (let turn = 0; turn < edits; turn += 1)
    times.push(await ask(connection, document.uri, () => type(connection, document, `    turn = ${turn}\n`)));
  const model = way === "pull" ? await editModel(connection, root) : {};
  const memory = peakOf(child);
  connection.end();
  child.kill();
  return { edit: summary(times, way === "push" ? pause : 0), model, memory };
}

interface Opened {
  readonly uri: string;
  version: number;
  /** Where a line can be put into a body. */
  readonly line: number;
  last: number;
}

/** Puts a line into a body, and takes the last one out again. */
async function type(connection: ProtocolConnection, document: Opened, text: string): Promise<void> {
  document.version += 1;
  const start = { line: document.line, character: 0 };
  const range = { start, end: { line: document.line + document.last, character: 0 } };
  document.last = 1;
  await connection.sendNotification(DidChangeTextDocumentNotification.type, {
    textDocument: { uri: document.uri, version: document.version },
    contentChanges: [{ range, text }],
  });
}

async function pull(connection: ProtocolConnection, uri: string, edit: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await edit();
  await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
  return performance.now() - started;
}

async function push(connection: ProtocolConnection, uri: string, edit: () => Promise<void>): Promise<number> {
  const arrived = new Promise<void>((resolve) => {
    const listener = connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      if (params.uri !== uri) return;
      listener.dispose();
      resolve();
    });
  });
  const started = performance.now();
  await edit();
  await arrived;
  return performance.now() - started;
}

/** Adds a column to the model that most files name, with five of them open, and asks for all of them. */
async function editModel(connection: ProtocolConnection, root: string): Promise<object> {
  const { file, line, users } = popularModel(root);
  const model = await opened(connection, { file, text: readFileSync(file, "utf8"), line });
  const open: Opened[] = [];
  for (const user of users.slice(0, 5))
    open.push(await opened(connection, { file: user, text: readFileSync(user, "utf8"), line: 0 }));
  const all = [model, ...open];
  const ask = async (): Promise<void> => {
    for (const { uri } of all)
      await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
  };
  await ask();
  const times: number[] = [];
  for (let turn = 0; turn < edits / 10; turn += 1) {
    const started = performance.now();
    await type(connection, model, `    bench_${turn} = models.BinaryField()\n`);
    await ask();
    times.push(performance.now() - started);
  }
  return summary(times, 0);
}

async function opened(
  connection: ProtocolConnection,
  { file, text, line }: { readonly file: string; readonly text: string; readonly line: number },
): Promise<Opened> {
  const uri = pathToFileURL(file).href;
  await connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: "python", version: 1, text },
  });
  return { uri, version: 1, line, last: 0 };
}

/** The file with most queries of some length, repeated until it has 2,000 lines. */
function longFile(root: string): { readonly file: string; readonly text: string; readonly line: number } {
  const [best] = sourcesOf(root)
    .map((file) => ({ file, text: readFileSync(file, "utf8") }))
    .filter(({ file, text }) => !/test|migrations/.test(file) && text.split("\n").length < 2500)
    .sort((left, right) => queriesIn(right.text) - queriesIn(left.text));
  if (!best) throw new Error("The project has no Python files.");
  const once = best.text.split("\n");
  const lines = Array.from({ length: Math.ceil(2000 / once.length) }, () => once)
    .flat()
    .slice(0, 2000);
  const header = lines.findIndex((text, at) => at > 200 && /^def .*:$/.test(text));
  if (header < 0) lines.push("def bench():", "    return 1", "");
  const line = header < 0 ? lines.length - 2 : header + 1;
  return { file: best.file, text: lines.join("\n"), line };
}

function queriesIn(text: string): number {
  return text.split(".objects.").length;
}

function popularModel(root: string): {
  readonly file: string;
  readonly line: number;
  readonly users: readonly string[];
} {
  const texts = sourcesOf(root).map((file) => ({ file, text: readFileSync(file, "utf8") }));
  const models = texts.flatMap(({ file, text }) =>
    [...text.matchAll(/^class (\w+)\((?:models\.Model|\w*Model\w*)\):\n(?=    \w+ = models\.)/gm)].map(
      (match) => ({
        file,
        name: match[1] ?? "",
        line: text.slice(0, match.index + match[0].length).split("\n").length - 1,
      }),
    ),
  );
  const counted = models.map((model) => ({
    ...model,
    users: texts
      .filter(
        ({ file, text }) =>
          file !== model.file && !/test|migrations/.test(file) && text.includes(`${model.name}.objects.`),
      )
      .map(({ file }) => file),
  }));
  const [best] = counted.sort((left, right) => right.users.length - left.users.length);
  if (!best) throw new Error("The project has no models.");
  return best;
}

function sourcesOf(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".py"))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function summary(times: readonly number[], subtracted: number): object {
  const sorted = times.map((time) => time - subtracted).sort((left, right) => left - right);
  const at = (share: number): number =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN).toFixed(1));
  return { edits: times.length, "median ms": at(0.5), "95 % ms": at(0.95), "slowest ms": at(1) };
}

/** The system's own account of the process, where it keeps one. */
function peakOf({ pid = 0 }: ChildProcess): number | string {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024);
  } catch {
    return "unknown";
  }
}
