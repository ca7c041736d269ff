import type { Edit } from "../finding.js";
import { madeElsewhere } from "./caveats.js";
import {
  decidingUse,
  livesShortly,
  notRaw,
  outsideAsync,
  runOnce,
  usedHere,
  usedOnce,
} from "./conditions.js";
import type { Form, Site } from "./form.js";
import { parentOf } from "./surroundings.js";
import { append, edit, receiverText } from "./text.js";

/** Asks the database for one row: `if qs:` → `if qs.exists():`. */
export const exists: Form = {
  intent: "exists",
  form: "exists",
  fits: ({ query, rewrites }) => rewrites.exists !== undefined && query.use.kind === "tested",
  conditions: [usedHere, usedOnce, runOnce, livesShortly, notRaw, outsideAsync],
  caveats: [madeElsewhere],
  write(site) {
    const { query, rewrites } = site;
    if (query.use.kind !== "tested" || !rewrites.exists) return undefined;
    const edits = replaced(site, rewrites.exists.call);
    return edits && { title: "Ask the database whether a row exists", edits };
  },
};

function replaced(site: Site, call: string): readonly Edit[] | undefined {
  const { expression, use } = site.query;
  const node = decidingUse(use).node;
  if (
    node.kind === "call" &&
    use.kind === "tested" &&
    use.via === "bool" &&
    node.start !== expression.start
  ) {
    return [edit(site, node, `${receiverText(site, expression)}${call}`)];
  }
  if (!["name", "member", "call"].includes(expression.kind) || !isTruthOnly(site)) return undefined;
  return append(site, expression, [call]);
}

/** Whether nothing but the truth of the expression matters: `qs or []` hands the rows on. */
function isTruthOnly(site: Site): boolean {
  const { expression } = site.query;
  const parent = parentOf(site.syntax, expression);
  switch (parent?.kind) {
    case "if":
    case "while":
    case "assert":
      return isSame(parent.test, expression);
    case "unary":
      return parent.operator === "not";
    case "conditional":
      return isSame(parent.test, expression);
    case "comprehension":
      return parent.clauses.some((clause) =>
        clause.conditions.some((condition) => isSame(condition, expression)),
      );
    default:
      return false;
  }
}

function isSame(
  left: { readonly start: number; readonly end: number },
  right: { readonly start: number; readonly end: number },
): boolean {
  return left.start === right.start && left.end === right.end;
}
