// Messages of MongoDB's wire protocol, as far as drivers of today need them:
// https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/
import mongoose from "mongoose";

const { BSON } = mongoose.mongo;

/** A document as it is sent. */
export type Document = Record<string, unknown>;

/** A command that a driver sends. */
export interface Request {
  readonly id: number;
  /** The way of asking that only the first question has. */
  readonly isLegacy: boolean;
  readonly command: Document;
}

const message = 2013;
const legacyQuery = 2004;
const legacyReply = 1;
const headerLength = 16;

/** The requests in what has come so far, and the bytes of one that has not come whole. */
export function readRequests(bytes: Buffer): {
  readonly requests: readonly Request[];
  readonly rest: Buffer;
} {
  const requests: Request[] = [];
  let rest = bytes;
  while (rest.length >= headerLength && rest.length >= rest.readInt32LE(0)) {
    const length = rest.readInt32LE(0);
    const request = readRequest(rest.subarray(0, length));
    if (request) requests.push(request);
    rest = rest.subarray(length);
  }
  return { requests, rest };
}

function readRequest(bytes: Buffer): Request | undefined {
  const [id, code] = [bytes.readInt32LE(4), bytes.readInt32LE(12)];
  if (code === message) return { id, isLegacy: false, command: readSections(bytes) };
  if (code !== legacyQuery) return undefined;
  const name = bytes.indexOf(0, headerLength + 4);
  return { id, isLegacy: true, command: documentAt(bytes, name + 1 + 8) };
}

/** A document, and lists of documents that belong into it under a name. */
function readSections(bytes: Buffer): Document {
  let command: Document = {};
  for (let at = headerLength + 4; at < bytes.length;) {
    const kind = bytes[at];
    at += 1;
    const size = bytes.readInt32LE(at);
    if (kind === 0) command = { ...documentAt(bytes, at), ...command };
    else {
      const nameEnd = bytes.indexOf(0, at + 4);
      const documents: Document[] = [];
      for (let inner = nameEnd + 1; inner < at + size; inner += bytes.readInt32LE(inner))
        documents.push(documentAt(bytes, inner));
      command = { ...command, [bytes.toString("utf8", at + 4, nameEnd)]: documents };
    }
    at += size;
  }
  return command;
}

function documentAt(bytes: Buffer, at: number): Document {
  return BSON.deserialize(bytes.subarray(at, at + bytes.readInt32LE(at)), { promoteBuffers: false });
}

/** The bytes of an answer. */
export function writeReply({ id, isLegacy }: Request, answer: Document): Buffer {
  const body = Buffer.from(BSON.serialize(answer));
  const head = isLegacy ? Buffer.alloc(20) : Buffer.alloc(5);
  if (isLegacy) head.writeInt32LE(1, 16);
  const header = Buffer.alloc(headerLength);
  header.writeInt32LE(headerLength + head.length + body.length, 0);
  header.writeInt32LE(id, 8);
  header.writeInt32LE(isLegacy ? legacyReply : message, 12);
  return Buffer.concat([header, head, body]);
}
