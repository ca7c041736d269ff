/**
 * The kinds of tokens, as small integers: the lexer stores one byte a token and the parser compares numbers.
 * Kinds up to `LastLayout` carry no text; keywords and operators have their own kinds.
 */

export const EndOfFile = 0;
export const Newline = 1;
export const Indent = 2;
export const Dedent = 3;
export const LastLayout = 3;

export const Identifier = 4;
export const Numeral = 5;
export const StringLiteral = 6;
export const BytesLiteral = 7;
/** Prefix and opening quotes of an f-string; its text, fields and closing quotes are tokens of their own. */
export const FStringStart = 8;
/** The same for a template string. */
export const TStringStart = 9;
/** Text between the fields of an f-string, template string or format. */
export const StringText = 10;
/** Closing quotes of an f-string or template string; empty if they are missing. */
export const StringEnd = 11;
/** A character that belongs to no token. */
export const Invalid = 12;

export const LeftParen = 16;
export const RightParen = 17;
export const LeftBracket = 18;
export const RightBracket = 19;
export const LeftBrace = 20;
export const RightBrace = 21;
export const Colon = 22;
export const Comma = 23;
export const Semicolon = 24;
export const Dot = 25;
export const Equal = 26;
export const Arrow = 27;
export const ColonEqual = 28;
export const Ellipsis = 29;
export const Bang = 30;
export const At = 31;
export const Tilde = 32;

export const Plus = 33;
export const Minus = 34;
export const Star = 35;
export const Slash = 36;
export const DoubleSlash = 37;
export const Percent = 38;
export const Ampersand = 39;
export const Bar = 40;
export const Caret = 41;
export const LeftShift = 42;
export const RightShift = 43;
export const DoubleStar = 44;

export const Less = 45;
export const Greater = 46;
export const LessEqual = 47;
export const GreaterEqual = 48;
export const EqualEqual = 49;
export const NotEqual = 50;

export const PlusEqual = 51;
export const MinusEqual = 52;
export const StarEqual = 53;
export const SlashEqual = 54;
export const DoubleSlashEqual = 55;
export const PercentEqual = 56;
export const AmpersandEqual = 57;
export const BarEqual = 58;
export const CaretEqual = 59;
export const LeftShiftEqual = 60;
export const RightShiftEqual = 61;
export const DoubleStarEqual = 62;
export const AtEqual = 63;

export const False_ = 64;
export const None_ = 65;
export const True_ = 66;
export const And = 67;
export const As = 68;
export const Assert = 69;
export const Async = 70;
export const Await = 71;
export const Break = 72;
export const Class = 73;
export const Continue = 74;
export const Def = 75;
export const Del = 76;
export const Elif = 77;
export const Else = 78;
export const Except = 79;
export const Finally = 80;
export const For = 81;
export const From = 82;
export const Global = 83;
export const If = 84;
export const Import = 85;
export const In = 86;
export const Is = 87;
export const Lambda = 88;
export const Nonlocal = 89;
export const Not = 90;
export const Or = 91;
export const Pass = 92;
export const Raise = 93;
export const Return = 94;
export const Try = 95;
export const While = 96;
export const With = 97;
export const Yield = 98;

/** Number of kinds: the length of tables indexed by kind. */
const KindCount = 99;

const operators =
  "( ) [ ] { } : , ; . = -> := ... ! @ ~ + - * / // % & | ^ << >> ** < > <= >= == != " +
  "+= -= *= /= //= %= &= |= ^= <<= >>= **= @=";

const keywords =
  "False None True and as assert async await break class continue def del elif else except finally for from " +
  "global if import in is lambda nonlocal not or pass raise return try while with yield";

/** How a keyword or operator is written, by kind; a description for the other kinds. */
export const tokenText: readonly string[] = [
  ...["end of file", "end of line", "indent", "dedent", "name", "number", "string", "bytes"],
  ...["f-string", "t-string", "text", "end of string", "invalid character", "", "", ""],
  ...operators.split(" "),
  ...keywords.split(" "),
];

/** A table with one byte for each kind, zero where nothing is listed. */
export function kindTable(entries: Iterable<readonly [kind: number, value: number]>): Uint8Array {
  const table = new Uint8Array(KindCount);
  for (const [kind, value] of entries) table[kind] = value;
  return table;
}

/** A table that is 1 for the listed kinds. */
export function kindSet(...kinds: readonly number[]): Uint8Array {
  return kindTable(kinds.map((kind) => [kind, 1]));
}

const longestKeyword = 8;
const keywordByShape = new Uint8Array((longestKeyword + 1) << 10);
for (let kind = False_; kind < KindCount; kind++) {
  const word = tokenText[kind] ?? "";
  keywordByShape[shapeOf(word.charCodeAt(0), word.charCodeAt(word.length - 1), word.length)] = kind;
}

/** No two keywords agree in length, first and last letter, so one lookup finds the only candidate. */
function shapeOf(first: number, last: number, length: number): number {
  return (length << 10) | ((first & 31) << 5) | (last & 31);
}

/** Kind of the word `text[start, end)`: a keyword or `Identifier`. */
export function kindOfWord(text: string, start: number, end: number): number {
  const length = end - start;
  if (length < 2 || length > longestKeyword) return Identifier;
  const kind = keywordByShape[shapeOf(text.charCodeAt(start), text.charCodeAt(end - 1), length)] ?? 0;
  if (kind === 0) return Identifier;
  return text.startsWith(tokenText[kind] ?? "", start) ? kind : Identifier;
}
