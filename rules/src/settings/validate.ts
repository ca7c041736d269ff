import type { Settings } from "../settings.js";
import type { KeyProblem, Shape } from "./shape.js";
import { unknownName } from "./shape.js";
import type { SettingName, SettingValues } from "./shapes.js";
import { settingNames, shapes } from "./shapes.js";

/** The settings that unchecked data holds, and what is wrong with the rest of it. */
export interface Validated {
  readonly settings: Partial<Settings>;
  readonly problems: readonly KeyProblem[];
}

/** Checks every key; what is wrong is left out. */
export function validate(values: Readonly<Record<string, unknown>>): Validated {
  const settings: Draft = {};
  const problems: KeyProblem[] = [];
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined || key === "$schema") continue;
    const name = settingNames.find((each) => each === key);
    problems.push(
      ...(name === undefined
        ? [unknownName(key, key, "setting", settingNames)]
        : readInto(settings, name, shapes[name], value)),
    );
  }
  return { settings, problems };
}

type Draft = { -readonly [Name in SettingName]?: SettingValues[Name] };

function readInto<Name extends SettingName>(
  settings: Draft,
  name: Name,
  shape: Shape<SettingValues[Name]>,
  value: unknown,
): readonly KeyProblem[] {
  const reading = shape.read(value, name);
  if (reading.kind === "wrong") return reading.problems;
  settings[name] = reading.value;
  return [];
}
