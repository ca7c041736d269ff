// The shop is a working program: its migrations, commands, pages and tests run on the Django of this machine.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const project = fileURLToPath(new URL("./django-shop", import.meta.url));
const timeout = 120_000;

const files = filesUnder(project);
const commands = files
  .filter((file) => /\/management\/commands\/[a-z]\w*\.py$/.test(file))
  .map((file) => basename(file, ".py"))
  .filter((command) => command !== "seed_shop")
  .sort();

/** Arguments that send a command down its other path. */
const variants: readonly (readonly [string, ...string[]])[] = [
  ["export_products", "--prices"],
  ["export_orders", "invoices"],
  ["export_orders", "lines"],
  ["export_orders", "customers"],
  ["list_documents", "--folders"],
  ["reorder_report", "--threshold", "0"],
  ["delete_documents", "--before", "2001-01-01"],
];

describe("the shop runs on Django", () => {
  const python = pythonWithDjango();
  const databases: string[] = [];
  const before = fingerprint(files);

  beforeAll(() => {
    expect(python, "no python3 on this machine imports django: apt-get install python3-django").toBeDefined();
  });

  afterAll(() => {
    for (const folder of databases) rmSync(folder, { recursive: true, force: true });
  });

  test("its migrations are complete and its checks pass", { timeout }, () => {
    const database = emptyDatabase();
    manage(database, "migrate", "--verbosity", "0");
    expect(manage(database, "check", "--fail-level", "WARNING")).toContain("no issues");
    expect(manage(database, "makemigrations", "--check", "--dry-run")).toContain("No changes detected");
  });

  test("its fixture loads and its seed is planted once", { timeout }, () => {
    const database = emptyDatabase();
    manage(database, "migrate", "--verbosity", "0");
    expect(manage(database, "loaddata", "categories")).toContain("Installed 3 object(s)");
    manage(database, "seed_shop");
    expect(manage(database, "seed_shop")).toContain("has products already");
    const counted =
      "from catalog.models import Category, Product; print(Category.objects.count(), Product.objects.count())";
    expect(manage(database, "shell", "--command", counted)).toMatch(/^3 26$/m);
  });

  test("its data migration runs both ways", { timeout }, () => {
    const database = emptyDatabase();
    manage(database, "migrate", "--verbosity", "0");
    manage(database, "seed_shop");
    const named =
      "from catalog.models import Product; print(Product.objects.exclude(search_name='').count())";
    manage(database, "migrate", "--verbosity", "0", "catalog", "0001");
    expect(manage(database, "shell", "--command", named)).toMatch(/^0$/m);
    manage(database, "migrate", "--verbosity", "0", "catalog");
    expect(manage(database, "shell", "--command", named)).toMatch(/^26$/m);
  });

  test("every management command ends well on a small shop", { timeout }, () => {
    expect(commands.length).toBeGreaterThan(10);
    const database = emptyDatabase();
    manage(database, "migrate", "--verbosity", "0");
    manage(database, "seed_shop");
    for (const [command, ...args] of variants) manage(database, command, ...args);
    for (const command of commands) manage(database, command);
  });

  test("its own tests pass", { timeout }, () => {
    expect(manage(emptyDatabase(), "test")).toMatch(/Ran \d{2,} tests[\s\S]*^OK$/m);
  });

  test("running it leaves the project folder as it was", () => {
    expect(fingerprint(filesUnder(project))).toEqual(before);
  });

  function emptyDatabase(): string {
    const folder = mkdtempSync(join(tmpdir(), "django-shop-"));
    databases.push(folder);
    return join(folder, "shop.sqlite3");
  }

  function manage(database: string, ...args: readonly string[]): string {
    const { status, stdout, stderr, error } = spawnSync(python ?? "python3", ["manage.py", ...args], {
      cwd: project,
      encoding: "utf8",
      env: { ...process.env, SHOP_DATABASE: database, PYTHONDONTWRITEBYTECODE: "1" },
    });
    const output = `${stdout}\n${stderr}`;
    expect(status, `manage.py ${args.join(" ")}\n${error?.message ?? ""}${output}`).toBe(0);
    return output;
  }
});

function pythonWithDjango(): string | undefined {
  return ["/usr/bin/python3", "python3", "python"].find(
    (python) => spawnSync(python, ["-c", "import django"]).status === 0,
  );
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesUnder(path) : [path]));
}

function fingerprint(paths: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    paths.map((path) => [path, createHash("sha256").update(readFileSync(path)).digest("hex")]),
  );
}
