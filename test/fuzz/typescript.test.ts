// Lowering TypeScript never throws: texts cut at every line, at odd places, and nested without end.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Syntax } from "../../rules/src/syntax/syntax.js";
import { forEachExpression } from "../../rules/src/syntax/walk.js";
import { lower } from "../../rules/src/syntax/typescript/lower.js";

const project = fileURLToPath(new URL("../projects/prisma-library", import.meta.url));
const sources = readdirSync(project, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.m?[jt]s$/.test(file))
  .map((file) => readFileSync(path.join(project, file), "utf8"));
const classes = `@Injectable()
export class Books<T extends object = {}> extends Base<T> implements Shelf {
  static #count = 0;
  constructor(private readonly prisma: PrismaService, { a, ...rest }: Options = {}) { super(\`\${a}\`); }
  get size() { return this.books?.length ?? 0 }
  async *pages(): AsyncGenerator<Book> { for await (const page of this.all()) yield* page }
  handler = async ({ ctx: { db } }) => { try { await db.book.findMany({ ...rest, where: { id } }) } catch { } }
}
export const view = <List rows={rows}>{rows.map((row) => <Row key={row.id} {...row} />)}</List>;
module.exports = { ...a, b: () => { switch (c) { case 1: break; default: } } };
`;

describe("lowering TypeScript", () => {
  test("there is something to cut", () => expect(sources.length).toBeGreaterThan(4));

  test("takes files cut at every line", () => {
    for (const text of [...sources, classes]) {
      for (let end = 0; end >= 0; end = text.indexOf("\n", end + 1))
        checkSpans(lower(text.slice(0, end), "a.tsx"));
    }
  });

  test("takes files cut at every seventh character, and without their start", () => {
    for (const file of ["a.ts", "a.jsx"]) {
      for (let at = 0; at < classes.length; at += 7) {
        checkSpans(lower(classes.slice(0, at), file));
        checkSpans(lower(classes.slice(at), file));
      }
    }
  });

  test.each([
    ["parentheses", (depth: number) => `${"(".repeat(depth)}a${")".repeat(depth)}`],
    ["arrays", (depth: number) => `${"[".repeat(depth)}a${"]".repeat(depth)}`],
    ["calls", (depth: number) => `a${".b()".repeat(depth)}`],
    ["sums", (depth: number) => `a${" + b".repeat(depth)}`],
    ["functions", (depth: number) => `${"() => ".repeat(depth)}a`],
    ["blocks", (depth: number) => `${"if (a) { ".repeat(depth)}${"}".repeat(depth)}`],
    ["objects", (depth: number) => `x = ${"{ a: ".repeat(depth)}1${" }".repeat(depth)}`],
  ])("takes %s nested without end", (_, text) => {
    for (const depth of [100, 1000, 20_000]) checkSpans(lower(text(depth), "a.ts"));
  });
});

/** Offsets lie inside the file, and what is lowered late can be lowered. */
function checkSpans({ text, body, comments }: Syntax): void {
  forEachExpression(body, ({ start, end }) => {
    if (!(start >= 0 && end >= start && end <= text.length))
      throw new Error(`${String(start)}–${String(end)} is not inside ${String(text.length)} characters`);
  });
  for (const { start, end } of comments) expect(text.slice(start, end)).toMatch(/^\/[/*]/);
}
