import type { Evidence } from "../finding.js";
import { heavyColumns } from "../flow/heavy.js";
import type { HeavyColumn, Query, Rows, Use } from "../flow/query.js";
import { columnEvidence, columnsInWords, evidenceOf } from "./evidence.js";
import { atMostInfo, severityOf } from "./levels.js";
import type { Draft, Rule } from "./rule.js";
import { decidingUse, isUsedOnce, placeOf, rowsInWords, sentence } from "./subject.js";

/** It looks bounded and reads the whole table: the bound is applied to rows that are already in memory. */
export const noFalseBound: Rule = {
  name: "no-false-bound",
  preset: "recommended",
  description: "It looks bounded and reads the whole table",
  yieldsTo: [],
  check(query, { catalog, settings }): Draft | undefined {
    const [loose] = query.shape.looseBounds ?? [];
    const wanted = wantedRows(query);
    // A helper that is handed the rows may take them part by part.
    const isTaken =
      wanted !== undefined &&
      !query.handedOver &&
      !isSearched(query) &&
      (isUsedOnce(query) || query.shape.isRaw);
    if (loose ? !isFirstUse(query) : !isTaken) return undefined;
    const heavy = heavyColumns(query, catalog).filter(({ path }) => isOf(path, loose?.of));
    const isPicked = isPromised(query) && query.shape.order !== "none";
    const isOfSeveral = loose?.of !== undefined && query.load.rows.level !== "one";
    const concern = isOfSeveral || isPicked ? "answer" : "first";
    const bounded = loose?.of === undefined ? query : ofEachParent(query);
    const burden = heavy.length > 0 ? "heavy" : "plain";
    const graded = severityOf(this.name, concern, burden, bounded, settings);
    const isLikelyOne = isPromised(query) && !isPicked && query.load.rows.level !== "all";
    if (isLikelyOne && burden === "plain") return undefined;
    const severity = isLikelyOne ? atMostInfo(graded) : graded;
    if (!severity) return undefined;
    return {
      severity,
      location: placeOf(query),
      message: messageOf(query, heavy, wanted),
      evidence: [...evidenceOf(query), ...looseEvidence(query), ...columnEvidence(heavy)],
      intents: loose ? ["keep-bound"] : ["limit"],
    };
  },
};

/** An array of rows that a loop searches again and again answers many questions. */
function isSearched({ shape, depth }: Query): boolean {
  return shape.isPlain === true && depth > 0;
}

function messageOf(query: Query, heavy: readonly HeavyColumn[], wanted: string | undefined): string {
  const [loose] = query.shape.looseBounds ?? [];
  const rows = sentence(rowsInWords(query));
  const weight = heavy.length > 0 ? ` with ${columnsInWords(heavy)}` : "";
  if (loose?.of !== undefined)
    return `${rows} bring all their ${listIn(loose.of)}${weight}: ${loose.reason}.`;
  if (loose) return `${rows}${weight} are loaded: ${loose.reason}.`;
  return (
    `${rows}${weight} are loaded although only ${wanted ?? ""} wanted; ` +
    "put the bound into the query, so that the database sends no more."
  );
}

/** The call itself gives one row. Its conditions mostly leave one then, unless an order picks among several. */
function isPromised(query: Query): boolean {
  const use = decidingUse(query);
  return use.kind === "first" && use.isPromised === true;
}

/** Of a bound that is meant for a list, only what the list brings is to be told. */
function isOf(path: string, list: string | undefined): boolean {
  return list === undefined || `${path}__`.startsWith(`${list}__`);
}

function listIn(path: string): string {
  return path.replaceAll("__", ".");
}

/** Lists of bounded rows are lists of some parents; those of open ones grow as these do. */
function ofEachParent(query: Query): Query {
  const { level } = query.load.rows;
  const rows: Rows = level === "all" || level === "narrowed" ? query.load.rows : { level: "parent" };
  return { ...query, load: { ...query.load, rows } };
}

function looseEvidence({ shape }: Query): readonly Evidence[] {
  return (shape.looseBounds ?? []).map(({ reason, at }) => ({
    kind: "unbounded-by",
    message: reason,
    location: at,
  }));
}

/** A bound that does not hold is said once, where the rows are used first. */
function isFirstUse({ use, otherUses }: Query): boolean {
  return otherUses.every((other) => other.at.start >= use.at.start);
}

function wantedRows(query: Query): string | undefined {
  const use: Use = decidingUse(query);
  if (query.load.delivery === "streamed") return undefined;
  if (use.kind === "first" || use.kind === "last") {
    return use.count.kind === "one" ? `the ${use.kind} one is` : `the ${use.kind} few are`;
  }
  if (query.load.delivery !== "buffered") return undefined;
  if (use.kind === "looped" && use.stopsAtFirst) return "the first one is";
  return use.kind === "sliced" && query.shape.isRaw ? "some are" : undefined;
}
