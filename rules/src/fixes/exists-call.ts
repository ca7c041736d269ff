import type { Expression } from "../syntax/syntax.js";
import { madeElsewhere } from "./caveats.js";
import { usedHere, usedOnce } from "./conditions.js";
import { argumentsOf, conditionsOf, freeOfRelated, notBounded } from "./count-call.js";
import { countedResult } from "./counted-result.js";
import type { Form, Site } from "./form.js";
import { isAtLeast } from "./is-at-least.js";
import { clientKnown, listedColumns } from "./option-call.js";
import { parentOf } from "./surroundings.js";
import { sourceOf } from "./text.js";

/** Asks for one row: `(await orders.findMany({ where })).length > 0` → `(await orders.findFirst({ where, select: { id: true } })) !== null`. */
export const existsCall: Form = {
  intent: "exists",
  form: "exists",
  fits: (site) =>
    (site.rewrites.options?.first !== undefined || existsOf(site) !== undefined) &&
    questionOf(site) !== undefined,
  conditions: [usedHere, usedOnce, clientKnown, notBounded, freeOfRelated],
  caveats: [madeElsewhere],
  write(site) {
    const counted = countedResult(site);
    const question = questionOf(site);
    const { first, select } = site.rewrites.options ?? {};
    const given = counted && conditionsOf(site, counted.call);
    const { model } = site.query;
    const key = model.primaryKey.length > 0 ? model.primaryKey : model.unique[0];
    if (!counted || !question || !given || counted.call.callee.kind !== "member") return undefined;
    const title = "Ask the database whether a row exists";
    const exists = existsOf(site);
    if (exists !== undefined) {
      const all = given.text === "" ? "" : `{ ${given.text} }`;
      const object = sourceOf(site, counted.call.callee.object);
      const answered = `await ${object}.${exists}(${argumentsOf(site, counted.call, all)})`;
      const turned = (answer: string): string =>
        question.isThere ? answer.replace(/^\(|\)$/g, "") : `!${answer}`;
      return { title, edits: counted.replaced(question.node, answered, turned) };
    }
    if (!key || first === undefined || select === undefined) return undefined;
    const columns = `${select}: ${listedColumns(site, key)}`;
    const options = [given.text, columns].filter((text) => text !== "").join(", ");
    const asked = `await ${sourceOf(site, counted.call.callee.object)}.${first}({ ${options} })`;
    const made = (answer: string): string => `${answer} ${question.isThere ? "!==" : "==="} null`;
    return { title, edits: counted.replaced(question.node, asked, made) };
  },
};

/** The ORM's own method, where this version has it. */
function existsOf({ rewrites, environment }: Site): string | undefined {
  const { exists } = rewrites.options ?? {};
  return exists && isAtLeast(environment.versions[rewrites.package], exists.since)
    ? exists.method
    : undefined;
}

interface Question {
  readonly node: Expression;
  /** Whether it is true if there is a row. */
  readonly isThere: boolean;
}

/** Comparisons of a number of rows that ask whether there is one. */
const comparisons: Readonly<Record<string, boolean>> = {
  "> 0": true,
  "!= 0": true,
  ">= 1": true,
  "== 0": false,
  "< 1": false,
};

/** What is asked of the number of rows; `undefined` where it is more than whether there is one. */
function questionOf(site: Site): Question | undefined {
  const { use } = site.query;
  if (use.kind !== "counted" || use.node.kind !== "member") return undefined;
  const { node } = use;
  const parent = parentOf(site.syntax, node);
  if (parent?.kind === "compare") {
    const [right, ...others] = parent.rights;
    const isOne = right?.kind === "literal" && others.length === 0 && parent.left.start === node.start;
    const text = isOne ? `${parent.operators[0] ?? ""} ${String(right.value)}` : "";
    const isThere = Object.hasOwn(comparisons, text) ? comparisons[text] : undefined;
    return isThere === undefined ? undefined : { node: parent, isThere };
  }
  if (parent?.kind === "unary" && parent.operator === "not") return { node: parent, isThere: false };
  const isTest =
    (parent?.kind === "if" || parent?.kind === "while" || parent?.kind === "conditional") &&
    parent.test.start === node.start &&
    parent.test.end === node.end;
  return isTest ? { node, isThere: true } : undefined;
}
