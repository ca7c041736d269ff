import type { AssignStatement, Expression, Statement, Syntax } from "../syntax/syntax.js";
import { blocksOf, childrenOf, forEachExpression } from "../syntax/walk.js";
import type { Engine } from "./environment.js";

/** What one settings file says about the default database. */
export interface DatabaseFacts {
  readonly engines: readonly Engine[];
  /** It has a default database whose engine only the program's surroundings tell. */
  readonly isUnknown: boolean;
  /** What `DISABLE_SERVER_SIDE_CURSORS` is set to; `undefined` when it is not mentioned. */
  readonly cursors?: "on" | "off" | "unknown";
  readonly hasTransactionPooler: boolean;
}

const engineNames: readonly { readonly engine: Engine; readonly pattern: RegExp }[] = [
  { engine: "postgresql", pattern: /postg|psycopg|cockroach|timescale/ },
  { engine: "mysql", pattern: /mysql|mariadb/ },
  { engine: "sqlite", pattern: /sqlite|spatialite/ },
  { engine: "oracle", pattern: /oracle/ },
];

/** Engines of the dictionaries that a file of settings helpers makes databases from. */
export function enginesIn(syntax: Syntax): readonly Engine[] {
  const engines = new Set<Engine>();
  forEachExpression(syntax.body, (expression) => {
    if (expression.kind !== "dictionary") return;
    for (const { key, value } of expression.entries) {
      if (key?.kind !== "literal" || key.value !== "ENGINE") continue;
      for (const engine of textsIn(value, new Map()).flatMap(enginesNamed)) engines.add(engine);
    }
  });
  return [...engines];
}

/** Reads the default database of a settings file, `undefined` when there is none. */
export function databaseIn(syntax: Syntax): DatabaseFacts | undefined {
  const values = assignedValues(syntax.body);
  const found = databaseValues(syntax.body, values);
  if (found.length === 0) return undefined;
  const entries = found.flatMap((value) => entriesIn(value));
  const engineTexts = entries.filter(([key]) => key === "ENGINE").map(([, value]) => textsIn(value, values));
  const urls = found.flatMap((value) => textsIn(value, values)).filter((text) => text.includes("://"));
  const named = [...engineTexts.flat(), ...urls.map((url) => url.slice(0, url.indexOf("://")))];
  const engines = new Set(named.flatMap(enginesNamed));
  const cursors = entries.filter(([key]) => key === "DISABLE_SERVER_SIDE_CURSORS").map(([, value]) => value);
  const hosts = found.flatMap((value) => textsIn(value, values));
  const ports = entries.filter(([key]) => key === "PORT").flatMap(([, value]) => textsIn(value, values));
  return {
    engines: [...engines].sort(),
    isUnknown: engines.size === 0,
    ...(cursors.length > 0 ? { cursors: cursorsOf(cursors) } : {}),
    hasTransactionPooler:
      ports.includes("6432") ||
      hosts.some((host) => /pgbouncer|supavisor|\bpooler\b|-pooler|:6432/i.test(host)),
  };
}

function enginesNamed(name: string): readonly Engine[] {
  return engineNames.flatMap(({ engine, pattern }) => (pattern.test(name) ? [engine] : []));
}

type Values = ReadonlyMap<string, readonly Expression[]>;

/** Values of plain names anywhere in a file: settings are put together from them. */
function assignedValues(statements: readonly Statement[]): Values {
  const values = new Map<string, Expression[]>();
  forEachAssignment(statements, ({ targets, value }) => {
    for (const target of targets) {
      if (target.kind !== "name" || !value) continue;
      const known = values.get(target.name);
      if (known) known.push(value);
      else values.set(target.name, [value]);
    }
  });
  return values;
}

/** Values that become `DATABASES["default"]` or an entry of it. */
function databaseValues(statements: readonly Statement[], values: Values): readonly Expression[] {
  const found: Expression[] = [];
  forEachAssignment(statements, (statement) => {
    if (!statement.value) return;
    for (const target of statement.targets) {
      const path = pathOf(target);
      if (path[0] !== "DATABASES" || (path[1] !== undefined && path[1] !== "default")) continue;
      if (path.length === 1) found.push(...defaultsIn(statement.value, values, longestChain));
      // An entry is read like a dictionary that holds nothing else.
      else if (path.length === 2) found.push(...resolved(statement.value, values, longestChain));
      else
        found.push({
          kind: "dictionary",
          start: statement.start,
          end: statement.end,
          entries: [{ key: literal(path[2] ?? ""), value: statement.value }],
        });
    }
  });
  forEachUpdate(statements, (target, value) => {
    if (pathOf(target).join(".") === "DATABASES.default")
      found.push(...resolved(value, values, longestChain));
  });
  forEachReturnOf("DATABASES", statements, (value) => found.push(...defaultsIn(value, values, longestChain)));
  return found;
}

/** How many names are followed from one to the next. */
const longestChain = 4;

/** The default database of a value of `DATABASES`; the value itself where nothing tells the databases apart. */
function defaultsIn(value: Expression, values: Values, left: number): readonly Expression[] {
  return resolved(value, values, left).flatMap((one) => {
    if (isTakenOver(one)) return [];
    if (one.kind !== "dictionary") return [one];
    const entries = one.entries.filter(
      ({ key }) => key !== undefined && textsIn(key, values).includes("default"),
    );
    return entries.flatMap((entry) => resolved(entry.value, values, left));
  });
}

/** Takes over what another settings file says: `getattr(base, "DATABASES")`, `base.DATABASES`. */
function isTakenOver(value: Expression): boolean {
  if (value.kind === "member") return value.property === "DATABASES";
  if (value.kind === "name") return value.name === "DATABASES";
  return (
    value.kind === "call" &&
    value.arguments.some((argument) => isTakenOver(argument.value) || isDatabasesText(argument.value))
  );
}

function isDatabasesText(value: Expression): boolean {
  return value.kind === "literal" && value.value === "DATABASES";
}

function resolved(value: Expression, values: Values, left: number): readonly Expression[] {
  if (value.kind === "conditional")
    return [value.consequent, value.alternate].flatMap((one) => resolved(one, values, left));
  const known = value.kind === "name" && left > 0 ? values.get(value.name) : undefined;
  return known ? known.flatMap((one) => resolved(one, values, left - 1)) : [value];
}

/** Entries of a dictionary, of those that it spreads, and of its `OPTIONS`; also `dict(ENGINE=…)`. */
function entriesIn(value: Expression): readonly (readonly [string, Expression])[] {
  if (value.kind === "call")
    return value.arguments.flatMap((argument) =>
      argument.name === undefined ? entriesIn(argument.value) : [[argument.name, argument.value] as const],
    );
  if (value.kind !== "dictionary") return [];
  return value.entries.flatMap(({ key, value: inner }) => {
    const name = key?.kind === "literal" && typeof key.value === "string" ? key.value : undefined;
    return name === undefined ? entriesIn(inner) : [[name, inner] as const, ...entriesIn(inner)];
  });
}

function cursorsOf(values: readonly Expression[]): "on" | "off" | "unknown" {
  const known = new Set(values.map((value) => (value.kind === "literal" ? value.value : undefined)));
  if (known.size > 1) return "unknown";
  return known.has(true) ? "off" : known.has(false) ? "on" : "unknown";
}

/** Literal texts and numbers of an expression, names followed; names of environment variables are none. */
function textsIn(value: Expression, values: Values, left = longestChain): readonly string[] {
  if (value.kind === "literal") {
    const text = String(value.value ?? "");
    return /^[A-Z][A-Z0-9_]*$/.test(text) ? [] : [text];
  }
  if (value.kind === "name")
    return left > 0 ? (values.get(value.name) ?? []).flatMap((one) => textsIn(one, values, left - 1)) : [];
  return childrenOf(value).flatMap((one) => textsIn(one, values, left));
}

/** `["DATABASES", "default", "ENGINE"]` of `DATABASES["default"]["ENGINE"]`. */
function pathOf(target: Expression): readonly string[] {
  if (target.kind === "name") return [target.name];
  if (target.kind !== "index") return [];
  const { index, object } = target;
  const path = pathOf(object);
  return path.length === 0 ? [] : [...path, index.kind === "literal" ? String(index.value) : ""];
}

function literal(value: string): Expression {
  return { kind: "literal", value, start: 0, end: 0 };
}

function forEachAssignment(
  statements: readonly Statement[],
  visit: (statement: AssignStatement) => void,
): void {
  for (const statement of statements) {
    if (statement.kind === "assign") visit(statement);
    for (const block of blocksOf(statement)) forEachAssignment(block, visit);
  }
}

/** `target.update(value)` as a statement. */
function forEachUpdate(
  statements: readonly Statement[],
  visit: (target: Expression, value: Expression) => void,
): void {
  for (const statement of statements) {
    const call =
      statement.kind === "expression" && statement.expression.kind === "call"
        ? statement.expression
        : undefined;
    const [argument] = call?.arguments ?? [];
    if (call?.callee.kind === "member" && call.callee.property === "update" && argument)
      visit(call.callee.object, argument.value);
    for (const block of blocksOf(statement)) forEachUpdate(block, visit);
  }
}

/** Settings written as classes may compute the databases in a property. */
function forEachReturnOf(
  name: string,
  statements: readonly Statement[],
  visit: (value: Expression) => void,
): void {
  for (const statement of statements) {
    if (statement.kind === "function" && statement.name === name) forEachReturn(statement.body, visit);
    else for (const block of blocksOf(statement)) forEachReturnOf(name, block, visit);
  }
}

function forEachReturn(statements: readonly Statement[], visit: (value: Expression) => void): void {
  for (const statement of statements) {
    if (statement.kind === "return" && statement.value) visit(statement.value);
    for (const block of blocksOf(statement)) forEachReturn(block, visit);
  }
}
