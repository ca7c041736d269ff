import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Copies of the example projects, to be edited by a test. */
export interface ExampleWorkspace {
  /** The Django shop of this repository. */
  readonly shop: string;
  /** Opens the shop and, beside it, a small bakery. */
  readonly workspaceFile: string;
  remove(): void;
}

/** Copies the projects to a new folder. */
export function copyExamples(): ExampleWorkspace {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "leanrows-workspace-")));
  const shop = path.join(root, "shop");
  const workspaceFile = path.join(root, "example.code-workspace");
  cpSync(fileURLToPath(new URL("../../projects/django-shop", import.meta.url)), shop, { recursive: true });
  for (const [name, text] of Object.entries(bakery)) {
    const file = path.join(root, "bakery", name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  writeFileSync(workspaceFile, JSON.stringify({ folders: [{ path: "shop" }, { path: "bakery" }] }));
  return { shop, workspaceFile, remove: () => rmSync(root, { recursive: true, force: true }) };
}

const bakery: Readonly<Record<string, string>> = {
  "requirements.txt": "Django==5.2\n",
  "bakery/__init__.py": "",
  "bakery/settings.py": [
    'INSTALLED_APPS = ["bakery"]',
    'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "bakery"}}',
    "",
  ].join("\n"),
  "bakery/models.py": [
    "from django.db import models",
    "",
    "",
    "class Cake(models.Model):",
    "    name = models.CharField(max_length=80)",
    "",
  ].join("\n"),
  "bakery/tasks.py": [
    "from bakery.models import Cake",
    "",
    "",
    "def label_cakes():",
    "    for cake in Cake.objects.all():",
    "        print(cake)",
    "",
  ].join("\n"),
};
