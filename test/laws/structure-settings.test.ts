// VS Code offers the settings that the analysis reads: the same names, words and rules.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { settingsSchema } from "../../rules/src/settings/schema.js";
import { elementsOf, membersOf } from "./json.js";

const manifest: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
const { configuration } = membersOf(membersOf(manifest)["contributes"]);
const offered = membersOf(membersOf(configuration)["properties"]);
const read = Object.fromEntries(
  Object.entries(membersOf(settingsSchema()["properties"])).filter(([name]) => name !== "$schema"),
);

describe("VS Code's settings", () => {
  test("are those of the configuration, and tracing", () => {
    const names = Object.keys(read).map((name) => `leanrows.${name}`);
    expect(Object.keys(offered).sort()).toEqual([...names, "leanrows.trace.server"].sort());
  });

  test.each(["preset", "minimum", "database"])("%s offers the words that are understood", (name) => {
    const words = elementsOf(membersOf(offered[`leanrows.${name}`])["enum"]).filter((word) => word !== null);
    expect(words).toEqual(membersOf(read[name])["enum"]);
  });

  test("list every rule with its levels", () => {
    const rules = membersOf(membersOf(offered["leanrows.rules"])["properties"]);
    const known = membersOf(membersOf(read["rules"])["properties"]);
    expect(Object.keys(rules).sort()).toEqual(Object.keys(known).sort());
    for (const [name, level] of Object.entries(rules)) {
      expect(membersOf(level)["enum"], name).toEqual(membersOf(known[name])["enum"]);
    }
  });

  test("each have a description", () => {
    const silent = Object.entries(offered).filter(([, setting]) => {
      const { description, markdownDescription } = membersOf(setting);
      return typeof (description ?? markdownDescription) !== "string";
    });
    expect(silent.map(([name]) => name)).toEqual([]);
  });
});
