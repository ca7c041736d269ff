import type { Query, Use } from "../flow/query.js";
import type { RenderedUse } from "../flow/rendered-use.js";
import type { Location } from "../location.js";

/** The one use that decides: what becomes of a list that is used once, else the use itself. */
export function decidingUse({ use }: Query): Use {
  const [only] = use.kind === "collected" ? use.then : [];
  return use.kind === "collected" && only && use.then.length === 1 ? only : use;
}

/** Whether a template only asks how many rows there are, or whether there is one. */
export function isAnswerOnly(use: Use): boolean {
  return use.kind === "rendered" && answerOf(use) !== undefined;
}

/** The question that a template loads all rows for, if it asks nothing else of them. */
export function answerOf({ then = [] }: RenderedUse): Use | undefined {
  const isAnswer = then.every(({ kind }) => kind === "counted" || kind === "tested");
  return isAnswer ? (then.find(({ kind }) => kind === "counted") ?? then[0]) : undefined;
}

/** Whether a use reads each row in turn, here or in the template that the rows are handed to. */
export function readsEachRow(use: Use): boolean {
  if (use.kind === "rendered") return (use.then ?? []).some(({ kind }) => kind === "looped");
  return use.kind === "looped";
}

/** Whether the result is used at this place only. */
export function isUsedOnce(query: Query): boolean {
  return query.otherUses.length === 0;
}

/** Whether the query is run once for this use, however often its surroundings are. */
export function runsOnce(query: Query): boolean {
  return query.depth === 0;
}

/** The place that a finding marks: the query in a loop, the whole call where one takes the rows. */
export function placeOf(query: Query): Location {
  if (query.handedOver) return query.handedOver;
  const use = decidingUse(query);
  const wholeCalls: readonly Use["kind"][] = [
    "counted",
    "contained",
    "aggregated",
    "first",
    "last",
    "deleted",
  ];
  const isCall = wholeCalls.includes(use.kind) && isExpression(use);
  const { start, end } = isCall ? use.node : query.expression;
  return { file: query.file, start, end };
}

function isExpression({ node }: Use): boolean {
  const statements: readonly string[] = [
    "loop",
    "while",
    "if",
    "assert",
    "return",
    "expression",
    "assign",
    "with",
  ];
  return !statements.includes(node.kind);
}

/** The rows in words: `all Order rows`. */
export function rowsInWords({ model, load }: Query): string {
  switch (load.rows.level) {
    case "all":
      return `all ${model.name} rows`;
    case "narrowed":
      return `all matching ${model.name} rows`;
    case "parent":
      return `all ${model.name} rows of one parent`;
    default:
      return `the ${model.name} rows`;
  }
}

/** What loops over the rows, in words. */
export function loopInWords(use: Use): string {
  if (use.kind !== "looped") return "this loop";
  if (use.via === "for" || use.via === "comprehension")
    return use.via === "for" ? "this loop" : "this comprehension";
  return `the loop over ${use.via}()`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listInWords(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

/** The first letter large, for the start of a sentence. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
