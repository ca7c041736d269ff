// A stand-in for a MongoDB server: neither npm nor Debian has one. It answers the commands that Mongoose sends for the
// programs of this suite and remembers them. It shows what is sent and what becomes of the answers; it has no storage, no
// indexes, no sessions, and nobody else writes.
import { createServer, type Socket } from "node:net";
import mongoose from "mongoose";
import { aggregateIn, type Collections, findIn, matchingIn, updateIn } from "./collections.js";
import { type Document, readRequests, writeReply } from "./messages.js";
import { isDocument, listIn, numberIn } from "./values.js";

const { Long } = mongoose.mongo.BSON;

/** A running stand-in. */
export interface Server {
  readonly address: string;
  /** The commands about collections since the last call. */
  readonly commands: () => readonly Document[];
  readonly stop: () => Promise<void>;
}

/** Starts a stand-in on a free port of this machine. */
export async function startServer(): Promise<Server> {
  const state: State = { collections: new Map(), cursors: new Map(), lastCursor: 0, log: [] };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let rest: Buffer = Buffer.alloc(0);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", (bytes) => {
      const read = readRequests(Buffer.concat([rest, bytes]));
      rest = read.rest;
      for (const request of read.requests) socket.write(writeReply(request, answer(state, request.command)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the stand-in has no port");
  return {
    address: `mongodb://127.0.0.1:${String(address.port)}/library`,
    commands: () => state.log.splice(0),
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

interface State {
  readonly collections: Collections;
  readonly cursors: Map<number, Document[]>;
  lastCursor: number;
  readonly log: Document[];
}

/** Documents of a first batch that nobody gave a size: https://www.mongodb.com/docs/manual/tutorial/iterate-a-cursor/ */
const firstBatch = 101;

function answer(state: State, command: Document): Document {
  const [name = ""] = Object.keys(command);
  const respond = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!respond)
    return greetings.includes(name) ? greeting : { ok: 0, errmsg: `no command ${name}`, code: 59 };
  state.log.push(command);
  return { ok: 1, ...respond(state, command, String(command[name])) };
}

const greetings = ["hello", "ismaster", "isMaster", "ping", "endSessions", "createIndexes", "create"];

const greeting: Document = {
  ok: 1,
  helloOk: true,
  isWritablePrimary: true,
  ismaster: true,
  maxBsonObjectSize: 16_777_216,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  minWireVersion: 0,
  maxWireVersion: 21,
};

type Command = (state: State, command: Document, collection: string) => Document;

const commands: Readonly<Record<string, Command>> = {
  find: (state, command, collection) => {
    const isWhole = command["singleBatch"] === true;
    const size = isWhole ? Infinity : numberIn(command["batchSize"]);
    return openCursor(state, collection, findIn(documentsIn(state, collection), command), size);
  },
  aggregate: (state, command, collection) => {
    const cursor = command["cursor"];
    const size = isDocument(cursor) ? numberIn(cursor["batchSize"]) : undefined;
    return openCursor(
      state,
      collection,
      aggregateIn(documentsIn(state, collection), command["pipeline"]),
      size,
    );
  },
  getMore: (state, command) => {
    const id = Number(command["getMore"]);
    const left = state.cursors.get(id) ?? [];
    const nextBatch = left.splice(0, numberIn(command["batchSize"]) ?? Infinity);
    if (left.length === 0) state.cursors.delete(id);
    const open = Long.fromNumber(left.length === 0 ? 0 : id);
    return { cursor: { id: open, ns: `library.${String(command["collection"])}`, nextBatch } };
  },
  killCursors: (state, command) => {
    for (const id of listIn(command["cursors"])) state.cursors.delete(Number(id));
    return { cursorsKilled: command["cursors"] };
  },
  insert: (state, command, collection) => {
    const documents = listIn(command["documents"]).filter(isDocument);
    documentsIn(state, collection).push(...documents);
    return { n: documents.length };
  },
  update: (state, command, collection) => {
    const n = updateIn(documentsIn(state, collection), command["updates"]);
    return { n, nModified: n };
  },
  delete: (state, command, collection) => {
    const documents = documentsIn(state, collection);
    let n = 0;
    for (const one of listIn(command["deletes"]).filter(isDocument)) {
      const found = matchingIn(documents, one["q"]);
      for (const document of numberIn(one["limit"]) === 1 ? found.slice(0, 1) : found) {
        documents.splice(documents.indexOf(document), 1);
        n += 1;
      }
    }
    return { n };
  },
};

function openCursor(
  state: State,
  collection: string,
  found: readonly Document[],
  size: number = firstBatch,
): Document {
  const [batch, left] = [found.slice(0, size), found.slice(size)];
  if (left.length > 0) {
    state.lastCursor += 1;
    state.cursors.set(state.lastCursor, left);
  }
  const id = Long.fromNumber(left.length > 0 ? state.lastCursor : 0);
  return { cursor: { id, ns: `library.${collection}`, firstBatch: batch } };
}

function documentsIn({ collections }: State, name: string): Document[] {
  const known = collections.get(name) ?? [];
  collections.set(name, known);
  return known;
}
