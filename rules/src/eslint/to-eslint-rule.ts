import { resolve, sep } from "node:path";
import { RuleCreator } from "@typescript-eslint/utils/eslint-utils";
import type { Analysis, Checked, LintedFile } from "./analysis.js";
import { eslintSettings } from "./analysis.js";
import type { MessageId } from "./to-report.js";
import { toReport } from "./to-report.js";

/** What ESLint must know of a rule. */
export interface RuleEntry {
  readonly name: string;
  readonly preset: "recommended" | "strict";
  readonly description: string;
}

/** Options of every rule. */
type Options = readonly [{ readonly info?: boolean }?];

/** Makes rules that share one analysis per file, however many of them are on. */
export function ruleMaker(analysis: Analysis) {
  const known = new WeakMap<object, Checked>();
  const failed = new WeakSet<object>();
  const check = (context: Linted): Checked => {
    const checked = known.get(context.sourceCode) ?? analysis.check(toLintedFile(context));
    known.set(context.sourceCode, checked);
    return checked;
  };
  /** One rule tells for all of them. */
  const isFirstToFail = ({ sourceCode }: Linted): boolean =>
    !failed.has(sourceCode) && failed.add(sourceCode).has(sourceCode);

  return ({ name, description }: RuleEntry) =>
    RuleCreator.withoutDocs<Options, MessageId>({
      meta: {
        type: "problem",
        docs: { description },
        fixable: "code",
        hasSuggestions: true,
        messages: {
          finding: "{{message}}",
          fix: "{{title}}",
          failure: "The file could not be checked: internal error, please report it: {{reason}}",
        },
        schema: [optionsSchema],
      },
      create(context) {
        const report = (): void => {
          const checked = check(context);
          if (checked.kind === "failed") {
            if (isFirstToFail(context))
              context.report({ ...firstPlace, messageId: "failure", data: { reason: checked.reason } });
            return;
          }
          for (const finding of checked.findings) {
            if (finding.rule !== name || (finding.severity === "info" && !wantsInformation(context)))
              continue;
            context.report(toReport(finding, (offset) => context.sourceCode.getLocFromIndex(offset)));
          }
        };
        // The roots of Python and of JavaScript.
        return { Module: report, Program: report };
      },
    });
}

/** The rule's own option counts over the setting for all rules. */
function wantsInformation({ options: [own], settings }: Configured): boolean {
  return own?.info ?? eslintSettings(settings).info ?? false;
}

interface Configured {
  readonly options: Options;
  readonly settings: Readonly<Record<string, unknown>>;
}

const firstPlace = { loc: { line: 1, column: 0 } } as const;

interface Linted {
  readonly cwd: string;
  readonly filename: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly sourceCode: { readonly text: string };
}

function toLintedFile({ cwd, filename, settings, sourceCode }: Linted): LintedFile {
  return {
    path: resolve(cwd, filename).replaceAll(sep, "/"),
    text: sourceCode.text,
    folder: cwd,
    settings: eslintSettings(settings),
  };
}

const optionsSchema = {
  type: "object",
  properties: {
    info: { type: "boolean", description: "Report findings that are mere information too." },
  },
  additionalProperties: false,
} as const;
