// Links between models, both ways.
import { expect, test } from "vitest";
import { openLibrary, printed } from "./library.js";

const shop = (
  text: string,
  others: Readonly<Record<string, string>> = {},
): ReturnType<typeof openLibrary>["project"] =>
  openLibrary({
    "shop/models.py": `from django.db import models\nfrom django.contrib.contenttypes.fields import GenericRelation\n${text}`,
    ...others,
  }).project;

const linksOf = (project: ReturnType<typeof shop>, label: string): string =>
  printed(project, label)
    .split("\n")
    .filter((line) => /^ {2}(?:link|back) /.test(line))
    .map((line) => line.trim())
    .join("\n");

test("ways back have the standard name or the given ones", () => {
  const project = shop(`
class Author(models.Model):
    pass
class Book(models.Model):
    author = models.ForeignKey(Author, models.CASCADE)
    editor = models.ForeignKey("Author", models.CASCADE, related_name="edited")
    reader = models.ForeignKey("shop.Author", models.CASCADE, related_name="read", related_query_name="reading")
    owner = models.ForeignKey(to=Author, on_delete=models.CASCADE, related_name="+")
    biography = models.OneToOneField(Author, models.CASCADE, related_query_name="life")
    writers = models.ManyToManyField(Author, related_name="written")
`);
  expect(linksOf(project, "shop.Author")).toBe(`back book_set → many shop.Book query book
back edited → many shop.Book
back read → many shop.Book query reading
back book → one shop.Book query life
back written → many shop.Book`);
  expect(linksOf(project, "shop.Book")).toBe(`link author → one shop.Author
link editor → one shop.Author
link reader → one shop.Author
link owner → one shop.Author
link biography → one shop.Author
link writers → many shop.Author`);
  const back = project.catalog.models.get("shop.models.Author")?.relations.get("edited");
  expect(back?.remoteColumn).toBe("editor");
});

test("names are filled in for each child of an abstract model", () => {
  const project = shop(`
class Shelf(models.Model):
    pass
class Placed(models.Model):
    shelf = models.ForeignKey(Shelf, models.CASCADE, related_name="%(app_label)s_%(class)s_items", related_query_name="%(class)s")
    class Meta:
        abstract = True
class Book(Placed):
    pass
class Map(Placed):
    pass
class Note(models.Model):
    shelf = models.ForeignKey(Shelf, models.CASCADE)
    class Meta:
        default_related_name = "notes"
`);
  expect(linksOf(project, "shop.Shelf")).toBe(`back shop_book_items → many shop.Book query book
back shop_map_items → many shop.Map query map
back notes → many shop.Note`);
});

test("a relation of an extended model has one way back, and proxies have those of their model", () => {
  const project = shop(`
class Author(models.Model):
    pass
class Poet(Author):
    class Meta:
        proxy = True
class Book(models.Model):
    author = models.ForeignKey(Author, models.CASCADE)
    poet = models.ForeignKey(Poet, models.CASCADE, related_name="poems")
class Novel(Book):
    pass
`);
  expect(linksOf(project, "shop.Author")).toBe(
    "back book_set → many shop.Book query book\nback poems → many shop.Book",
  );
  expect(linksOf(project, "shop.Poet")).toBe(linksOf(project, "shop.Author"));
  expect(linksOf(project, "shop.Novel")).toContain("link author → one shop.Author");
});

test("a model may refer to itself", () => {
  const project = shop(`
class Genre(models.Model):
    parent = models.ForeignKey("self", models.CASCADE, related_name="children")
    similar = models.ManyToManyField("self")
    follows = models.ManyToManyField("self", symmetrical=False, related_name="followers")
`);
  expect(linksOf(project, "shop.Genre")).toBe(`back children → many shop.Genre
back followers → many shop.Genre
link parent → one shop.Genre
link similar → many shop.Genre
link follows → many shop.Genre`);
});

test("generic relations lead to many, and nothing leads back", () => {
  const project = shop(`
class Tag(models.Model):
    pass
class Book(models.Model):
    tags = GenericRelation(Tag)
`);
  expect(linksOf(project, "shop.Book")).toBe("link tags → many shop.Tag");
  expect(linksOf(project, "shop.Tag")).toBe("");
});

test("bare names are looked for in the app of the model that inherits them", () => {
  const project = shop(
    `
class Owner(models.Model):
    pass
class Owned(models.Model):
    owner = models.ForeignKey("Owner", models.CASCADE)
    class Meta:
        abstract = True
`,
    {
      "zoo/models.py":
        "from django.db import models\nfrom shop.models import Owned\nclass Owner(models.Model):\n    pass\nclass Animal(Owned):\n    pass\n",
    },
  );
  expect(linksOf(project, "zoo.Animal")).toBe("link owner → one zoo.Owner");
});

test("what cannot be found leads nowhere", () => {
  const project = shop(`
from other.models import Thing
class Book(models.Model):
    thing = models.ForeignKey(Thing, models.CASCADE)
    named = models.ForeignKey("other.Thing", models.CASCADE)
    computed = models.ForeignKey(find(), models.CASCADE)
`);
  expect(linksOf(project, "shop.Book")).toBe("link thing → one ?\nlink named → one ?\nlink computed → one ?");
});

test("a variable may hold the target", () => {
  const project = shop(`
OWNER = "shop.Author"
class Author(models.Model):
    pass
Writer = Author
class Book(models.Model):
    owner = models.ForeignKey(OWNER, models.CASCADE)
    writer = models.ForeignKey(Writer, models.CASCADE, related_name="+")
`);
  expect(linksOf(project, "shop.Book")).toBe("link owner → one shop.Author\nlink writer → one shop.Author");
});
