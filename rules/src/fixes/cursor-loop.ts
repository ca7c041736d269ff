import type { Edit } from "../finding.js";
import { heaviest } from "../flow/heavy.js";
import type { AssignStatement, LoopStatement, Statement } from "../syntax/statements.js";
import type { CallExpression, Expression } from "../syntax/syntax.js";
import { blocksOf, childrenOf, expressionsOf } from "../syntax/walk.js";
import { hasEffect, madeElsewhere } from "./caveats.js";
import { noHook, runOf } from "./chain-call.js";
import { livesShortly, loopOf, runOnce, usedHere, usedOnce } from "./conditions.js";
import type { Caveat, Condition, Form, Rewriting, Site } from "./form.js";
import { indented } from "./nested-loop.js";
import { clientKnown } from "./option-call.js";
import { jumpsOut, surroundingsOf } from "./surroundings.js";
import { edit, endOf, freshName, indentAt, newline, sourceOf, stepOf } from "./text.js";

const createsNothing: Condition = {
  holds: "the loop creates no rows that it would meet again",
  otherwise: "the loop creates rows of the collection that it reads, and the cursor may meet them",
  brokenAt: ({ query }) => query.effects.find((effect) => effect.kind === "create")?.at,
};

const ownWrites: Caveat = {
  text: "rows that are changed meanwhile may come again or be missed",
  applies: (site) => hasEffect(site, ["update", "unknown-call"]),
};

const runsLater: Caveat = {
  text: "the query runs when the loop starts",
  applies: (site) => {
    const loop = statementOf(site);
    const made = loop && assignmentOf(site, loop);
    return made !== undefined && loop !== undefined && !isNext(site, made, loop);
  },
};

/** Reads the rows one by one: `for await (const book of Book.find().cursor({ batchSize: 100 }))`. */
export const cursorLoop: Form = {
  intent: "stream",
  form: "stream",
  fits: (site) => site.rewrites.chain !== undefined && statementOf(site) !== undefined,
  conditions: [usedHere, usedOnce, runOnce, livesShortly, clientKnown, noHook, createsNothing],
  caveats: [ownWrites, runsLater, madeElsewhere],
  write(site) {
    const loop = statementOf(site);
    const rewrite = site.rewrites.chain?.cursor;
    if (!loop || !rewrite) return undefined;
    const call = cursorCall(site, rewrite);
    const made = assignmentOf(site, loop);
    const source = made?.value ?? loop.iterable;
    const chain = runOf(site, source);
    if (!chain) return undefined;
    const cursor = `${sourceOf(site, chain)}${call}`;
    const title = "Stream the rows with a cursor";
    if (made) return inVariable(site, loop, { made, source, cursor, title, close: rewrite.close });
    if (!mayEndEarly(loop)) return { title, edits: [...awaiting(site, loop), edit(site, source, cursor)] };
    return guarded(site, loop, { cursor, title, close: rewrite.close });
  },
};

/** `.cursor({ batchSize: 100 })` */
export function cursorCall({ query, catalog }: Site, { method, options, sizes }: Cursor): string {
  return `.${method}(${options(sizes[heaviest(query, catalog)])})`;
}

type Cursor = NonNullable<Site["rewrites"]["chain"]>["cursor"];

interface Parts {
  readonly cursor: string;
  readonly title: string;
  readonly close: string;
}

/** `const books = await …; for (const book of books)`: the name holds the cursor. */
function inVariable(
  site: Site,
  loop: LoopStatement,
  {
    made,
    source,
    cursor,
    title,
    close,
  }: Parts & { readonly made: AssignStatement; readonly source: Expression },
): Rewriting | undefined {
  // A type that is written down is that of the rows.
  if (made.annotation) return undefined;
  const name = sourceOf(site, loop.iterable);
  const edits = [edit(site, source, cursor), ...awaiting(site, loop)];
  if (!mayEndEarly(loop)) return { title, edits };
  const around = wrapped(site, loop, [], `${name}${close}`);
  return made.end <= loop.start && around ? { title, edits: [...edits, ...around] } : undefined;
}

/** A cursor that is not read to its end stays open, so that it has to be closed in any case. */
function guarded(site: Site, loop: LoopStatement, { cursor, title, close }: Parts): Rewriting | undefined {
  const { text } = site.syntax;
  const name = freshName(text, "cursor");
  const end = endOf(text);
  const around = wrapped(site, loop, [`const ${name} = ${cursor}${end}`], `${name}${close}`);
  return around && { title, edits: [...around, ...awaiting(site, loop), edit(site, loop.iterable, name)] };
}

/** The loop between `try {` and `} finally { … }`, one step further to the right. */
function wrapped(
  site: Site,
  loop: LoopStatement,
  before: readonly string[],
  close: string,
): readonly Edit[] | undefined {
  const { text } = site.syntax;
  const indent = indentAt(text, loop.start);
  const lineStart = text.lastIndexOf("\n", loop.start - 1) + 1;
  if (text.slice(lineStart, loop.start).trim() !== "") return undefined;
  const [line, step] = [newline(text), stepOf(text)];
  const head = [...before, "try {", ""].join(`${line}${indent}`);
  const tail = ["", "} finally {", `${step}await ${close}${endOf(text)}`, "}"].join(`${line}${indent}`);
  const next = text.indexOf("\n", loop.start) + 1;
  const rest = next > 0 && next < loop.end ? indented(site, loop, { start: next, end: loop.end }, step) : [];
  return [
    edit(site, { start: loop.start, end: loop.start }, `${head}${step}`),
    ...rest,
    edit(site, { start: loop.end, end: loop.end }, tail),
  ];
}

/** `for (` becomes `for await (`. */
function awaiting(site: Site, loop: LoopStatement): readonly Edit[] {
  if (loop.isAsync) return [];
  const at = loop.start + "for".length;
  return [edit(site, { start: at, end: at }, " await")];
}

/** The `for` statement that reads the rows. */
function statementOf({ query }: Site): LoopStatement | undefined {
  const loop = loopOf(query);
  if (loop?.node.kind !== "loop" || query.use.kind !== "looped") return undefined;
  return loop.keepsRows || loop.stopsAtFirst ? undefined : loop.node;
}

/** The declaration that holds the rows for the loop. */
function assignmentOf(site: Site, { iterable }: LoopStatement): AssignStatement | undefined {
  const call: CallExpression | undefined = site.query.steps.at(-1)?.call;
  if (iterable.kind !== "name" || !call) return undefined;
  const statement = surroundingsOf(site.syntax, call).findLast((one) => one.kind === "assign");
  const [target, ...others] = statement?.kind === "assign" ? statement.targets : [];
  const isIt = target?.kind === "name" && target.name === iterable.name && others.length === 0;
  return isIt && statement?.kind === "assign" ? statement : undefined;
}

/** Whether nothing stands between a declaration and the loop. */
function isNext({ syntax }: Site, made: AssignStatement, loop: LoopStatement): boolean {
  return /^[;\s]*$/.test(syntax.text.slice(made.end, loop.start));
}

/** Whether a loop may leave rows unread: it jumps out, or waits for something that may fail. */
function mayEndEarly(loop: LoopStatement): boolean {
  return jumpsOut(loop, "break") || loop.body.some(leaves);
}

function leaves(statement: Statement): boolean {
  if (statement.kind === "return" || statement.kind === "throw") return true;
  if (statement.kind === "function" || statement.kind === "class") return false;
  if (statement.kind === "loop" && statement.isAsync) return true;
  return expressionsOf(statement).some(waits) || blocksOf(statement).flat().some(leaves);
}

function waits(expression: Expression): boolean {
  if (expression.kind === "lambda") return false;
  return expression.kind === "await" || expression.kind === "yield" || childrenOf(expression).some(waits);
}
