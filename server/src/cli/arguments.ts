import { parseArgs } from "node:util";
import type { SettingsOptions } from "./settings-options.js";
import { settingsOptions } from "./settings-options.js";

/** What the user asked for. */
export type Command =
  | { readonly kind: "help"; readonly topic: string }
  | { readonly kind: "version" }
  | { readonly kind: "server" }
  | CheckCommand
  | FixCommand
  | { readonly kind: "wrong"; readonly message: string };

export interface CheckCommand {
  readonly kind: "check";
  readonly paths: readonly string[];
  readonly format: string;
  readonly settings: SettingsOptions;
  readonly detail: "short" | "explained";
  readonly noise: "normal" | "quiet";
  readonly maxWarnings: number;
  readonly cache: "on" | "off";
  /** At most so many threads share the work. */
  readonly threads: number;
}

export interface FixCommand {
  readonly kind: "fix";
  readonly paths: readonly string[];
  readonly settings: SettingsOptions;
  /** One named form at one place instead of all safe fixes. */
  readonly single?: { readonly form: string; readonly at: string };
  readonly mode: "write" | "dry-run";
  readonly noise: "normal" | "quiet";
}

/** Reads the command line; what is wrong with it is a command too. */
export function readArguments(args: readonly string[]): Command {
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h") return { kind: "help", topic: "" };
  if (name === "--version" || name === "-V" || name === "version") return { kind: "version" };
  if (name === "help") return { kind: "help", topic: rest[0] ?? "" };
  if (rest.includes("--help") || rest.includes("-h")) return { kind: "help", topic: name };
  try {
    if (name === "check") return readCheck(rest);
    if (name === "fix") return readFix(rest);
    // Editors append transport options (`--stdio`, `--node-ipc`, `--clientProcessId`); the connection reads them.
    if (name === "server") return { kind: "server" };
  } catch (error) {
    return { kind: "wrong", message: error instanceof Error ? firstSentence(error.message) : String(error) };
  }
  return { kind: "wrong", message: `Unknown command '${name}'. Commands: check, fix, server, help` };
}

const shared = {
  config: { type: "string" },
  preset: { type: "string" },
  rule: { type: "string", multiple: true },
  minimum: { type: "string" },
  tests: { type: "boolean" },
  quiet: { type: "boolean", short: "q" },
} as const;

function readCheck(args: readonly string[]): Command {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...shared,
      format: { type: "string" },
      explain: { type: "boolean" },
      "max-warnings": { type: "string" },
      "no-cache": { type: "boolean" },
      threads: { type: "string" },
    },
  });
  const maxWarnings = values["max-warnings"] ?? "0";
  if (!/^\d+$/.test(maxWarnings))
    return { kind: "wrong", message: `--max-warnings needs a number, not '${maxWarnings}'` };
  const threads = values.threads ?? "1";
  if (!/^[1-9]\d*$/.test(threads))
    return { kind: "wrong", message: `--threads needs a number from 1 on, not '${threads}'` };
  const settings = settingsOptions(values);
  if (settings.kind === "wrong") return settings;
  return {
    kind: "check",
    paths: positionals,
    format: values.format ?? "text",
    settings,
    detail: values.explain === true ? "explained" : "short",
    noise: values.quiet === true ? "quiet" : "normal",
    maxWarnings: Number(maxWarnings),
    cache: values["no-cache"] === true ? "off" : "on",
    threads: Number(threads),
  };
}

function readFix(args: readonly string[]): Command {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...shared,
      form: { type: "string" },
      at: { type: "string" },
      "dry-run": { type: "boolean" },
    },
  });
  const { form, at } = values;
  if ((form === undefined) !== (at === undefined)) {
    return {
      kind: "wrong",
      message: "--form and --at go together: leanrows fix --form stream --at shop/reports.py:12",
    };
  }
  if (at !== undefined && positionals.length > 0)
    return { kind: "wrong", message: "--at already names the file; give no paths" };
  const settings = settingsOptions(values);
  if (settings.kind === "wrong") return settings;
  return {
    kind: "fix",
    paths: positionals,
    settings,
    ...(form === undefined || at === undefined ? {} : { single: { form, at } }),
    mode: values["dry-run"] === true ? "dry-run" : "write",
    noise: values.quiet === true ? "quiet" : "normal",
  };
}

/** Node adds advice about positional arguments that does not help here. */
function firstSentence(message: string): string {
  return message.split(". ")[0] ?? message;
}
