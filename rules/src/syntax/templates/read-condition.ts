import type { Expression, Span } from "../syntax.js";
import { unread } from "./nodes.js";
import { readValue } from "./read-value.js";

/** Reads the test of `{% if %}`: values, comparisons, `not`, `and`, `or`, as in Python but without parentheses. */
export function readCondition(text: string, words: readonly Span[], whole: Span): Expression {
  const condition = readAny(text, words);
  return condition ?? unread(text, whole);
}

function readAny(text: string, words: readonly Span[]): Expression | undefined {
  return joinedBy(text, words, "or", (part) => joinedBy(text, part, "and", (inner) => readNot(text, inner)));
}

function joinedBy(
  text: string,
  words: readonly Span[],
  operator: "and" | "or",
  read: (words: readonly Span[]) => Expression | undefined,
): Expression | undefined {
  const operands: Expression[] = [];
  let part: Span[] = [];
  for (const word of [...words, undefined]) {
    if (word && wordAt(text, word) !== operator) {
      part.push(word);
      continue;
    }
    const operand = read(part);
    if (!operand) return undefined;
    operands.push(operand);
    part = [];
  }
  const [first] = operands;
  const last = operands.at(-1);
  if (!first || !last || operands.length === 1) return first;
  return { kind: "logical", operator, operands, start: first.start, end: last.end };
}

function readNot(text: string, words: readonly Span[]): Expression | undefined {
  const [first, ...rest] = words;
  if (!first) return undefined;
  if (wordAt(text, first) !== "not") return readComparison(text, words);
  const operand = readNot(text, rest);
  return operand && { kind: "unary", operator: "not", operand, start: first.start, end: operand.end };
}

const operators: readonly string[] = ["==", "!=", "<", ">", "<=", ">=", "in", "is"];

function readComparison(text: string, words: readonly Span[]): Expression | undefined {
  const [first, second, third, ...rest] = words;
  if (!first) return undefined;
  const left = readValue(text, first);
  if (!second) return left;
  const operator = wordAt(text, second);
  const next = third && wordAt(text, third);
  const isTwofold = (operator === "not" && next === "in") || (operator === "is" && next === "not");
  const [right, ...others] = isTwofold ? rest : third ? [third, ...rest] : [];
  if (!right || others.length > 0 || (!isTwofold && !operators.includes(operator))) return undefined;
  const value = readValue(text, right);
  return {
    kind: "compare",
    left,
    operators: [isTwofold ? `${operator} ${next}` : operator],
    rights: [value],
    start: left.start,
    end: value.end,
  };
}

function wordAt(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}
