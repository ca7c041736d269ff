import type { Edit, Fix, Withheld } from "../finding.js";
import type { Location } from "../location.js";
import { addColumns } from "./add-columns.js";
import { aggregate } from "./aggregate.js";
import { answerAndStream } from "./answer-and-stream.js";
import { batch } from "./batch.js";
import { chainPages } from "./chain-pages.js";
import { contains } from "./contains.js";
import { count } from "./count.js";
import { countBuilder } from "./count-builder.js";
import { countCall } from "./count-call.js";
import { countChain } from "./count-chain.js";
import { cursorLoop } from "./cursor-loop.js";
import { streamingOn } from "./driver.js";
import { exists } from "./exists.js";
import { existsCall } from "./exists-call.js";
import type { Intent } from "../orms/rewrites.js";
import type { Form, Site } from "./form.js";
import { keyOption } from "./key-option.js";
import { groupOption } from "./group-option.js";
import { keyset } from "./keyset.js";
import { limit } from "./limit.js";
import { limitBuilder } from "./limit-builder.js";
import { limitCall } from "./limit-call.js";
import { omit } from "./omit.js";
import { omitAndStream } from "./omit-and-stream.js";
import { omitCall } from "./omit-call.js";
import { omitOption } from "./omit-option.js";
import { omitPrefetch } from "./omit-prefetch.js";
import { only } from "./only.js";
import { pages } from "./pages.js";
import { paginate } from "./paginate.js";
import { project } from "./project.js";
import { projectAndStream } from "./project-and-stream.js";
import { isProven } from "./proof.js";
import { remove } from "./remove.js";
import { resize } from "./resize.js";
import { reverse } from "./reverse.js";
import { selectCall } from "./select-call.js";
import { selectOption } from "./select-option.js";
import { separate, separateAndStream } from "./separate.js";
import { sizeCursor } from "./size-cursor.js";
import { stream } from "./stream.js";
import { streamBuilder } from "./stream-builder.js";
import { takeOption } from "./take-option.js";
import { totalOrderOption } from "./total-order-option.js";

/** What an intent may come to, by the way in which an ORM's queries are written. */
export const forms: Readonly<Record<Intent, Form | readonly Form[]>> = {
  stream: [stream, streamBuilder, cursorLoop],
  "answer-and-stream": answerAndStream,
  resize: [resize, sizeCursor],
  "omit-and-stream": omitAndStream,
  "project-and-stream": projectAndStream,
  omit: [omit, omitOption, omitCall],
  "omit-prefetch": omitPrefetch,
  separate,
  "separate-and-stream": separateAndStream,
  project: [project, selectOption, selectCall],
  "return-key": keyOption,
  only,
  remove,
  "add-columns": addColumns,
  paginate,
  keyset: [keyset, pages, chainPages],
  batch,
  limit: [limit, takeOption, limitBuilder, limitCall],
  "keep-bound": [totalOrderOption, groupOption],
  count: [count, countCall, countBuilder, countChain],
  exists: [exists, existsCall],
  contains,
  aggregate,
  reverse,
};

/** What can be done about a query, ranked, and what would have been done but for a condition. */
export interface Plan {
  readonly fixes: readonly Fix[];
  readonly withheld: readonly Withheld[];
}

/** Plans the fixes for what a rule asks for: what is safe first, in the order of the rule among equals. */
export function plan(site: Site, intents: readonly Intent[]): Plan {
  const fitting = intents.flatMap((intent) => forms[intent]).filter((form) => form.fits(site));
  const outcomes = fitting.map((form) => planForm(site, form));
  const fixes = outcomes.flatMap(({ fix }) => (fix ? [fix] : []));
  const offered = new Set(fixes.map(({ form }) => form));
  const withheld = outcomes.flatMap((outcome) => outcome.withheld).filter(({ form }) => !offered.has(form));
  return { fixes: ranked(site, withoutRepeats(fixes)), withheld: withoutEqual(withheld) };
}

interface Outcome {
  readonly fix?: Fix;
  readonly withheld: readonly Withheld[];
}

function planForm(site: Site, { intent, form, conditions, caveats, write }: Form): Outcome {
  const withheld = conditions.flatMap(({ otherwise, brokenAt }): readonly Withheld[] => {
    const location = brokenAt(site);
    return location ? [{ form, condition: otherwise, location }] : [];
  });
  if (withheld.length > 0) return { withheld };
  const rewriting = write(site);
  if (!rewriting) {
    return {
      withheld: [
        {
          form,
          condition: "the code is written in a way that this fix cannot edit",
          location: placeOf(site),
        },
      ],
    };
  }
  const comment = lostComment(site, rewriting.edits);
  if (comment) {
    return {
      withheld: [{ form, condition: "a comment stands where the fix would write", location: comment }],
    };
  }
  const differences = [...new Set(caveats)].filter((caveat) => caveat.applies(site)).map(({ text }) => text);
  const isSafe = differences.length === 0 && isProven(site, intent);
  const title = differences.length > 0 ? `${rewriting.title} — ${differences.join("; ")}` : rewriting.title;
  const edits = [...rewriting.edits].sort((left, right) => left.start - right.start || left.end - right.end);
  const checked = [...new Set(conditions.map(({ holds }) => holds))];
  return {
    fix: { form, title, safety: isSafe ? "safe" : "suggestion", edits, conditions: checked },
    withheld: [],
  };
}

/** A comment that an edit would replace by something without it. */
function lostComment({ query, syntax }: Site, edits: readonly Edit[]): Location | undefined {
  const comment = syntax.comments.find(({ start, end }) =>
    edits.some(
      (edit) => edit.start <= start && end <= edit.end && !edit.text.includes(syntax.text.slice(start, end)),
    ),
  );
  return comment && { file: query.file, start: comment.start, end: comment.end };
}

function placeOf({ query }: Site): Location {
  return { file: query.file, start: query.expression.start, end: query.expression.end };
}

/** Streaming helps least where the driver holds the whole result anyway. */
function ranked(site: Site, fixes: readonly Fix[]): readonly Fix[] {
  const isIdle = streamingOn(site.rewrites, site.environment).kind === "buffers";
  const rank = (fix: Fix): number => (fix.safety === "safe" ? 0 : isIdle && fix.form === "stream" ? 2 : 1);
  return fixes
    .map((fix, index) => ({ fix, index }))
    .sort((left, right) => rank(left.fix) - rank(right.fix) || left.index - right.index)
    .map(({ fix }) => fix);
}

function withoutRepeats(fixes: readonly Fix[]): readonly Fix[] {
  const seen = new Set<string>();
  return fixes.filter(({ edits }) => {
    const key = edits.map(({ start, end, text }) => `${start}:${end}:${text}`).join("|");
    return !seen.has(key) && seen.add(key).has(key);
  });
}

function withoutEqual(withheld: readonly Withheld[]): readonly Withheld[] {
  const seen = new Set<string>();
  return withheld.filter(({ form, condition }) => {
    const key = `${form}: ${condition}`;
    return !seen.has(key) && seen.add(key).has(key);
  });
}
