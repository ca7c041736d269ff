import type { Fix, FixForm } from "../finding.js";
import {
  common,
  type Condition,
  firstBroken,
  type FixInput,
  here,
  type Outcome,
  safetyOf,
  textOf,
} from "./fix-form.js";

/** What a question to the database replaces, and by what. */
export interface Question {
  readonly form: FixForm;
  readonly title: string;
  /** The node that gives way. */
  readonly node: { readonly start: number; readonly end: number };
  /** What stands there instead, around the query's text. */
  readonly write: (query: string) => string;
  readonly isHarmless: boolean;
  readonly conditions: readonly Condition[];
}

/** Replaces work on loaded rows by one question to the database. */
export function planQuestion(input: FixInput, question: Question): Outcome {
  const { query } = input;
  const { form, node } = question;
  const all: readonly Condition[] = [
    ...common(input),
    here(query, "a question in a coroutine has to be awaited", !query.context.isAsync),
    here(query, "the parent may have prefetched these rows", !query.shape.isRelatedSet),
    here(query, "a comment stands inside", !textOf(input, node).includes("#")),
    ...question.conditions,
  ];
  const broken = firstBroken(form, all);
  if (broken) return broken;
  const { expression } = query;
  const isBare = ["name", "member", "call", "index", "slice"].includes(expression.kind);
  const text = textOf(input, expression);
  const fix: Fix = {
    form,
    title: question.title,
    safety: safetyOf(input, form, question.isHarmless),
    edits: [
      {
        file: query.file,
        start: node.start,
        end: node.end,
        text: question.write(isBare ? text : `(${text})`),
      },
    ],
    conditions: ["the rows are not used before or after"],
  };
  return fix;
}
