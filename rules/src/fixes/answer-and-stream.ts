import type { Edit } from "../finding.js";
import { heaviest } from "../flow/heavy.js";
import type { Use } from "../flow/query.js";
import type { Expression } from "../syntax/syntax.js";
import { here, outsideAsync, usedOnce } from "./conditions.js";
import { count } from "./count.js";
import { exists } from "./exists.js";
import type { Condition, Form, Site } from "./form.js";
import { isAnsweredBesides, isLoopOverAll, streamCaveats, streamConditions, writeStream } from "./stream.js";
import { isInOneScope } from "./surroundings.js";

const answeredElsewhere: Condition = {
  holds: "every other use of the result is a number or a yes that the database can give",
  otherwise: "the result is used again, and without the kept rows each use would run the query",
  brokenAt: (site) =>
    site.query.otherUses.find((other) => answerTo(site, other) === undefined)?.at ??
    (site.query.otherUses.length === 0 ? here(site.query) : undefined),
};

/** Asks the database for what else is wanted of the rows, and streams them: `len(qs)` and a loop over `qs`. */
export const answerAndStream: Form = {
  intent: "answer-and-stream",
  form: "stream",
  fits: (site) =>
    isLoopOverAll(site) && site.query.load.delivery === "buffered" && isAnsweredBesides(site.query),
  conditions: [
    ...streamConditions.filter((condition) => condition !== usedOnce),
    answeredElsewhere,
    outsideAsync,
  ],
  caveats: [
    {
      text: "one more query answers, and rows may come or go between the two",
      applies: () => true,
    },
    ...streamCaveats,
  ],
  write(site) {
    const streamed = writeStream(site, [], heaviest(site.query, site.catalog));
    const answers = site.query.otherUses.map((other) => answerTo(site, other));
    if (!streamed || answers.some((edits) => edits === undefined)) return undefined;
    const edits = [...streamed.edits, ...answers.flatMap((one) => one ?? [])];
    return {
      title: `${streamed.title} and let the database answer the rest`,
      edits: edits.toSorted((left, right) => left.start - right.start),
    };
  },
};

/** The edit that lets the database answer another use of the result, where that is the use of a plain name. */
function answerTo(site: Site, other: Use): readonly Edit[] | undefined {
  const form = other.kind === "counted" ? count : other.kind === "tested" ? exists : undefined;
  const { query, syntax } = site;
  const { file, start, end } = other.at;
  const name = syntax.text.slice(start, end);
  if (
    !form ||
    file !== query.file ||
    !/^\w+$/.test(name) ||
    !isInOneScope(syntax, other.at, query.expression)
  )
    return undefined;
  const expression: Expression = { kind: "name", name, start, end };
  return form.write({ ...site, query: { ...query, use: other, otherUses: [], expression } })?.edits;
}
