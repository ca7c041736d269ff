import type { Expression, Span } from "../syntax.js";
import { callOf } from "./nodes.js";

/**
 * What a filter makes of a value, in the neutral syntax. Filters that are not Django's own may do anything with it:
 * https://docs.djangoproject.com/en/stable/ref/templates/builtins/#built-in-filter-reference
 */
export function filters(
  name: string,
  value: Expression,
  argument: Expression | undefined,
  span: Span,
): Expression {
  const given = argument ? [argument] : [];
  switch (meanings.get(name)) {
    case "count":
      return callOf("len", [value], span);
    case "first":
      return { kind: "index", object: value, index: { kind: "literal", value: 0, ...span }, ...span };
    case "slice":
      return sliceOf(value, argument, span) ?? callOf(`|${name}`, [value, ...given], span);
    case "test":
      return {
        kind: "conditional",
        test: value,
        consequent: textOf(given, span),
        alternate: textOf([], span),
        ...span,
      };
    case "or":
      return { kind: "logical", operator: "or", operands: [value, ...given], ...span };
    case "same":
      return value;
    case "collect":
      return callOf("list", [value], span);
    case "join":
      return {
        kind: "comprehension",
        form: "generator",
        element: textOf([{ kind: "name", name: "%item", ...span }], span),
        clauses: [
          {
            target: { kind: "name", name: "%item", ...span },
            iterable: value,
            conditions: [],
            isAsync: false,
            ...span,
          },
        ],
        ...span,
      };
    case "text":
      return textOf([value, ...given], span);
    case undefined:
      return callOf(`|${name}`, [value, ...given], span);
  }
}

type Meaning = "count" | "first" | "slice" | "test" | "or" | "same" | "collect" | "join" | "text";

const names: Readonly<Record<Meaning, string>> = {
  count: "length length_is pluralize",
  first: "first",
  slice: "slice",
  test: "yesno",
  or: "default",
  same: "default_if_none",
  collect: "last random dictsort dictsortreversed unordered_list make_list json_script safeseq escapeseq",
  join: "join",
  text:
    "add addslashes capfirst center cut date divisibleby escape escapejs filesizeformat floatformat force_escape " +
    "get_digit iriencode linebreaks linebreaksbr linenumbers ljust lower phone2numeric pprint rjust safe slugify " +
    "stringformat striptags time timesince timeuntil title truncatechars truncatechars_html truncatewords " +
    "truncatewords_html upper urlencode urlize urlizetrunc wordcount wordwrap localize unlocalize localtime utc " +
    "timezone intcomma intword naturaltime naturalday ordinal apnumber",
};

const meanings = new Map<string, Meaning>(
  (["count", "first", "slice", "test", "or", "same", "collect", "join", "text"] as const).flatMap((meaning) =>
    names[meaning].split(" ").map((name) => [name, meaning] as const),
  ),
);

function textOf(parts: readonly Expression[], span: Span): Expression {
  return { kind: "template", parts, start: span.start, end: span.end };
}

/** `slice:":5"`, as between brackets of Python; what is no such text may be anything. */
function sliceOf(value: Expression, argument: Expression | undefined, span: Span): Expression | undefined {
  if (argument?.kind !== "literal" || typeof argument.value !== "string") return undefined;
  const parts = argument.value.split(":").map((part) => part.trim());
  const isPlain = parts.length === 2 && parts.every((part) => part === "" || /^\d+$/.test(part));
  if (!isPlain) return undefined;
  const bound = (part: string | undefined): Expression | undefined =>
    part === undefined || part === "" ? undefined : { kind: "literal", value: Number(part), ...span };
  const [lower, upper] = [bound(parts[0]), bound(parts[1])];
  return { kind: "slice", object: value, ...(lower ? { lower } : {}), ...(upper ? { upper } : {}), ...span };
}
