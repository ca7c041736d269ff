/** A file as it is after an edit; without a text it is gone. */
export interface RandomEdit {
  readonly file: string;
  readonly text: string | undefined;
  readonly description: string;
}

/** Gives numbers from 0 up to, without, the given one. */
export type Random = (below: number) => number;

/** The same numbers for the same seed (mulberry32, public domain). */
export function randomFrom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** A module whose functions decide about each other's rows; most edits go there. */
export const woven = {
  file: "orders/woven.py",
  text: [
    "from orders.models import Order",
    "",
    ...Array.from({ length: 8 }, (_, index) => [
      `def narrow_${index}(orders):`,
      "    return orders.filter(pk=1)",
      "",
      `def show_${index}():`,
      `    for order in narrow_${index}(Order.objects.all()):`,
      "        print(order.pk)",
      "",
      `class Report${index}:`,
      "    def __init__(self):",
      "        self.orders = Order.objects.filter(pk=1)",
      "",
      "    def show(self):",
      "        for order in self.orders:",
      "            print(order.pk)",
      "",
    ]).flat(),
  ].join("\n"),
};

/** Some edits, each of one file; none makes a file grow for ever, because files also go back to what they were. */
export function editsFrom(
  random: Random,
  texts: ReadonlyMap<string, string>,
  original: Readonly<Record<string, string>>,
): readonly RandomEdit[] {
  const names = [...Object.keys(original), ...Array.from({ length: 40 }, () => woven.file)].filter(
    (name) => name in original,
  );
  const count = 1 + random(3);
  const files = new Set(Array.from({ length: count }, () => names[random(names.length)] ?? ""));
  return [...files].map((file): RandomEdit => {
    const text = texts.get(file);
    const [name, change] = changes[random(changes.length)] ?? (["restore", keep] as const);
    // A file that is gone comes back.
    if (text === undefined || name === "restore")
      return { file, text: original[file], description: `${file}: restore` };
    if (name === "remove") return { file, text: undefined, description: `${file}: remove` };
    const lines = text.split("\n");
    const at = random(lines.length);
    const changed = change({ lines, at, random });
    return { file, text: changed.join("\n"), description: `${file}:${at + 1}: ${name}` };
  });
}

interface Place {
  readonly lines: readonly string[];
  readonly at: number;
  readonly random: Random;
}

type Change = (place: Place) => readonly string[];

const askForAll: Change = (place) => replacedBelow(place, /\.filter\([^()]*\)/, ".all()");
const askForOne: Change = (place) => replacedBelow(place, /\.all\(\)/, ".filter(pk=1)");
const keep: Change = ({ lines }) => lines;

const changes: readonly (readonly [string, Change])[] = [
  ...Array.from({ length: 5 }, () => ["restore", keep] as const),
  ...Array.from({ length: 8 }, () => ["ask for all rows", askForAll] as const),
  ...Array.from({ length: 4 }, () => ["ask for one row", askForOne] as const),
  ["remove", keep],
  ["add an empty line", (place) => inserted(place, "")],
  ["add a comment", (place) => inserted(place, `${indentOf(place)}# noted`)],
  ["add a statement", (place) => inserted(place, `${indentOf(place)}turn = 1`)],
  ["add a query", (place) => inserted(place, `${indentOf(place)}list(Order.objects.all())`)],
  [
    "add a loop",
    (place) => inserted(place, `${indentOf(place)}for order in Order.objects.all(): print(order.pk)`),
  ],
  [
    "add a call of a neighbor",
    (place) => inserted(place, `${indentOf(place)}${functionIn(place)}(Order.objects.all())`),
  ],
  ["add an attribute", (place) => inserted(place, `${indentOf(place)}self.orders = Order.objects.all()`)],
  [
    "use an attribute",
    (place) => inserted(place, `${indentOf(place)}for order in self.orders: print(order)`),
  ],
  ["add a column", (place) => inserted(place, "    scan = models.BinaryField()")],
  ["add a class", (place) => inserted(place, "class Added(models.Model):\n    scan = models.BinaryField()")],
  [
    "add a function",
    (place) => inserted(place, "def added(orders):\n    return [order.pk for order in orders]\n"),
  ],
  ["ignore findings", (place) => inserted(place, `${indentOf(place)}# leanrows: ignore`)],
  [
    "change the database",
    (place) => inserted(place, 'DATABASES = {"default": {"ENGINE": "django.db.backends.mysql"}}'),
  ],
  ["open a bracket", (place) => inserted(place, `${indentOf(place)}list(Order.objects.`)],
  [
    "cut a line",
    ({ lines, at, random }) =>
      lines.with(at, (lines[at] ?? "").slice(0, random(1 + (lines[at] ?? "").length))),
  ],
  ["remove a line", ({ lines, at }) => lines.toSpliced(at, 1)],
  ["repeat a line", (place) => inserted(place, place.lines[place.at] ?? "")],
  ["indent a line", ({ lines, at }) => lines.with(at, `    ${lines[at] ?? ""}`)],
  ["dedent a line", ({ lines, at }) => lines.with(at, (lines[at] ?? "").replace(/^ {4}/, ""))],
  ["move some lines", ({ lines, at, random }) => moved(lines, at, random)],
  ["rename a function", (place) => replacedBelow(place, /\bdef (\w+)/, "def $1s")],
  ["stream", (place) => replacedBelow(place, /\.all\(\)/, ".iterator()")],
];

/** The first line from a place on that holds something, with something else. */
function replacedBelow({ lines, at }: Place, what: RegExp, by: string): readonly string[] {
  const found = lines.findIndex((line, index) => index >= at && what.test(line));
  return found < 0 ? lines : lines.with(found, (lines[found] ?? "").replace(what, by));
}

function inserted({ lines, at }: Place, line: string): readonly string[] {
  return lines.toSpliced(at, 0, line);
}

function indentOf({ lines, at }: Place): string {
  return /^\s*/.exec(lines[at] ?? "")?.[0] ?? "";
}

function functionIn({ lines, random }: Place): string {
  const names = lines.flatMap((line) => /\bdef (\w+)/.exec(line)?.[1] ?? []);
  return names[random(names.length)] ?? "print";
}

function moved(lines: readonly string[], at: number, random: Random): readonly string[] {
  const some = lines.slice(at, at + 1 + random(20));
  const rest = lines.toSpliced(at, some.length);
  return rest.toSpliced(random(rest.length + 1), 0, ...some);
}
