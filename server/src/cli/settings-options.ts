/** Settings that the command line gives, over those of the project's files; not validated yet. */
export interface SettingsOptions {
  readonly kind: "settings";
  /** A configuration file that is read instead of the project's own. */
  readonly config?: string;
  readonly values: Readonly<Record<string, unknown>>;
}

interface OptionValues {
  readonly config?: string | undefined;
  readonly preset?: string | undefined;
  readonly rule?: readonly string[] | undefined;
  readonly minimum?: string | undefined;
  readonly tests?: boolean | undefined;
}

/** `--preset`, `--rule NAME[=LEVEL]`, `--minimum` and `--tests` in the shape of the configuration. */
export function settingsOptions({
  config,
  preset,
  rule = [],
  minimum,
  tests,
}: OptionValues): SettingsOptions | { readonly kind: "wrong"; readonly message: string } {
  const rules: Record<string, string> = {};
  for (const each of rule) {
    const [name = "", level = "warning", ...more] = each.split("=");
    if (name === "" || more.length > 0)
      return { kind: "wrong", message: `--rule needs NAME or NAME=LEVEL, not '${each}'` };
    rules[name] = level;
  }
  return {
    kind: "settings",
    ...(config === undefined ? {} : { config }),
    values: {
      ...(preset === undefined ? {} : { preset }),
      ...(rule.length === 0 ? {} : { rules }),
      ...(minimum === undefined ? {} : { minimum }),
      ...(tests === undefined ? {} : { tests }),
    },
  };
}
