// The schema that editors read, the table that checks settings, and the settings of VS Code say the same.
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { settingsSchema } from "../../rules/src/settings/schema.js";
import { settingNames } from "../../rules/src/settings/shapes.js";
import { validate } from "../../rules/src/settings/validate.js";

const schema = settingsSchema();

test("the schema in the package is up to date (vitest -u writes it)", async () => {
  await expect(`${JSON.stringify(schema, undefined, 2)}\n`).toMatchFileSnapshot(
    "../../rules/schema/settings.schema.json",
  );
});

describe("schema and validator agree", () => {
  const accepts = new Ajv({ allErrors: true, strict: true }).compile(schema);
  const levels = ["off", "info", "warning", "error", "warn", 2];
  const values: readonly unknown[] = [
    ...[
      null,
      true,
      false,
      0,
      1,
      "",
      "Country",
      [],
      ["Country"],
      [""],
      [1],
      [["Country"]],
      {},
      { django: "5.2" },
    ],
    ...[
      "recommended",
      "strict",
      "all",
      "narrowed",
      "parent",
      "none",
      "postgresql",
      "mysql",
      "sqlite",
      "oracle",
      "mariadb",
    ],
    ...levels.map((level) => ({ "no-unbounded-iteration": level })),
    ...[{ "no-such-rule": "off" }, { django: 5 }, { django: "" }],
  ];

  test.each([...settingNames, "presets", "$schema"])("on values of %s", (name) => {
    for (const value of values) {
      // The schema's own address is for editors; nobody else looks at it.
      if (name === "$schema" && typeof value !== "string") continue;
      const settings = { [name]: value };
      expect([settings, accepts(settings)]).toEqual([settings, validate(settings).problems.length === 0]);
    }
  });
});

describe("the settings of VS Code", () => {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  const contributed = propertyOf(
    propertyOf(propertyOf(manifest, "contributes"), "configuration"),
    "properties",
  );

  test("are the settings, and what concerns the editor alone", () => {
    const names = namesIn(contributed).map((name) => name.replace(/^leanrows\./, ""));
    expect(names.filter((name) => !name.includes("."))).toEqual(settingNames);
  });

  test.each(settingNames)("%s has the same values", (name) => {
    expect(allowedIn(propertyOf(contributed, `leanrows.${name}`))).toEqual(
      allowedIn(propertyOf(propertyOf(schema, "properties"), name)),
    );
  });
});

/** Types and words of a schema; in VS Code, `null` stands for what is not set. */
function allowedIn(part: unknown): object {
  const types = [propertyOf(part, "type")].flat().filter((type) => type !== "null" && type !== undefined);
  const words = propertyOf(part, "enum");
  const values = Array.isArray(words) ? words.filter((word) => word !== null) : undefined;
  return {
    // A list of words says that they are texts.
    type: values === undefined ? types : ["string"],
    values,
    items: propertyOf(propertyOf(part, "items"), "type"),
    names: namesIn(propertyOf(part, "properties")),
  };
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function namesIn(value: unknown): readonly string[] {
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}
