// Which classes are models, and which columns they have.
import { expect, test } from "vitest";
import { openLibrary, printCatalog, printed } from "./library.js";

const book = `
from django.db import models

class Book(models.Model):
    title = models.CharField(max_length=200)
    cover = models.BinaryField(null=True)
`;

test("a model has its columns and the key that it does not declare", () => {
  const { project } = openLibrary({ "shop/models.py": book });
  expect(printCatalog(project)).toBe(`shop.Book
  key id
  id AutoField small integer
  title CharField small
  cover BinaryField binary null
  manager objects
`);
});

test.each([
  ["from django.db import models as m", "m.Model", "m.TextField()"],
  ["from django.contrib.gis.db import models", "models.Model", "models.TextField()"],
  ["import django.db.models", "django.db.models.Model", "django.db.models.TextField()"],
  ["from django.db.models import Model, TextField", "Model", "TextField()"],
  ["from django.db.models import *", "Model", "TextField()"],
])("%s", (imports, base, column) => {
  const { project } = openLibrary({
    "shop/models.py": `${imports}\nclass Book(${base}):\n    text = ${column}\n`,
  });
  expect(printed(project, "shop.Book")).toContain("  text TextField large\n");
});

test("abstract bases and mixins of other files give columns; plain classes give none", () => {
  const { project } = openLibrary({
    "core/__init__.py": "",
    "core/base.py": `
from django.db import models

class Stamped(models.Model):
    made = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)
    class Meta:
        abstract = True
        ordering = ["-made"]

class Printable:
    page = models.IntegerField()
`,
    "shop/models.py": `
from core import base
from django.db import models

class Book(base.Printable, base.Stamped):
    changed = None
    title = models.CharField(max_length=200, unique=True)

class Shelf(base.Stamped):
    class Meta:
        verbose_name = "shelf"

class Row(base.Stamped):
    class Meta(base.Stamped.Meta):
        unique_together = ("made", "changed")
`,
  });
  expect(printed(project, "shop.Book")).toBe(`shop.Book
  key id
  id AutoField small integer
  made DateTimeField small
  title CharField small
  unique title
  order -made
  manager objects
`);
  // A Meta of its own inherits nothing, unless it says so.
  expect(printed(project, "shop.Shelf")).not.toContain("order");
  expect(printed(project, "shop.Row")).toContain("  unique made changed\n  order -made\n");
  expect(printed(project, "core.Stamped")).toContain("core.Stamped abstract\n");
});

test("a child of a concrete model joins its table, a proxy shares it", () => {
  const { project } = openLibrary({
    "shop/models.py": `${book}    class Meta:
        ordering = ["title"]

class Novel(Book):
    pages = models.IntegerField()

class Saga(Novel):
    link = models.OneToOneField(Novel, on_delete=models.CASCADE, parent_link=True)

class Classic(Book):
    class Meta:
        proxy = True

class Reprint(Classic):
    year = models.IntegerField()
`,
  });
  expect(printed(project, "shop.Novel")).toBe(`shop.Novel extends shop.Book
  key book_ptr
  id AutoField small integer
  title CharField small
  cover BinaryField binary null
  book_ptr OneToOneField small book_ptr_id
  pages IntegerField small integer
  unique id
  order title
  back reprint → one shop.Reprint
  back saga → one shop.Saga
  link book_ptr → one shop.Book
  manager objects
  traits incoming-relations
`);
  expect(printed(project, "shop.Saga")).toMatch(
    /^shop\.Saga extends shop\.Novel, shop\.Book\n {2}key link\n/,
  );
  expect(printed(project, "shop.Saga")).not.toContain("novel_ptr");
  expect(printed(project, "shop.Classic")).toMatch(/^shop\.Classic proxy of shop\.Book\n {2}key id\n/);
  expect(printed(project, "shop.Reprint")).toMatch(/^shop\.Reprint extends shop\.Book\n {2}key book_ptr\n/);
});

test("a model may be far from the word model", () => {
  const { project } = openLibrary({
    "shop/models.py": book,
    "shop/novels.py":
      "from shop.models import Book\nclass Novel(\n    Book,  # noqa: X (why)\n):\n    pass\n",
    "shop/sagas.py": "from .novels import Novel as N\n\n\nclass Saga(N):\n    pass\n",
    "shop/series.py": "from .sagas import Saga\n\n\nclass Series(Saga):\n    pass\n",
  });
  expect([...project.catalog.models.keys()].filter((id) => id.startsWith("shop.")).sort()).toEqual([
    "shop.models.Book",
    "shop.novels.Novel",
    "shop.sagas.Saga",
    "shop.series.Series",
  ]);
});

test("forms, serializers, schemas and plain classes with such names are no models", () => {
  const { project } = openLibrary({
    "shop/other.py": `
from django import forms
from django.db import models
from pydantic import BaseModel, Field
from rest_framework import serializers
from wtforms import StringField
from shop.models import Book

class BookForm(forms.ModelForm):
    title = forms.CharField()
class BookSerializer(serializers.ModelSerializer):
    title = serializers.CharField()
class BookSchema(BaseModel):
    title: str = Field(max_length=3)
class Query(models.QuerySet):
    pass
class ShortField(models.CharField):
    pass
class Generated(make_form(Book)):
    title = StringField()
class Model:
    title = StringField()
`,
    "shop/models.py": book,
  });
  expect([...project.catalog.models.keys()].filter((id) => id.startsWith("shop."))).toEqual([
    "shop.models.Book",
  ]);
});

test("an unknown base makes a model incomplete", () => {
  const { project } = openLibrary({
    "shop/models.py": `
from mptt.models import MPTTModel
from treebeard.mp_tree import MP_Node
from typing import Generic, TypeVar
from django.db import models
from .missing import Base

class Genre(MPTTModel):
    name = models.CharField(max_length=20)
class Page(MP_Node):
    text = models.TextField()
class Book(Base):
    title = models.CharField(max_length=20)
class Shelf(Generic[TypeVar("T")], models.Model):
    pass
`,
  });
  expect(printed(project, "shop.Genre")).toContain("shop.Genre incomplete\n");
  expect(printed(project, "shop.Genre")).toContain("  manager objects incomplete\n");
  expect(printed(project, "shop.Page")).toContain("shop.Page incomplete\n");
  expect(printed(project, "shop.Book")).toContain("shop.Book incomplete\n");
  expect(printed(project, "shop.Shelf")).toMatch(/^shop\.Shelf\n/);
});

test("column classes have a weight", () => {
  const { project } = openLibrary({
    "shop/models.py": `
from django.contrib.postgres.fields import ArrayField, HStoreField
from django.db import models
from django_cryptography.fields import PickledObjectField
from phonenumber_field.modelfields import PhoneNumberField
from other.fields import TextField

class Book(models.Model):
    isbn = models.CharField(max_length=13, primary_key=True)
    blurb = models.TextField()
    short = models.TextField(max_length=100)
    long = models.CharField(max_length=5000)
    extra = models.JSONField(null=True)
    tags = ArrayField(models.IntegerField())
    codes = ArrayField(models.IntegerField(), size=3)
    pairs = HStoreField()
    file = models.FileField()
    upper = models.GeneratedField(expression=None, output_field=models.TextField(), db_persist=True)
    state = PickledObjectField()
    phone = PhoneNumberField()
    foreign = TextField()
    price = compute()
`,
  });
  expect(printed(project, "shop.Book")).toBe(`shop.Book
  key isbn
  isbn CharField small
  blurb TextField large
  short TextField small
  long CharField large
  extra JSONField large null
  tags ArrayField large
  codes ArrayField small
  pairs HStoreField large
  file FileField small converted
  upper GeneratedField large
  state PickledObjectField binary converted
  phone PhoneNumberField small converted
  foreign TextField large converted
  manager objects
`);
});

test("column classes of the project hold what they derive from or say", () => {
  const { project } = openLibrary({
    "core/fields.py": `
from django.db import models
from .base import TitleField

class CoverField(models.BinaryField):
    pass
class ScanField(models.Field):
    def db_type(self, connection):
        if connection.vendor == "mysql":
            return "longblob"
        return "bytea"
class StateField(models.Field):
    def get_internal_type(self):
        return "TextField"
class PlainField(models.Field):
    _internal_type = "BinaryField"
class ThingField(models.Field):
    pass
class Parent(models.ForeignKey):
    pass
`,
    "core/base.py": "from django.db.models import CharField\nclass TitleField(CharField):\n    pass\n",
    "core/__init__.py": "",
    "shop/models.py": `
from core.fields import CoverField, Parent, PlainField, ScanField, StateField, ThingField, TitleField
from django.db import models

class Book(models.Model):
    cover = CoverField()
    scan = ScanField()
    state = StateField()
    plain = PlainField()
    thing = ThingField()
    title = TitleField()
    parent = Parent("self", models.CASCADE, null=True)
`,
  });
  expect(printed(project, "shop.Book")).toBe(`shop.Book
  key id
  id AutoField small integer
  cover CoverField binary converted
  scan ScanField binary converted
  state StateField large converted
  plain PlainField binary converted
  thing ThingField small converted
  title TitleField small converted
  parent Parent small parent_id null
  back book_set → many shop.Book query book
  link parent → one shop.Book
  manager objects
  traits incoming-relations
`);
});

test("keys and unique sets", () => {
  const { project } = openLibrary({
    "shop/models.py": `
from django.db import models

class Line(models.Model):
    pk = models.CompositePrimaryKey("order_id", "number")
    order = models.ForeignKey("Order", models.CASCADE)
    number = models.IntegerField()
    code = models.CharField(max_length=9, unique=True)
    class Meta:
        unique_together = [("code", "number")]
        constraints = [
            models.UniqueConstraint(fields=["order", "code"], name="a"),
            models.UniqueConstraint(fields=["number"], condition=models.Q(code=""), name="b"),
        ]
class Order(models.Model):
    class Meta:
        ordering = [models.F("id").desc(), "-number", Lower("name")]
`,
  });
  expect(printed(project, "shop.Line")).toContain(`  key order number
  order ForeignKey small order_id
  number IntegerField small integer
  code CharField small
  unique code
  unique code number
  unique order code
`);
  expect(printed(project, "shop.Order")).toContain("  order -id -number ?\n");
});

test("the user model is the project's or the framework's", () => {
  const user =
    "from django.contrib.auth.models import AbstractUser\nclass Reader(AbstractUser):\n    card = __import__('x')\n";
  const owner = `
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
User = get_user_model()
class Loan(models.Model):
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    to = models.ForeignKey(User, models.CASCADE, related_name="+")
    of = models.ForeignKey(get_user_model(), models.CASCADE, related_name="+")
`;
  const own = openLibrary({
    "people/models.py": user,
    "loans/models.py": owner,
    "config/settings.py": 'AUTH_USER_MODEL = "people.Reader"\n',
  }).project;
  expect(printed(own, "loans.Loan")).toContain(
    "  link by → one people.Reader\n  link to → one people.Reader\n  link of → one people.Reader\n",
  );
  expect(printed(own, "people.Reader")).toContain("  email EmailField small\n");
  expect(printed(own, "people.Reader")).toContain("  back loan_set → many loans.Loan query loan\n");
  expect(own.modelByLabel("settings.AUTH_USER_MODEL", "/library/loans/models.py")?.id).toBe(
    "people.models.Reader",
  );
  const standard = openLibrary({ "loans/models.py": owner }).project;
  expect(printed(standard, "loans.Loan")).toContain("  link by → one auth.User\n");
  expect(standard.modelByLabel("AUTH_USER_MODEL", "/library/loans/models.py")?.id).toBe(
    "django.contrib.auth.models.User",
  );
});

test("apps have the label of their configuration, of their folder or of the model", () => {
  const one = (name: string): string =>
    `from django.db import models\nclass ${name}(models.Model):\n    pass\n`;
  const { project } = openLibrary({
    "manage.py": "",
    "shop/models.py": one("Book"),
    "apps/loans/apps.py":
      'from django.apps import AppConfig\nclass Loans(AppConfig):\n    name = "apps.loans"\n    label = "lending"\n',
    "apps/loans/models/__init__.py": "from .loan import Loan\n",
    "apps/loans/models/loan.py": one("Loan"),
    "apps/loans/models/models.py": one("Fee"),
    "apps/people/apps.py":
      "from django.apps import AppConfig\nclass People(AppConfig):\n    name = 'apps.people'\n",
    "apps/people/records/cards.py": one("Card"),
    "other/models.py": `${one("Note")}    class Meta:\n        app_label = "notes"\n`,
  });
  const own = [...project.catalog.models.values()].filter(
    (model) => !model.declared.file.startsWith("stub:"),
  );
  expect(own.map((model) => model.label).sort()).toEqual([
    "lending.Fee",
    "lending.Loan",
    "notes.Note",
    "people.Card",
    "shop.Book",
  ]);
  expect(project.modelByLabel("lending.loan", "/library/shop/models.py")?.name).toBe("Loan");
  expect(project.modelByLabel("Loan", "/library/apps/loans/models/models.py")?.name).toBe("Loan");
  expect(project.modelByLabel("Loan", "/library/apps/loans/migrations/0002_fees.py")?.name).toBe("Loan");
  expect(project.modelByLabel("Loan", "/library/shop/models.py")).toBeUndefined();
});

test("models that derive from each other have an end", () => {
  const { project } = openLibrary({
    "shop/models.py": `
from django.db import models
from .others import Loan

class Book(Loan, models.Model):
    title = models.TextField()
class Self(Self, models.Model):
    title = models.TextField()
`,
    "shop/others.py":
      "from django.db import models\nfrom .models import Book\nclass Loan(Book, models.Model):\n    pass\n",
  });
  expect([...project.catalog.models.keys()].filter((id) => id.startsWith("shop.")).sort()).toEqual([
    "shop.models.Book",
    "shop.models.Self",
    "shop.others.Loan",
  ]);
});

test("half-typed models keep what can be read", () => {
  const text =
    "from django.db import models\n\nclass Book(models.Model):\n    title = models.TextField(null=True)\n    cover = models.BinaryField()\n";
  for (let end = text.length; end > 0; end -= 1) {
    const { project } = openLibrary({
      "shop/models.py": text.slice(0, end),
      "shop/views.py": "from .models import Book\n",
    });
    const book = project.catalog.models.get("shop.models.Book");
    // The header, its colon included, has to be there before anything can be said.
    if (end > text.indexOf(":\n") + 1) expect(book?.name).toBe("Book");
    if (end > text.indexOf("    cover"))
      expect(book?.columns.map((column) => column.name)).toContain("title");
  }
});
