import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

/** Writes files to a new folder that lives as long as the test. */
export function writeProject(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "leanrows-shop-")));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeInto(root, name, content);
  return root;
}

/** Writes one file, with the folders above it. */
export function writeInto(root: string, name: string, content: string | Uint8Array): void {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** A small Django shop with one command that holds all orders in memory. */
export const shop: Readonly<Record<string, string>> = {
  "manage.py": "",
  "requirements.txt": "Django==5.2\npsycopg==3.2\n",
  "shop/__init__.py": "",
  "shop/settings.py": [
    'INSTALLED_APPS = ["shop"]',
    'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop"}}',
    "",
  ].join("\n"),
  "shop/models.py": [
    "from django.db import models",
    "",
    "",
    "class Order(models.Model):",
    "    number = models.CharField(max_length=20)",
    "",
  ].join("\n"),
  "shop/management/__init__.py": "",
  "shop/management/commands/__init__.py": "",
  "shop/management/commands/export_orders.py": [
    "from django.core.management.base import BaseCommand",
    "",
    "from shop.models import Order",
    "",
    "",
    "class Command(BaseCommand):",
    "    def handle(self, *args, **options):",
    "        for order in Order.objects.all():",
    "            print(order.number)",
    "",
  ].join("\n"),
};

/** The file with the finding, its line (one-based), and the line after the safe fix. */
export const exportOrders = {
  file: "shop/management/commands/export_orders.py",
  line: 8,
  rule: "no-unbounded-iteration",
} as const;
