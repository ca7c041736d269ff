/** Describes our tree in the form in which `dump.py` describes CPython's. */
import { crc32 } from "node:zlib";
import type { Constant, JoinedStr, TemplateStr } from "../../rules/src/syntax/python/ast-expressions.js";
import { numberValue, stringValue } from "../../rules/src/syntax/python/literals.js";
import { visitorKeys, type Node } from "../../rules/src/syntax/python/visitor-keys.js";

/** Nodes without a position in CPython, and ours that it does not have. */
const undescribed: ReadonlySet<string> = new Set([
  ...["Module", "arguments", "comprehension", "withitem", "match_case", "StringPart"],
]);

/** One line for each node: depth, start, end, type and a detail such as a name, an operator or a literal's value. */
export function describeTree(
  root: Node,
  text: string,
  interiors: "with interiors" | "without interiors",
): string[] {
  const lines: string[] = [];
  visit(root, 0, false);
  return lines;

  function visit(node: Node, depth: number, isFormat: boolean): void {
    const isDescribed = !undescribed.has(node.type) && !isFormat;
    const isString = node.type === "JoinedStr" || node.type === "TemplateStr";
    if (isDescribed) {
      const skipsDetail = isString && interiors === "without interiors";
      const detail = skipsDetail ? "" : detailOf(node, text);
      lines.push(`${depth}:${node.start}:${node.end}:${node.type}:${detail}`);
    }
    if (isString && interiors === "without interiors") return;
    for (const key of visitorKeys[node.type]) {
      for (const child of childrenAt(node, key)) {
        if (isString && child.type === "Constant") continue;
        visit(child, depth + (isDescribed ? 1 : 0), key === "format_spec");
      }
    }
  }
}

/** Child nodes in a field. */
export function childrenAt(node: Node, key: string): readonly Node[] {
  const field: unknown = Reflect.get(node, key);
  return (Array.isArray(field) ? field : [field]).filter(isNode);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}

function detailOf(node: Node, text: string): string {
  switch (node.type) {
    case "Constant":
      return constantDetail(node, text);
    case "JoinedStr":
    case "TemplateStr":
      return joinedDetail(node, text);
    case "FormattedValue":
    case "Interpolation":
      return node.conversion ?? (node.is_debug && node.format_spec === undefined ? "r" : "");
    case "Name":
      return normalize(node.id);
    case "Attribute":
      return normalize(node.attr);
    case "arg":
      return normalize(node.arg);
    case "keyword":
      return normalize(node.arg ?? "**");
    case "alias":
      return `${normalize(node.name)} as ${normalize(node.asname ?? "")}`;
    case "FunctionDef":
      return `${pythonBoolean(node.is_async)} ${normalize(node.name)}`;
    case "ClassDef":
    case "TypeVar":
    case "TypeVarTuple":
    case "ParamSpec":
    case "MatchAs":
    case "MatchStar":
    case "ExceptHandler":
      return normalize(node.name ?? "");
    case "For":
    case "With":
      return pythonBoolean(node.is_async);
    case "Try":
      return pythonBoolean(node.is_star);
    case "BinOp":
    case "UnaryOp":
    case "BoolOp":
    case "AugAssign":
      return node.op;
    case "Compare":
      return node.ops.join(" ");
    case "ImportFrom":
      return `${node.level} ${normalize(node.module ?? "")}`;
    case "Global":
    case "Nonlocal":
      return normalize(node.names.join(" "));
    case "AnnAssign":
      return node.simple ? "1" : "0";
    case "MatchMapping":
      return normalize(node.rest ?? "");
    case "MatchClass":
      return normalize(node.kwd_attrs.join(" "));
    default:
      return "";
  }
}

/** CPython compares identifiers in this form; our tree keeps what is written. */
function normalize(identifier: string): string {
  return identifier.normalize("NFKC");
}

function pythonBoolean(value: boolean): string {
  return value ? "True" : "False";
}

function constantDetail(node: Constant, text: string): string {
  switch (node.kind) {
    case "str": {
      // Names of characters are not decoded.
      if (text.slice(node.start, node.end).includes("\\N")) return "s?";
      const value = stringValue(text, node);
      return value === undefined ? "not decoded" : checksum(value);
    }
    case "num": {
      const value = numberValue(text, node);
      if (value === undefined) return "j";
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleBE(value);
      return bytes.toString("hex");
    }
    default:
      return node.kind;
  }
}

/** The text of an f-string with a NUL for each field. */
function joinedDetail(node: JoinedStr | TemplateStr, text: string): string {
  const source = text.slice(node.start, node.end);
  if (source.includes("\\N") || /=(?:\s|#[^\r\n]*)*[}!:]/.test(source)) return "s?";
  const values = node.values.map((value) =>
    value.type === "Constant" || value.type === "StringPart"
      ? (stringValue(text, value) ?? "not decoded")
      : "\0",
  );
  return checksum(values.join(""));
}

function checksum(value: string): string {
  return `s${crc32(Buffer.from(value, "utf16le"))}`;
}
