/** `import` and `from … import`. */
import type { Alias, Import, ImportFrom } from "../ast.js";
import * as token from "../tokens.js";
import { accept, advance, expect, fail, parseIdentifier, type Cursor } from "./cursor.js";

/** `import a.b as c, d` */
export function parseImport(cursor: Cursor): Import {
  const start = cursor.start;
  advance(cursor);
  const names: Alias[] = [];
  do names.push(parseAlias(cursor, parseDottedName));
  while (accept(cursor, token.Comma));
  return { type: "Import", start, end: cursor.lastEnd, names };
}

/** `from ..a import b as c, d` */
export function parseFrom(cursor: Cursor): ImportFrom {
  const start = cursor.start;
  advance(cursor);
  const level = parseLevel(cursor);
  const module = cursor.kind === token.Identifier ? parseDottedName(cursor) : undefined;
  if (module === undefined && level === 0) fail(cursor, "expected a module");
  const names = expect(cursor, token.Import) ? parseImportedNames(cursor) : [];
  return { type: "ImportFrom", start, end: cursor.lastEnd, module, names, level };
}

function parseLevel(cursor: Cursor): number {
  let level = 0;
  for (;;) {
    if (accept(cursor, token.Dot)) level += 1;
    else if (accept(cursor, token.Ellipsis)) level += 3;
    else return level;
  }
}

function parseImportedNames(cursor: Cursor): readonly Alias[] {
  const { start, end } = cursor;
  if (accept(cursor, token.Star)) return [{ type: "alias", start, end, name: "*", asname: undefined }];
  const isInParentheses = accept(cursor, token.LeftParen);
  const names: Alias[] = [];
  do {
    if (names.length > 0 && cursor.kind === token.RightParen) break;
    names.push(parseAlias(cursor, parseIdentifier));
  } while (accept(cursor, token.Comma));
  if (isInParentheses) expect(cursor, token.RightParen);
  return names;
}

function parseAlias(cursor: Cursor, parseName: (cursor: Cursor) => string): Alias {
  const start = cursor.start;
  const name = parseName(cursor);
  const asname = accept(cursor, token.As) ? parseIdentifier(cursor) : undefined;
  return { type: "alias", start, end: cursor.lastEnd, name, asname };
}

function parseDottedName(cursor: Cursor): string {
  let name = parseIdentifier(cursor);
  while (accept(cursor, token.Dot)) name += `.${parseIdentifier(cursor)}`;
  return name;
}
