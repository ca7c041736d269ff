import { separator } from "./questions.js";

/**
 * What is answered now to each kind of question; a changed answer makes what rested on it stale. A question is a text with
 * the kind of the answer in front: `text:FILE`, `outline:FILE`, `module:NAME FILE`, `name:FILE`, `declarations:TABLE FILE`,
 * `used:TABLE`, `files`, `templates`, `hints`, `manifests`, `catalog`, `environment`.
 */
export type Answers = Readonly<Record<string, (subject: string, from: string) => string>>;

/** The answer to a question that was noted as `kind`, subject and the place that it was asked from. */
export function answerTo(answers: Answers, question: string): string {
  const [kind = "", subject = "", from = ""] = question.split(separator);
  return answers[kind]?.(subject, from) ?? "";
}

/** Whether an answer is derived from others; those about one text, and where names lead, are not. */
export function isDerived(question: string): boolean {
  return !/^(?:text|outline|module|name)\n/.test(question);
}
