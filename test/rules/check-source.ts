// Checks Python text over a small shop in memory, from the text to findings with their fixes.
import type { Finding } from "../../rules/src/finding.js";
import { plan } from "../../rules/src/fixes/plan.js";
import { evaluateFile } from "../../rules/src/flow/evaluate-file.js";
import { django } from "../../rules/src/orms/django/django.js";
import { createMemoryFiles } from "../../rules/src/project/memory-files.js";
import { Project } from "../../rules/src/project/project.js";
import { checkQuery } from "../../rules/src/rules/check-query.js";
import type { Settings } from "../../rules/src/settings.js";
import { applied } from "./fix-laws.js";
import { defaultSettings } from "../../rules/src/settings/read-settings.js";

/** Models of the tests: orders with a PDF, lines, customers with an avatar, and a lookup table. */
const models = `from django.db import models


class Country(models.Model):
    name = models.CharField(max_length=80)


class Customer(models.Model):
    name = models.CharField(max_length=80)
    email = models.EmailField()
    country = models.ForeignKey(Country, on_delete=models.PROTECT)
    avatar = models.BinaryField()


class Order(models.Model):
    number = models.CharField(max_length=20)
    total = models.IntegerField()
    discount = models.IntegerField(null=True)
    is_paid = models.BooleanField(default=False)
    customer = models.ForeignKey(Customer, related_name="orders", on_delete=models.CASCADE)

    def label(self):
        return f"{self.number} {self.total}"


class Invoice(models.Model):
    number = models.CharField(max_length=20)
    order = models.ForeignKey(Order, related_name="invoices", on_delete=models.CASCADE)
    pdf = models.BinaryField()
    is_sent = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
`;

/** What surrounds the checked text. */
export interface Surroundings {
  /** Where the text stands; a management command unless told otherwise. */
  readonly file?: string;
  readonly version?: string;
  readonly database?: "postgresql" | "mysql" | "sqlite" | "oracle";
  readonly serverSideCursors?: boolean;
  readonly python?: string;
  readonly settings?: Partial<Settings>;
  readonly others?: Readonly<Record<string, string>>;
}

/** A checked text: what was found, and what it becomes. */
export interface Checked {
  readonly text: string;
  readonly findings: readonly Finding[];
}

const root = "/project";
const command = "shop/management/commands/report.py";

/** Checks a text. */
export function checkSource(text: string, surroundings: Surroundings = {}): Checked {
  const {
    file = command,
    version = "5.2",
    database,
    serverSideCursors,
    python,
    settings,
    others = {},
  } = surroundings;
  const path = `${root}/${file}`;
  const files = createMemoryFiles({
    [`${root}/shop/models.py`]: models,
    [`${root}/shop/__init__.py`]: "",
    [`${root}/requirements.txt`]: version === "" ? "" : `django==${version}\n`,
    ...(python === undefined
      ? {}
      : { [`${root}/pyproject.toml`]: `[project]\nname = "shop"\nrequires-python = ">=${python}"\n` }),
    ...Object.fromEntries(Object.entries(others).map(([name, content]) => [`${root}/${name}`, content])),
    [path]: text,
  });
  const complete: Settings = {
    ...defaultSettings,
    ...(database === undefined ? {} : { database }),
    ...(serverSideCursors === undefined ? {} : { serverSideCursors }),
    ...settings,
  };
  const project = new Project({ root, files, settings: complete });
  const syntax = project.syntax(path);
  if (!syntax) throw new Error(`${path} cannot be read`);
  if (syntax.errors.length > 0)
    throw new Error(`${path} cannot be parsed: ${syntax.errors[0]?.message ?? ""}\n${text}`);
  const { catalog, environment } = project;
  const { rewrites } = django;
  const findings = evaluateFile(project, django, path).flatMap((query) =>
    checkQuery(query, { settings: complete, catalog, environment, rewrites }).map(
      ({ intents, ...draft }): Finding => {
        const { fixes, withheld } = plan({ query, syntax, catalog, environment, rewrites }, intents);
        return { ...draft, orm: query.orm, model: query.model.name, load: query.load, fixes, withheld };
      },
    ),
  );
  return { text, findings };
}

/** The fixes of one finding by form, as `form (safety): text after it`. */
export function fixOf({ text, findings }: Checked, form: string): string | undefined {
  const fix = findings.flatMap(({ fixes }) => fixes).find((one) => one.form === form);
  return fix && applied(text, fix);
}
