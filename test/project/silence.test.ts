// Which functions an edit makes the project evaluate again. Each function of the page names something that no other does, so
// that the names which are looked up tell.
import { expect, test, vi } from "vitest";
import { check } from "../../rules/src/analyze.js";
import { openLibrary } from "./library.js";

const models = `
from django.db import models

class Book(models.Model):
    title = models.CharField(max_length=200)
`;

const page = `
from .models import Book

def first(): return alpha(Book)

def second(): return beta(first())

def third():
    for book in Book.objects.all():
        print(gamma(book))

class Shelf:
    width = 2

    def __init__(self):
        self.books = Book.objects

    def fourth(self): return delta(self.books)

    def fifth(self): return epsilon

listed = zeta
`;

const file = "/library/shop/page.py";

/** Opens the page, and tells which functions are evaluated when a file has another text. */
function opened(): (texts: Readonly<Record<string, string>>) => readonly string[] {
  const { project, write } = openLibrary({
    "shop/__init__.py": "",
    "shop/models.py": models,
    "shop/page.py": page,
  });
  expect(check(project, file).findings.map(({ rule }) => rule)).toEqual(["no-unbounded-iteration"]);
  const resolve = vi.spyOn(project, "resolve");
  return (texts) => {
    resolve.mockClear();
    for (const [path, text] of Object.entries(texts)) write(path, text);
    check(project, file);
    const names = new Set(resolve.mock.calls.map(([, name]) => name));
    return ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"].filter((name) => names.has(name));
  };
}

const everything = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"];

test("an edit of a function reaches itself, who follows it, and functions with findings", () => {
  const evaluated = opened();
  expect(evaluated({ "shop/page.py": page.replace("return alpha(Book)", "return alpha(1)") })).toEqual([
    "alpha",
    "beta",
    "gamma",
  ]);
  expect(evaluated({ "shop/page.py": page })).toEqual(["alpha", "beta", "gamma"]);
  expect(evaluated({ "shop/page.py": page.replace("beta(first())", "beta()") })).toEqual(["beta", "gamma"]);
});

test("what is assigned to an attribute reaches the methods that read attributes", () => {
  const evaluated = opened();
  const edited = page.replace("self.books = Book.objects", "self.books = None");
  expect(evaluated({ "shop/page.py": edited })).toEqual(["gamma", "delta"]);
  expect(evaluated({ "shop/page.py": edited.replace("return epsilon", "return not epsilon") })).toEqual([
    "gamma",
    "epsilon",
  ]);
});

test("comments and empty lines between functions reach functions with findings only", () => {
  const evaluated = opened();
  const commented = page.replace("\n\ndef second", "\n    # first ends here\n\n\ndef second");
  expect(evaluated({ "shop/page.py": commented })).toEqual(["gamma"]);
});

test("code around functions, heads of functions and models reach everything", () => {
  const evaluated = opened();
  const edited = page.replace("listed = zeta", "listed = not zeta");
  expect(evaluated({ "shop/page.py": edited })).toEqual(everything);
  expect(evaluated({ "shop/page.py": page })).toEqual(everything);
  expect(evaluated({ "shop/page.py": page.replace("def fifth(self)", "def fifth(self, row)") })).toEqual(
    everything,
  );
  expect(evaluated({ "shop/page.py": page })).toEqual(everything);
  const cover = `${models}    cover = models.BinaryField()\n`;
  expect(evaluated({ "shop/models.py": cover })).toEqual(everything);
  // The finding names the heavy column, whose place moves.
  expect(evaluated({ "shop/models.py": `# moved\n${cover}` })).toEqual(["gamma"]);
});

test("a statement that cannot be read is read again", () => {
  const evaluated = opened();
  const broken = page.replace("return alpha(Book)", "return alpha(Book");
  expect(evaluated({ "shop/page.py": broken })).toContain("alpha");
  expect(evaluated({ "shop/page.py": `${broken}\n` })).toContain("alpha");
  expect(evaluated({ "shop/page.py": page })).toContain("alpha");
});
