import type { Columns } from "../../flow/query.js";
import type { Model } from "../../project/catalog.js";
import type { OptionValue } from "../options.js";

/**
 * The columns after a selection: `select("title size")`, `select("-pdf")`, `select("+pdf")`, `select({ pdf: 0 })`
 * (https://mongoosejs.com/docs/api/query.html#Query.prototype.select()). A path inside of a column stands for all of it.
 */
export function columnsSelected(given: OptionValue | undefined, before: Columns, model: Model): Columns {
  if (!given || (given.kind === "literal" && (given.value ?? "") === "")) return before;
  const words = wordsOf(given);
  if (!words || before.kind === "unknown" || before.kind === "values" || before.kind === "grouped")
    return { kind: "unknown" };
  const [added, left, named] = [startingWith(words, "+"), startingWith(words, "-"), plainIn(words)];
  if (named.length > 0 || before.kind === "only") {
    const names = before.kind === "only" ? before.names : [];
    return { kind: "only", names: [...new Set([...names, ...named, ...added])] };
  }
  if (added.length === 0 && left.length === 0) return before;
  const out = new Set([...(before.kind === "except" ? before.names : hiddenIn(model)), ...left.map(topOf)]);
  for (const name of added) out.delete(name);
  return out.size === 0 && hiddenIn(model).length === 0
    ? { kind: "all" }
    : { kind: "except", names: [...out] };
}

/** The paths that a query leaves out by itself. */
function hiddenIn(model: Model): readonly string[] {
  return model.columns.filter(({ isHidden }) => isHidden === true).map(({ name }) => name);
}

function topOf(path: string): string {
  return path.split(".")[0] ?? path;
}

/** A selection as words, `-` in front of what is left out; `undefined` where it cannot be read. */
function wordsOf(given: OptionValue): readonly string[] | undefined {
  if (given.kind === "literal" && typeof given.value === "string")
    return given.value.split(/\s+/).filter((word) => word !== "");
  if (given.kind === "list") {
    const inner = given.isOpen ? [undefined] : given.items.map(wordsOf);
    return inner.some((words) => !words) ? undefined : inner.flatMap((words) => words ?? []);
  }
  if (given.kind !== "object" || given.isOpen) return undefined;
  const words = [...given.fields].map(([name, value]) => {
    // `$slice` and `$elemMatch` shorten a list, and say nothing of other columns.
    if (value.kind === "object") return "";
    if (value.kind !== "literal") return undefined;
    return value.value === 0 || value.value === false ? `-${name}` : name;
  });
  return words.every((word) => word !== undefined) ? words.filter((word) => word !== "") : undefined;
}

function startingWith(words: readonly string[], mark: string): readonly string[] {
  return words.filter((word) => word.startsWith(mark)).map((word) => word.slice(1));
}

/** What is asked for by name; the key comes along anyway. */
function plainIn(words: readonly string[]): readonly string[] {
  const names = words.filter((word) => !/^[+-]/.test(word));
  const isOnlyKey = names.length > 0 && names.every((name) => name === "_id") && names.length < words.length;
  return isOnlyKey ? [] : names;
}
