"""Describes the syntax tree of Python files as CPython reads them.

Usage: dump.py LIST, where LIST is a file with one path a line. Prints one JSON value a line: first the version, then for each
file its path and either its nodes or why there are none. A node is `depth:start:end:Type:detail` with UTF-16 offsets;
what `detail` holds is said in `describe.ts`, which writes the same for our tree.
"""

import ast
import json
import re
import struct
import sys
import warnings
import zlib

warnings.simplefilter("ignore")

RENAMED = {"AsyncFunctionDef": "FunctionDef", "AsyncFor": "For", "AsyncWith": "With", "TryStar": "Try"}
# Before 3.12 the positions inside f-strings are those of a copy.
HAS_INTERIORS = sys.version_info >= (3, 12)
STRINGS = {"JoinedStr", "TemplateStr"}
FIELDS = {"FormattedValue", "Interpolation"}
OPERATORS = {
    "Add": "+", "Sub": "-", "Mult": "*", "MatMult": "@", "Div": "/", "Mod": "%", "Pow": "**", "LShift": "<<",
    "RShift": ">>", "BitOr": "|", "BitXor": "^", "BitAnd": "&", "FloorDiv": "//",
    "Invert": "~", "Not": "not", "UAdd": "+", "USub": "-", "And": "and", "Or": "or",
    "Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=",
    "Is": "is", "IsNot": "is not", "In": "in", "NotIn": "not in",
}  # fmt: skip


class Offsets:
    """Line and byte column → UTF-16 offset."""

    def __init__(self, text):
        self.text = text
        self.is_ascii = text.isascii()
        self.lines = [0] + [match.end() for match in re.finditer(r"\r\n?|\n", text)]
        if not self.is_ascii:
            self.utf16 = [0]
            for character in text:
                self.utf16.append(self.utf16[-1] + (2 if ord(character) > 0xFFFF else 1))

    def character(self, line, column):
        start = self.lines[line - 1]
        if self.is_ascii:
            return start + column
        end = self.lines[line] if line < len(self.lines) else len(self.text)
        return start + len(self.text[start:end].encode("utf-8")[:column].decode("utf-8", "ignore"))

    def offset(self, line, column):
        index = self.character(line, column)
        return index if self.is_ascii else self.utf16[index]


def operator(node):
    return OPERATORS[type(node).__name__]


def checksum(value):
    return "s%d" % zlib.crc32(value.encode("utf-16-le", "surrogatepass"))


def constant(value, source):
    if isinstance(value, str):
        return "s?" if "\\N" in source else checksum(value)
    if isinstance(value, bytes):
        return "bytes"
    if isinstance(value, complex):
        return "j"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        try:
            return struct.pack(">d", float(value)).hex()
        except OverflowError:
            return struct.pack(">d", float("inf")).hex()
    return "..." if value is ... else str(value)


def joined(node, source):
    if "\\N" in source or re.search(r"=(?:\s|#[^\r\n]*)*[}!:]", source):
        return "s?"
    return checksum("".join(v.value if isinstance(v, ast.Constant) else "\0" for v in node.values))


def detail(node, kind, source):
    match kind:
        case "Constant":
            return constant(node.value, source())
        case "JoinedStr" | "TemplateStr":
            return joined(node, source()) if HAS_INTERIORS else ""
        case "FormattedValue" | "Interpolation":
            return "" if node.conversion < 0 else chr(node.conversion)
        case "Name":
            return node.id
        case "Attribute":
            return node.attr
        case "arg":
            return node.arg
        case "keyword":
            return node.arg or "**"
        case "alias":
            return "%s as %s" % (node.name, node.asname or "")
        case "FunctionDef":
            return "%s %s" % (type(node).__name__ == "AsyncFunctionDef", node.name)
        case "ClassDef" | "TypeVar" | "TypeVarTuple" | "ParamSpec" | "MatchAs" | "MatchStar" | "ExceptHandler":
            return node.name or ""
        case "For" | "With":
            return str(type(node).__name__.startswith("Async"))
        case "Try":
            return str(type(node).__name__ == "TryStar")
        case "BinOp" | "UnaryOp" | "BoolOp" | "AugAssign":
            return operator(node.op)
        case "Compare":
            return " ".join(operator(op) for op in node.ops)
        case "ImportFrom":
            return "%d %s" % (node.level, node.module or "")
        case "Global" | "Nonlocal":
            return " ".join(node.names)
        case "AnnAssign":
            return str(node.simple)
        case "MatchMapping":
            return node.rest or ""
        case "MatchClass":
            return " ".join(node.kwd_attrs)
    return ""


def describe(tree, text):
    offsets = Offsets(text)
    lines = []

    def visit(node, depth, is_format):
        kind = RENAMED.get(type(node).__name__, type(node).__name__)
        # The position of a format differs between versions, and that of text between fields is ours to choose.
        is_described = hasattr(node, "lineno") and not is_format
        if is_described:
            def source():
                return text[
                    offsets.character(node.lineno, node.col_offset) : offsets.character(node.end_lineno, node.end_col_offset)
                ]

            start = offsets.offset(node.lineno, node.col_offset)
            end = offsets.offset(node.end_lineno, node.end_col_offset)
            lines.append("%d:%d:%d:%s:%s" % (depth, start, end, kind, detail(node, kind, source)))
        if kind in STRINGS and not HAS_INTERIORS:
            return
        for name, field in ast.iter_fields(node):
            for child in field if isinstance(field, list) else [field]:
                if isinstance(child, ast.AST) and not (kind in STRINGS and isinstance(child, ast.Constant)):
                    visit(child, depth + is_described, kind in FIELDS and name == "format_spec")

    visit(tree, 0, False)
    return lines


def read(path):
    with open(path, "rb") as file:
        source = file.read()
    if source.startswith(b"\xef\xbb\xbf"):
        source = source[3:]
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError:
        return {"path": path, "skipped": "not UTF-8"}
    try:
        return {"path": path, "nodes": describe(ast.parse(source), text)}
    except (SyntaxError, ValueError) as error:
        return {"path": path, "rejected": str(error)}
    except RecursionError:
        return {"path": path, "skipped": "too deep for this script"}


def main():
    sys.setrecursionlimit(5000)
    print(json.dumps({"hasInteriors": HAS_INTERIORS}))
    with open(sys.argv[1], encoding="utf-8") as paths:
        for path in paths.read().split("\n"):
            if path:
                print(json.dumps(read(path)))


main()
