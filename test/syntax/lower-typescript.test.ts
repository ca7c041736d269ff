// TypeScript and JavaScript as neutral syntax, written down in one line each.
import { describe, expect, test } from "vitest";
import { lower } from "../../rules/src/syntax/typescript/lower.js";
import { describeBody } from "./describe-syntax.js";

const cases: readonly (readonly [title: string, text: string, body: string])[] = [
  ["awaits and members", "await prisma.book.findMany()", "(await prisma.book.findMany())"],
  [
    "object literals with shorthand, spread and methods",
    "f({ take, ...rest, 'a-b': 1, m() {} })",
    'f({"take": take, ...rest, "a-b": 1, "m": () => {}})',
  ],
  ["what only the compiler sees", "((rows as Row[])!.length satisfies number)", "rows.length"],
  ["optional chains", "a?.b?.[0]?.c()", "a.b[0].c()"],
  ["members by text", "row['title']", "row.title"],
  [
    "comparisons in neutral words",
    "a === b && !(c !== d) || e ?? f",
    "(((a == b and (not c != d)) or e) ?? f)",
  ],
  [
    "arrow functions with patterns",
    "rows.map(({ id, author: { name } }) => name)",
    'rows.map(({"id": id, "author": {"name": name}}) => name)',
  ],
  ["for await over a pattern", "for await (const [a, b] of rows) { f(a) }", "for await [a, b] of rows: f(a)"],
  ["counting loops", "for (let i = 0; i < 3; i++) f(i)", "i = 0; while i < 3: f(i); i += 1"],
  [
    "declarations without a value; types that are keywords promise nothing",
    "let client: PrismaClient | undefined",
    "client: (PrismaClient | ?())",
  ],
  ["types with their arguments", "let rows: Promise<Book[]>", "rows: Promise[Array[Book]]"],
  ["names for types", "type Context = { db: typeof db }", 'Context: {"db": (typeof db)}'],
  [
    "assignments inside conditions",
    "if ((row = next()) != null) f(row)",
    "if (row := next()) != null: f(row)",
  ],
  ["logical assignments", "cache.client ??= make()", "cache.client = (cache.client ?? make())"],
  ["templates", "`${a}-${b.c}`", "`a b.c`"],
  ["tagged templates", "sql`select ${id}`", "sql(`id`)"],
  [
    "imports",
    'import d, { a as b } from "m"; import * as n from "k"',
    "import default as d, a as b from m; import * as n from k",
  ],
  [
    "exports",
    'export const a = 1; export { b as c } from "m"; export * from "k"; export default f()',
    "a = 1; export a; export b as c from m; export * from k; default = f(); export default",
  ],
  [
    "required modules",
    'const { a: b } = require("m"); const k = require("k")',
    "import a as b from m; import export= as k from k",
  ],
  [
    "what CommonJS exports",
    "module.exports = { a, b: c }; exports.d = 1",
    'exports.export= = {"a": a, "b": c}; export exports.export= as export=, a, c as b; exports.d = 1; export exports.d as d',
  ],
  [
    "classes with parameter properties, getters and statics",
    "@Injectable() class S extends Base<T> { private x = 1; constructor(private readonly db: Db) { super() } @Get() all() { return this.db } get y() { return 1 } static z() {} }",
    "@Injectable() class S(Base[T]): x = 1; db: Db; def constructor(this, db: Db): this.db = db; super(); @Get() def all(this): return this.db; getter def y(this): return 1; static def z(this): ",
  ],
  [
    "decorated fields, and types that a base class is given",
    "class U extends Base<A, B[]> { @Column({ select: false }) pdf: Buffer; @ManyToOne(() => Author) author = f(); constructor(@Inject(Db) private db: Db) {} }",
    'class U(Base[[A, Array[B]]]): @Column({"select": false}) pdf: Buffer; @ManyToOne(() => Author) author = f(); @Inject(Db) db: Db; def constructor(this, db: Db): this.db = db',
  ],
  [
    "decorated default exports",
    "export default class extends Base {}",
    "class default(Base): ; export default",
  ],
  [
    "try, switch and throw",
    "try { f() } catch (e) { throw e } finally { g() } switch (a) { case 1: f(); break; default: g() }",
    "try: f() catch e: throw e finally: g(); match a: case 1: f() case: g()",
  ],
  ["enums as objects", 'enum Status { Open = "open" }', 'Status = {"Open": "open"}'],
];

describe("TypeScript as neutral syntax", () => {
  test.each(cases)("%s", (_, text, body) => {
    const syntax = lower(text, "a.ts");
    expect(syntax.errors).toEqual([]);
    expect(describeBody(syntax.body)).toBe(body);
  });

  test("JSX keeps what stands inside", () => {
    const text = "const a = <List rows={rows}>{rows.map((row) => <Row {...row} />)}</List>";
    expect(describeBody(lower(text, "a.tsx").body)).toBe("a = ?(rows, rows.map((row) => ?(row)))");
  });

  test("JavaScript may hold JSX, TypeScript may hold assertions", () => {
    expect(lower("const a = <b>{c}</b>", "a.js").errors).toEqual([]);
    expect(lower("const a = <T>b", "a.ts").errors).toEqual([]);
  });

  test("half a file keeps the rest", () => {
    const syntax = lower("function a() { return prisma.book. }\nconst b = 1;", "a.ts");
    expect(syntax.errors.length).toBe(1);
    expect(describeBody(syntax.body)).toContain("b = 1");
  });

  test("comments are found outside of text only", () => {
    const text =
      '// one\nconst a = "// no"; /* two */ const b = /\\/\\/no/; const c = `// no ${/* three */ d} // no`;\n';
    const syntax = lower(text, "a.ts");
    expect(syntax.comments.map(({ start, end }) => text.slice(start, end))).toEqual([
      "// one",
      "/* two */",
      "/* three */",
    ]);
  });

  test("comments stand between tags and not in their text", () => {
    const text = "const a = <p>https://x {/* one */} // no</p>; // two";
    const { comments } = lower(text, "a.tsx");
    expect(comments.map(({ start, end }) => text.slice(start, end))).toEqual(["/* one */", "// two"]);
  });
});
