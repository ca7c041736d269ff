// What names mean: imports across files, packages and several roots.
import { expect, test } from "vitest";
import type { Symbol } from "../../rules/src/project/symbols.js";
import { openLibrary } from "./library.js";

const meaning = (symbol: Symbol | undefined): string => {
  switch (symbol?.kind) {
    case "class":
    case "function":
      return `${symbol.kind} ${symbol.statement.name} in ${symbol.file.replace("/library/", "")}`;
    case "variable":
      return `variable ${symbol.name} in ${symbol.file.replace("/library/", "")}`;
    case "module":
      return `module ${symbol.file.replace("/library/", "")}`;
    case "external":
      return `outside ${symbol.path}`;
    case "member":
      return `${symbol.name} of ${meaning(symbol.object)}`;
    case undefined:
      return "unknown";
  }
};

const shop = {
  "shop/__init__.py": "from .models import Book\n",
  "shop/models.py":
    "class Book:\n    pass\nclass Author:\n    pass\ndef sell():\n    pass\nlimit = 3\nWriter = Author\n",
  "shop/parts/__init__.py": "",
  "shop/parts/deep.py":
    "from ..models import Author\nfrom .. import models\nfrom . import other\nfrom ...shop import Book as B\n",
  "shop/parts/other.py": "",
};

const nameIn = (
  text: string,
  name: string,
  files: Readonly<Record<string, string>> = {},
  at = "views.py",
): string => meaning(openLibrary({ ...shop, ...files, [at]: text }).project.resolve(`/library/${at}`, name));

test.each([
  ["from shop.models import Book", "Book", "class Book in shop/models.py"],
  ["from shop.models import Book as B", "B", "class Book in shop/models.py"],
  ["from shop import Book", "Book", "class Book in shop/models.py"],
  ["from shop.models import sell, limit", "sell", "function sell in shop/models.py"],
  ["from shop.models import sell, limit", "limit", "variable limit in shop/models.py"],
  ["from shop.models import Writer", "Writer", "class Author in shop/models.py"],
  ["from shop import models", "models", "module shop/models.py"],
  ["import shop.models", "shop", "module shop/__init__.py"],
  ["import shop.models as m", "m", "module shop/models.py"],
  ["from shop.models import Missing", "Missing", "unknown"],
  ["from .shop.models import Book", "Book", "class Book in shop/models.py"],
  ["from itertools import islice as cut", "cut", "outside itertools.islice"],
  ["import itertools", "itertools", "outside itertools"],
  ["from shop.models import *", "Author", "class Author in shop/models.py"],
  ["from outside import *", "Author", "outside outside.Author"],
  ["from outside import *", "print", "unknown"],
  [
    "try:\n    from shop.models import Book\nexcept ImportError:\n    Book = None",
    "Book",
    "class Book in shop/models.py",
  ],
  [
    "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from shop.models import Book",
    "Book",
    "class Book in shop/models.py",
  ],
  [
    "if new:\n    from shop.models import Book\nelse:\n    from old import Book",
    "Book",
    "class Book in shop/models.py",
  ],
  ["from shop.models import Book\nBook = wrap(Book)", "Book", "variable Book in views.py"],
])("%s: %s", (text, name, expected) => {
  expect(nameIn(text, name)).toBe(expected);
});

test("relative imports start at the package", () => {
  const { project } = openLibrary(shop);
  const at = "/library/shop/parts/deep.py";
  expect(["Author", "models", "other", "B"].map((name) => meaning(project.resolve(at, name)))).toEqual([
    "class Author in shop/models.py",
    "module shop/models.py",
    "module shop/parts/other.py",
    "class Book in shop/models.py",
  ]);
});

test.each([
  ['__all__ = ["Book"]\n', "class Book in lib.py", "unknown"],
  ['__all__ = ["Book"]\n__all__ += ["_Hidden"]\n', "class Book in lib.py", "class _Hidden in lib.py"],
  ["__all__ = names()\n", "class Book in lib.py", "unknown"],
  ["", "class Book in lib.py", "unknown"],
])("a wildcard takes what %j exports", (all, book, hidden) => {
  const files = { "lib.py": `${all}class Book: ...\nclass _Hidden: ...\n` };
  expect(nameIn("from lib import *", "Book", files)).toBe(book);
  expect(nameIn("from lib import *", "_Hidden", files)).toBe(hidden);
});

test("imports in a circle end", () => {
  const files = {
    "a.py": "from b import *\nfrom b import x\n",
    "b.py": "from a import *\nfrom a import x\ny = y\n",
  };
  expect(nameIn("from a import x", "x", files)).toBe("unknown");
  expect(nameIn("from a import y", "y", files)).toBe("variable y in b.py");
});

test("classes that derive from each other have an end", () => {
  const { project } = openLibrary({
    "a.py": "from b import B\nclass A(B): ...\nB = wrap(B)\nclass C(C): ...\n",
    "b.py": "from a import A\nclass B(A): ...\n",
  });
  const names = (name: string): readonly string[] => {
    const symbol = project.resolve("/library/a.py", name);
    return symbol ? project.ancestry(symbol).classes.map((one) => one.name) : [];
  };
  expect(names("A")).toEqual(["A"]);
  expect(names("C")).toEqual(["C"]);
});

test("folders without __init__, src and the folder of manage.py are import paths", () => {
  const files = {
    "src/core/tools.py": "class Tool: ...\n",
    "backend/manage.py": "",
    "backend/loans/models.py": "class Loan: ...\n",
    "backend/apps/__init__.py": "",
    "backend/apps/fees/__init__.py": "",
    "backend/apps/fees/models.py": "class Fee: ...\n",
  };
  expect(nameIn("from core.tools import Tool", "Tool", files)).toBe("class Tool in src/core/tools.py");
  expect(nameIn("from loans.models import Loan", "Loan", files, "backend/views.py")).toBe(
    "class Loan in backend/loans/models.py",
  );
  expect(nameIn("from apps.fees.models import Fee", "Fee", files, "backend/views.py")).toBe(
    "class Fee in backend/apps/fees/models.py",
  );
  expect(nameIn("from fees.models import Fee", "Fee", files, "backend/apps/x.py")).toBe(
    "class Fee in backend/apps/fees/models.py",
  );
});

test("of two modules of one name the nearer is meant", () => {
  const files = {
    "examples/one/store/__init__.py": "",
    "examples/one/store/models.py": "class Book: ...\n",
    "examples/two/store/__init__.py": "",
    "examples/two/store/models.py": "class Book: ...\n",
  };
  const text = "from store.models import Book\n";
  expect(nameIn(text, "Book", files, "examples/two/store/views.py")).toBe(
    "class Book in examples/two/store/models.py",
  );
  expect(nameIn(text, "Book", files, "examples/one/run.py")).toBe(
    "class Book in examples/one/store/models.py",
  );
});

test("a script somewhere does not stand for the standard library's module", () => {
  expect(nameIn("import json", "json", { "docs/scripts/json.py": "" })).toBe("outside json");
});

test("members of modules, and paths of expressions", () => {
  const { project } = openLibrary({
    ...shop,
    "views.py":
      "import shop.models\nimport django.db\nfrom django.db import models as m\nfrom shop import models\nclass Page:\n    class Meta: ...\n",
  });
  const file = "/library/views.py";
  const member = (name: string, property: string): string => {
    const symbol = project.resolve(file, name);
    return symbol ? meaning(project.resolveMember(symbol, property)) : "unknown";
  };
  expect(member("shop", "models")).toBe("module shop/models.py");
  expect(member("models", "Book")).toBe("class Book in shop/models.py");
  expect(member("m", "Q")).toBe("outside django.db.models.Q");
  const span = { start: 0, end: 0 };
  const dotted = (...names: readonly [string, ...string[]]): string | undefined => {
    const [first, ...rest] = names;
    return project.pathOf(
      file,
      rest.reduce<Parameters<typeof project.pathOf>[1]>(
        (object, property) => ({ kind: "member", object, property, propertySpan: span, ...span }),
        { kind: "name", name: first, ...span },
      ),
    );
  };
  expect(dotted("django", "db", "models", "Q")).toBe("django.db.models.Q");
  expect(dotted("shop", "models", "Book")).toBe("shop.models.Book");
  expect(dotted("Page", "Meta")).toBe("views.Meta");
  expect(dotted("nothing")).toBeUndefined();
});

test("ancestors are in method resolution order, with what stands outside behind them", () => {
  const { project } = openLibrary({
    "a.py":
      "from other import Thing\nclass Top: ...\nclass Left(Top): ...\nclass Right(Top, Thing): ...\nclass Both(Left, Right): ...\nclass Lost(make()): ...\nclass Out:\n    class In(Both): ...\n",
  });
  const of = (name: string): string => {
    const symbol = project.resolve("/library/a.py", name);
    const { classes, externals } = symbol ? project.ancestry(symbol) : { classes: [], externals: [] };
    return [...classes.map((one) => one.name), ...externals].join(" ");
  };
  expect(of("Both")).toBe("Both Left Right Top other.Thing");
  expect(of("Lost")).toBe("Lost ?");
  const body = project.classBody({ file: "/library/a.py", name: "Out.In" });
  expect(body?.length).toBe(1);
});
