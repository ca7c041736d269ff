/**
 * What the language server costs while somebody types: from a keystroke to its diagnostics.
 *
 *     npm run build && npx tsx test/bench/server.ts FOLDER [SERVER]
 *
 * A real server over standard input and output. In a file of about 2,000 lines, made of the project's largest, a statement
 * is typed character by character into functions all over the file, and taken out again; then into a method of a model,
 * and last a column is added to that model, while five files that import it are open. What is pushed comes after the
 * server's own pause for fast typists, which is subtracted. SERVER is another bundle of the server (`main.js`, from
 * before a change), measured beside.
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
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";

/** What is typed, and into how many functions. */
const typed = "rows = [row for row in (1, 2)]";
const places = 8;
const columns = 20;
/** The server's pause before it pushes: `pause` in `server/src/features/diagnostics.ts`. */
const pause = 30;

const [folder, other] = process.argv.slice(2).map((given) => path.resolve(given));
if (folder === undefined) throw new Error("Give the folder of a project.");
/** What is shipped: `npm run build` makes it. */
const main = fileURLToPath(new URL("../../server/dist/main.js", import.meta.url));
if (!existsSync(main)) throw new Error("Build first: npm run build");
console.log(`${folder}; Node ${process.versions.node}`);
for (const server of other === undefined ? [main] : [other, main]) {
  const pulled = await typing(server, "pull");
  const pushed = await typing(server, "push");
  console.log(server);
  console.table({
    "keystroke, pull": pulled.keystroke,
    "keystroke, push": pushed.keystroke,
    "in a model's method, pull": pulled.method,
    "a model's column, pull": pulled.column,
  });
  console.log(`start-up to the first diagnostics: ${pulled.start} ms`);
  console.log(`peak memory of the server: ${pulled.memory} MB`);
}

interface Session {
  readonly start: number;
  readonly keystroke: object;
  readonly method: object;
  readonly column: object;
  readonly memory: number | string;
}

async function typing(server: string, way: "pull" | "push"): Promise<Session> {
  const started = performance.now();
  const child = spawn(process.execPath, [server, "server", "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
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
  const ask = way === "pull" ? pull : push;
  const long = longFile(root);
  const file = { uri: pathToFileURL(long.file).href, version: 0 };
  await ask(connection, file.uri, () => open(connection, file, long.text));
  const start = Math.round(performance.now() - started);
  const times: number[] = [];
  for (const body of spread(bodiesIn(long.text), places))
    times.push(...(await typeInto(connection, file, body, ask)));
  const model = way === "pull" ? await editModel(connection, root) : { method: {}, column: {} };
  const memory = peakOf(child);
  connection.end();
  child.kill();
  return { start, keystroke: summary(times, way === "push" ? pause : 0), ...model, memory };
}

/** A document as the editor has it. */
interface Opened {
  readonly uri: string;
  version: number;
}

/** Where a body begins. */
interface Body {
  readonly line: number;
  readonly indent: string;
}

type Ask = (connection: ProtocolConnection, uri: string, edit: () => Promise<void>) => Promise<number>;

/** Types a statement into a body and takes it out again: how long each keystroke took. */
async function typeInto(
  connection: ProtocolConnection,
  document: Opened,
  { line, indent }: Body,
  ask: Ask,
): Promise<readonly number[]> {
  const times: number[] = [];
  const edit = async (from: number, to: { line: number; character: number }, text: string): Promise<void> => {
    const range = { start: { line, character: from }, end: to };
    times.push(await ask(connection, document.uri, () => change(connection, document, range, text)));
  };
  await edit(0, { line, character: 0 }, `${indent}\n`);
  for (let index = 0; index < typed.length; index += 1) {
    const at = indent.length + index;
    await edit(at, { line, character: at }, typed.charAt(index));
  }
  await edit(0, { line: line + 1, character: 0 }, "");
  return times;
}

async function change(
  connection: ProtocolConnection,
  document: Opened,
  range: Range,
  text: string,
): Promise<void> {
  document.version += 1;
  await connection.sendNotification(DidChangeTextDocumentNotification.type, {
    textDocument: { uri: document.uri, version: document.version },
    contentChanges: [{ range, text }],
  });
}

/** The bodies of functions whose head is one line. */
function bodiesIn(text: string): readonly Body[] {
  return text
    .split("\n")
    .flatMap((head, at) =>
      /^ *def .*:$/.test(head) ? [{ line: at + 1, indent: `${/^ */.exec(head)?.[0] ?? ""}    ` }] : [],
    );
}

function spread<Item>(items: readonly Item[], count: number): readonly Item[] {
  return items.filter(
    (_, index) =>
      Math.floor((index * count) / items.length) !== Math.floor(((index - 1) * count) / items.length),
  );
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

/** Edits the file of the model that most files name, with five of them open: one of its methods, then its columns. */
async function editModel(
  connection: ProtocolConnection,
  root: string,
): Promise<{ readonly method: object; readonly column: object }> {
  const { file, line, users } = popularModel(root);
  const text = readFileSync(file, "utf8");
  const all: Opened[] = [];
  for (const path of [file, ...users.slice(0, 5)]) {
    const document = { uri: pathToFileURL(path).href, version: 0 };
    await open(connection, document, readFileSync(path, "utf8"));
    all.push(document);
  }
  const [model] = all;
  if (!model) throw new Error("No model is open.");
  const ask = async (): Promise<void> => {
    for (const { uri } of all)
      await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
  };
  await ask();
  const body = bodiesIn(text).at(-1);
  const method = body ? await typeInto(connection, model, body, pull) : [];
  await ask();
  const column: number[] = [];
  for (let turn = 0; turn < columns; turn += 1) {
    const started = performance.now();
    const range = { start: { line, character: 0 }, end: { line: line + Math.min(turn, 1), character: 0 } };
    await change(connection, model, range, `    bench_${turn} = models.BinaryField()\n`);
    await ask();
    column.push(performance.now() - started);
  }
  return { method: summary(method, 0), column: summary(column, 0) };
}

function open(connection: ProtocolConnection, document: Opened, text: string): Promise<void> {
  document.version += 1;
  return connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri: document.uri, languageId: "python", version: document.version, text },
  });
}

/** The file with most queries of some length, repeated until it has 2,000 lines. */
function longFile(root: string): { readonly file: string; readonly text: string } {
  const [best] = sourcesOf(root)
    .map((file) => ({ file, text: readFileSync(file, "utf8") }))
    .filter(({ file, text }) => !/test|migrations/.test(file) && text.split("\n").length < 2500)
    .sort((left, right) => queriesIn(right.text) - queriesIn(left.text));
  if (!best) throw new Error("The project has no Python files.");
  const once = best.text.split("\n");
  const lines = Array.from({ length: Math.ceil(2000 / once.length) }, () => once)
    .flat()
    .slice(0, 2000);
  return { file: best.file, text: lines.join("\n") };
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
