// What an edit makes the project compute again, and what not.
import { expect, test } from "vitest";
import { check, checkOnce, queriesOf } from "../../rules/src/analyze.js";
import { type Library, openLibrary, printed } from "./library.js";

const models = `
from django.db import models

class Book(models.Model):
    title = models.CharField(max_length=200)

    def label(self):
        return self.title
`;

const shop = {
  "shop/__init__.py": "",
  "shop/models.py": models,
  "shop/names.py": "from .models import Book\n",
  "shop/helpers.py": "def help():\n    return 1\n",
  "shop/other.py": "",
};

/** Counts how often a stage is computed for each file; each file asks what its name says. */
function counter({ project }: Library): () => readonly string[] {
  const asks: Readonly<Record<string, () => unknown>> = {
    nothing: () => 0,
    own: () => project.syntax("/library/shop/other.py"),
    catalog: () => project.catalog.models.size,
    environment: () => project.environment.engines,
    name: () => project.resolve("/library/shop/names.py", "Book"),
    missing: () => project.resolve("/library/shop/names.py", "Author"),
    later: () => project.pathOf("/library/shop/late.py", { kind: "name", name: "Late", start: 0, end: 0 }),
    body: () => project.classBody({ file: "/library/shop/models.py", name: "Book" }),
    model: () => {
      const symbol = project.resolve("/library/shop/models.py", "Book");
      return symbol && project.modelOf(symbol);
    },
    nested: () => project.derive("inner", "deep", () => project.syntax("/library/shop/helpers.py")),
  };
  return () => {
    const computed: string[] = [];
    for (const [name, ask] of Object.entries(asks)) {
      project.derive("stage", name, () => {
        computed.push(name);
        return ask();
      });
    }
    return computed;
  };
}

function opened(): { readonly library: Library; readonly computed: () => readonly string[] } {
  const library = openLibrary(shop);
  const computed = counter(library);
  expect(computed()).toEqual([
    "nothing",
    "own",
    "catalog",
    "environment",
    "name",
    "missing",
    "later",
    "body",
    "model",
    "nested",
  ]);
  expect(computed()).toEqual([]);
  return { library, computed };
}

test("an edit of a function's body reaches only who read the whole file", () => {
  const { library, computed } = opened();
  library.write("shop/models.py", models.replace("self.title", "self.title.upper()"));
  expect(computed()).toEqual(["body"]);
  library.write("shop/helpers.py", "def help():\n    return 2\n");
  expect(computed()).toEqual(["nested"]);
  library.write("shop/other.py", "x = 1\n");
  expect(computed()).toEqual(["own"]);
});

test("a comment or a moved class reaches only who read the whole file", () => {
  const { library, computed } = opened();
  library.write("shop/models.py", `# what a shop sells\n\n${models}`);
  expect(computed()).toEqual(["body"]);
});

test("a new column reaches who asked for the catalog or for names of that file", () => {
  const { library, computed } = opened();
  library.write("shop/models.py", models.replace("    title", "    cover = models.BinaryField()\n    title"));
  expect(computed()).toEqual(["catalog", "name", "body", "model"]);
  expect(printed(library.project, "shop.Book")).toContain("  cover BinaryField binary\n");
});

test("a declaration that is no model reaches who resolved names there", () => {
  const { library, computed } = opened();
  library.write("shop/names.py", "from .models import Book\nAuthor = 1\n");
  expect(computed()).toEqual(["name", "missing"]);
});

test("a file that comes or goes reaches who asked for it", () => {
  const { library, computed } = opened();
  library.write("shop/late.py", "from json import loads as Late\n");
  expect(computed()).toEqual(["later"]);
  expect(library.project.sources()).toContain("/library/shop/late.py");
  library.write("shop/loans.py", "from .models import Book\nclass Loan(Book):\n    pass\n");
  expect(computed()).toEqual(["catalog", "model"]);
  expect(library.project.catalog.models.has("shop.loans.Loan")).toBe(true);
  library.remove("shop/loans.py");
  expect(computed()).toEqual(["catalog", "model"]);
  expect(library.project.catalog.models.has("shop.loans.Loan")).toBe(false);
  library.remove("shop/models.py");
  expect(computed()).toEqual(["catalog", "name", "body", "model"]);
  expect(library.project.resolve("/library/shop/names.py", "Book")).toBeUndefined();
});

test("a manifest and a settings file reach who asked for the environment", () => {
  const { library, computed } = opened();
  library.write("requirements.txt", "django==5.2\n");
  expect(computed()).toEqual(["environment"]);
  library.write("requirements.txt", "django==5.2\nrequests==2.32\n");
  expect(computed()).toEqual([]);
  library.write("settings.py", 'DATABASES = {"default": {"ENGINE": "django.db.backends.mysql"}}\n');
  expect(computed()).toEqual(["environment"]);
  expect(library.project.environment.versions).toEqual({ django: "5.2" });
});

test("files that are no sources change nothing", () => {
  const { library, computed } = opened();
  library.write("README.md", "class Book(models.Model):\n");
  library.write("node_modules/x/models.py", models);
  expect(computed()).toEqual([]);
});

test("places stay right while the catalog stays the same", () => {
  const { library } = opened();
  const before = library.project.catalog;
  const column = (): number =>
    library.project.catalog.models.get("shop.models.Book")?.columns[1]?.declared.start ?? -1;
  const start = column();
  library.write("shop/models.py", `# moved\n${models}`);
  expect(column()).toBe(start + "# moved\n".length);
  expect(library.project.catalog.fingerprint).toBe(before.fingerprint);
});

test("a class far away becomes a model when its base does", () => {
  const { project, write } = openLibrary({
    "a/base.py": "class Base:\n    pass\n",
    "a/novel.py":
      "from a.base import Base\nfrom django.db import models\nclass Novel(Base):\n    pages = models.IntegerField()\n",
  });
  expect(project.catalog.models.has("a.novel.Novel")).toBe(false);
  write("a/base.py", "from django.db import models\nclass Base(models.Model):\n    pass\n");
  expect(project.catalog.models.has("a.novel.Novel")).toBe(true);
});

test("a computation that throws is not remembered, and leaves the others alone", () => {
  const { project } = openLibrary(shop);
  let runs = 0;
  const broken = (): number =>
    project.derive("broken", "x", () => {
      runs += 1;
      throw new Error("broken");
    });
  expect(broken).toThrow("broken");
  expect(broken).toThrow("broken");
  expect(runs).toBe(2);
  expect(project.derive("fine", "x", () => 1)).toBe(1);
});

test("full syntax is kept for few files and is right all the same", () => {
  const padding = `# ${"long ".repeat(4000)}\n`;
  const files = Object.fromEntries(
    Array.from({ length: 200 }, (_, index) => [`m${index}.py`, `x = ${index}\n${padding}`]),
  );
  const { project } = openLibrary(files);
  const texts = Object.keys(files).map((path) => project.syntax(`/library/${path}`)?.text);
  expect(texts).toEqual(Object.values(files));
  expect(project.syntax("/library/m0.py")?.text).toBe(`x = 0\n${padding}`);
});

test("an edit of a body makes one file be checked again, and those that follow calls into it", () => {
  const calls =
    "from shop.models import Book\n\ndef titles():\n    return [book.title for book in Book.objects.all()]\n";
  const { project, write } = openLibrary({
    ...shop,
    "shop/titles.py": calls,
    "shop/report.py":
      "from shop.titles import titles\nfrom shop.models import Book\n\ndef report():\n    Book.objects.all()\n    return titles()\n",
    "shop/apart.py": "from shop.models import Book\n\ndef apart():\n    return list(Book.objects.all())\n",
  });
  const before = new Map(project.sources().map((file) => [file, check(project, file)]));
  const again = (): readonly string[] =>
    project.sources().filter((file) => check(project, file) !== before.get(file));
  expect(again()).toEqual([]);
  write("shop/titles.py", calls.replace("book.title", "book.title.upper()"));
  expect(again()).toEqual(["/library/shop/report.py", "/library/shop/titles.py"]);
});

test("what is checked only once is not kept, and says the same", () => {
  const { project } = openLibrary({
    ...shop,
    "shop/apart.py":
      "from shop.models import Book\n\ndef apart():\n    for book in Book.objects.all():\n        print(book.title)\n",
  });
  const once = checkOnce(project, "/library/shop/apart.py");
  expect(once.findings).toHaveLength(1);
  expect(checkOnce(project, "/library/shop/apart.py")).not.toBe(once);
  expect(check(project, "/library/shop/apart.py").findings).toEqual(once.findings);
});

test("an edit of a template makes the views check again that hand something to it", () => {
  const library = openLibrary({
    ...shop,
    "shop/views.py": `
from django.shortcuts import render
from .models import Book

def books(request):
    return render(request, "shop/books.html", {"books": Book.objects.all()})
`,
    "shop/templates/shop/books.html": "{% for book in books %}{{ book.title }}{% endfor %}",
    "shop/templates/shop/other.html": "",
  });
  const uses = (): readonly string[] =>
    queriesOf(library.project, "/library/shop/views.py").map(({ use }) =>
      use.kind === "rendered" ? (use.then ?? []).map(({ kind }) => kind).join() || "unknown" : use.kind,
    );
  const before = check(library.project, "/library/shop/views.py");
  expect(uses()).toEqual(["looped"]);
  library.write("shop/templates/shop/other.html", "{{ books }}");
  expect(check(library.project, "/library/shop/views.py")).toBe(before);
  library.write("shop/templates/shop/books.html", "{{ books|length }}");
  expect(uses()).toEqual(["counted"]);
  library.remove("shop/templates/shop/books.html");
  expect(uses()).toEqual(["unknown"]);
  library.write("templates/shop/books.html", "{% if books %}{% endif %}");
  expect(uses()).toEqual(["tested"]);
});
