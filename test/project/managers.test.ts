// Managers of models, and what makes rewriting a model's queries unsafe.
import { expect, test } from "vitest";
import { openLibrary, printed } from "./library.js";

const managersOf = (models: string, label = "shop.Book"): string => {
  const { project } = openLibrary({
    "shop/models.py": `from django.db import models\nfrom functools import partial\nfrom .queries import Books, BookManager, Loans, Ready\n${models}`,
    "shop/queries.py": `
from django.db import models
from django.db.models import Manager

class Common:
    def latest(self):
        return self
class Books(Common, models.QuerySet):
    def sold(self):
        return self
class BookManager(models.Manager):
    pass
class Loans(Manager.from_queryset(Books)):
    pass
Ready = models.Manager.from_queryset(Books)
`,
  });
  return printed(project, label)
    .split("\n")
    .filter((line) => line.startsWith("  manager "))
    .map((line) => line.trim())
    .join("\n");
};

test.each([
  ["", "manager objects"],
  ["objects = models.Manager()", "manager objects"],
  ["books = BookManager()", "manager books of BookManager"],
  ["objects = Books.as_manager()", "manager objects of Books Common"],
  ["objects = BookManager.from_queryset(Books)()", "manager objects of BookManager Books Common"],
  ["objects = models.Manager.from_queryset(Books)()", "manager objects of Books Common"],
  ['objects = models.Manager.from_queryset(partial(Books, 1), "Named")()', "manager objects of Books Common"],
  ["objects = Loans()", "manager objects of Loans Books Common"],
  ["objects = Ready()", "manager objects of Books Common"],
  ["objects: models.Manager = BookManager()", "manager objects of BookManager"],
  [
    "objects = BookManager()\n    sold = Books.as_manager()",
    "manager objects of BookManager\nmanager sold of Books Common",
  ],
  [
    'objects = BookManager()\n    sold = Books.as_manager()\n    class Meta:\n        default_manager_name = "sold"',
    "manager sold of Books Common\nmanager objects of BookManager",
  ],
])("%s", (body, expected) => {
  expect(managersOf(`class Book(models.Model):\n    pass\n    ${body}\n`)).toBe(expected);
});

test("a manager with an unknown class is incomplete", () => {
  expect(
    managersOf("from other import TreeManager\nclass Book(models.Model):\n    objects = TreeManager()\n"),
  ).toBe("manager objects incomplete");
});

test("managers of bases come after a model's own; None takes one away", () => {
  const base = `
class Base(models.Model):
    objects = BookManager()
    sold = Books.as_manager()
    class Meta:
        abstract = True
`;
  expect(managersOf(`${base}class Book(Base):\n    first = Loans()\n`)).toBe(
    "manager first of Loans Books Common\nmanager objects of BookManager\nmanager sold of Books Common",
  );
  expect(managersOf(`${base}class Book(Base):\n    objects = None\n`)).toBe("manager sold of Books Common");
});

const traitsOf = (texts: Readonly<Record<string, string>>, label = "shop.Book"): string => {
  const { project } = openLibrary(texts);
  return printed(project, label)
    .split("\n")
    .filter((line) => line.startsWith("  traits "))
    .join("")
    .replace("  traits ", "");
};

test.each([
  ["def __init__(self, *args):\n        pass", "custom-init"],
  ["@classmethod\n    def from_db(cls, db, names, values):\n        pass", "custom-init"],
  ["def save(self):\n        pass\n    def delete(self):\n        pass", "custom-delete custom-save"],
  ["tracker = FieldTracker()", "tracker"],
  ["title = models.TextField()", ""],
])("%s", (body, expected) => {
  const text = `from django.db import models\nfrom model_utils import FieldTracker\nclass Book(models.Model):\n    ${body}\n`;
  expect(traitsOf({ "shop/models.py": text })).toBe(expected);
});

test("mixins count, also those outside the project", () => {
  const text = `
from dirtyfields import DirtyFieldsMixin
from django.db import models
class Loud:
    def save(self):
        pass
class Book(Loud, DirtyFieldsMixin, models.Model):
    pass
`;
  expect(traitsOf({ "shop/models.py": text })).toBe("custom-save tracker");
});

test("signal handlers count for their sender, wherever they are connected", () => {
  const models =
    "from django.db import models\nclass Book(models.Model):\n    pass\nclass Author(models.Model):\n    pass\n";
  const signals = `
from django.db.models import signals
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from .models import Author, Book

@receiver(signals.post_init, sender=Book)
def opened(**kwargs): ...
@receiver([post_save, post_delete], sender="shop.Author")
def changed(**kwargs): ...
pre_save.connect(changed, sender=Book)
post_delete.connect(changed, Book)
`;
  const files = { "shop/models.py": models, "shop/signals.py": signals };
  expect(traitsOf(files)).toBe("custom-init delete-receiver save-receiver");
  expect(traitsOf(files, "shop.Author")).toBe("delete-receiver save-receiver");
});

test("handlers without a sender see every row that is loaded or deleted; of saves they say nothing", () => {
  const models = "from django.db import models\nclass Book(models.Model):\n    pass\n";
  const signals = `
from django.db.models.signals import post_delete, post_init, post_save
from django.dispatch import receiver
@receiver([post_save, post_delete, post_init])
def audit(**kwargs): ...
`;
  expect(traitsOf({ "shop/models.py": models, "shop/audit.py": signals })).toBe(
    "custom-init delete-receiver",
  );
});

test("deleting rows that others refer to collects them, unless told otherwise", () => {
  const text = (option: string): string =>
    `from django.db import models\nclass Book(models.Model):\n    pass\nclass Loan(models.Model):\n    book = models.ForeignKey(Book, ${option})\n`;
  expect(traitsOf({ "shop/models.py": text("models.CASCADE") })).toBe("incoming-relations");
  expect(traitsOf({ "shop/models.py": text('models.CASCADE, related_name="+"') })).toBe("incoming-relations");
  expect(traitsOf({ "shop/models.py": text("models.DO_NOTHING") })).toBe("");
});
