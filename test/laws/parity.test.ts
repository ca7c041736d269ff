// Command line, language server and ESLint tell the same about the example projects: the same findings at the same
// places in the same words, with the same fixes. What ESLint cannot say is left out of the comparison, and only that:
// it has one severity per rule, no evidence, no fix over several files, one replacement for all edits of a fix, and no
// title for the fix that it applies itself. A menu of the language server names the first thing that may differ after a fix
// and counts the others.
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  CodeActionRequest,
  DocumentDiagnosticRequest,
  type CodeAction,
  type Diagnostic,
  type Range,
} from "vscode-languageserver-protocol/node";
import { parser } from "typescript-eslint";
import plugin from "../../rules/src/eslint/plugin.js";
import { startEditor } from "../hosts/editor-session.js";
import { majors } from "../hosts/eslint-majors.js";
import { runLeanrows } from "../hosts/run-leanrows.js";
import { bundleServer } from "../hosts/server-bundle.js";
import { elementsOf, membersOf } from "./json.js";

/** A finding as every host can tell it. */
interface Told {
  readonly file: string;
  readonly rule: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

interface ToldWithFixes<Fix extends ToldFix = ToldFix> extends Told {
  readonly severity: string;
  readonly fixes: readonly Fix[];
}

interface ToldFix {
  readonly title: string;
  readonly edits: readonly ToldEdit[];
}

interface ToldEdit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface OutputFix extends ToldFix {
  readonly safety: string;
}

const projects = fileURLToPath(new URL("../projects", import.meta.url));
const examples = readdirSync(projects, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

let main = "";
beforeAll(async () => {
  main = await bundleServer();
});

describe.each(examples)("%s", (example) => {
  describe.each(["recommended", "strict"] as const)("with the preset %s", (preset) => {
    const root = realpathSync(mkdtempSync(path.join(tmpdir(), "leanrows-parity-")));
    afterAll(() => rmSync(root, { recursive: true, force: true }));
    const texts = new Map<string, Text>();
    let told: readonly ToldWithFixes<OutputFix>[] = [];

    beforeAll(async () => {
      cpSync(path.join(projects, example), root, { recursive: true });
      writeFileSync(path.join(root, "leanrows.config.json"), JSON.stringify({ preset, tests: true }));
      const { stdout, stderr } = await runLeanrows(main, root, ["check", "--format", "json"]);
      expect(stderr).toBe("");
      told = elementsOf(membersOf(JSON.parse(stdout)).findings).map(readFinding);
    });

    const textOf = (file: string): Text => {
      const text = texts.get(file) ?? indexed(readFileSync(path.join(root, file), "utf8"));
      texts.set(file, text);
      return text;
    };

    test("the command line finds something, with fixes", () => {
      expect(told.length).toBeGreaterThan(5);
      expect(told.some(({ fixes }) => fixes.some(({ safety }) => safety === "safe"))).toBe(true);
      expect(told.some(({ fixes }) => fixes.some(({ safety }) => safety === "suggestion"))).toBe(true);
    });

    test("so does the language server", { timeout: 120_000 }, async () => {
      const editor = await startEditor(main, [root]);
      const shown: ToldWithFixes[] = [];
      for (const file of filesUnder(root).filter(isSource)) {
        const uri = await editor.open(file);
        const report = await editor.connection.sendRequest(DocumentDiagnosticRequest.type, {
          textDocument: { uri },
        });
        const diagnostics = report.kind === "full" ? report.items : [];
        for (const diagnostic of diagnostics) {
          const actions = await editor.connection.sendRequest(CodeActionRequest.type, {
            textDocument: { uri },
            range: diagnostic.range,
            context: { diagnostics: [], only: ["quickfix"] },
          });
          const own = (actions ?? []).flatMap((action) => ("edit" in action ? [action] : []));
          shown.push(shownFinding(file, diagnostic, own));
        }
      }
      await editor.end();
      expect(sorted(shown)).toEqual(
        sorted(told.map(({ fixes, ...finding }) => ({ ...finding, fixes: fixes.map(asInMenu) }))),
      );
    });

    test.each(majors)("so does ESLint $major", async ({ lintFiles }) => {
      const config = [
        ...plugin.configs[preset],
        { settings: { leanrows: { info: true } } },
        { files: ["**/*.{ts,mts,cts,tsx}"], languageOptions: { parser } },
      ];
      const results = await lintFiles(root, config, filesUnder(root).filter(isSource));
      const reported = results.flatMap(({ filePath, messages }) => {
        const file = path.relative(root, filePath).replaceAll(path.sep, "/");
        return messages.map((message) => ({
          ...toldBy(file, message),
          fix:
            message.fix === undefined ? undefined : { range: [...message.fix.range], text: message.fix.text },
          suggestions: (message.suggestions ?? []).map(({ desc, fix }) => ({
            title: desc,
            range: [...fix.range],
            text: fix.text,
          })),
        }));
      });
      expect(sorted(reported)).toEqual(sorted(told.map(asInEslint)));
    });

    const toldBy = (
      file: string,
      message: {
        ruleId: string | null;
        message: string;
        line: number;
        column: number;
        endLine?: number | undefined;
        endColumn?: number | undefined;
      },
    ): Told => ({
      file,
      rule: (message.ruleId ?? "").replace(/^leanrows\//, ""),
      message: message.message,
      start: offsetAt(textOf(file), message.line - 1, message.column - 1),
      end: offsetAt(textOf(file), (message.endLine ?? 0) - 1, (message.endColumn ?? 0) - 1),
    });

    const asInEslint = ({ severity: _severity, fixes, ...finding }: ToldWithFixes<OutputFix>) => {
      const local = fixes.filter(({ edits }) => edits.every(({ file }) => file === finding.file));
      const applied = local.find(({ safety }) => safety === "safe");
      return {
        ...finding,
        fix: applied === undefined ? undefined : merged(applied, textOf(finding.file).text),
        suggestions: local
          .filter((fix) => fix !== applied)
          .map((fix) => ({ title: fix.title, ...merged(fix, textOf(finding.file).text) })),
      };
    };

    const shownFinding = (
      file: string,
      diagnostic: Diagnostic,
      actions: readonly CodeAction[],
    ): ToldWithFixes => ({
      file,
      rule: String(diagnostic.code),
      message: typeof diagnostic.message === "string" ? diagnostic.message : diagnostic.message.value,
      ...spanOf(file, diagnostic.range),
      severity: ["", "error", "warning", "info"][diagnostic.severity ?? 0] ?? "",
      fixes: actions
        .filter((action) => !/^(?:Ignore|Explain) /.test(action.title))
        .filter(({ diagnostics = [] }) => diagnostics.some((each) => isSame(each, diagnostic)))
        .map(({ title, edit }) => ({
          title,
          edits: Object.entries(edit?.changes ?? {}).flatMap(([uri, edits]) => {
            const edited = path.relative(root, fileURLToPath(uri)).replaceAll(path.sep, "/");
            return edits.map(({ range, newText }) => ({
              file: edited,
              ...spanOf(edited, range),
              text: newText,
            }));
          }),
        })),
    });

    const spanOf = (file: string, { start, end }: Range): { start: number; end: number } => ({
      start: offsetAt(textOf(file), start.line, start.character),
      end: offsetAt(textOf(file), end.line, end.character),
    });
  });
});

function isSource(file: string): boolean {
  return /\.(?:pyi?|[cm]?[jt]sx?)$/.test(file);
}

function isSame(left: Diagnostic, right: Diagnostic): boolean {
  return (
    left.code === right.code &&
    left.message === right.message &&
    JSON.stringify(left.range) === JSON.stringify(right.range)
  );
}

function asInMenu({ title, edits }: OutputFix): ToldFix {
  const differences = title.split("; ");
  const more = differences.length - 1;
  return { title: more === 0 ? title : `${differences[0] ?? ""} (and ${String(more)} more)`, edits };
}

/** ESLint has one replacement for a fix, from its first edit to its last. */
function merged({ edits }: ToldFix, text: string): { range: readonly number[]; text: string } {
  const start = edits[0]?.start ?? 0;
  const end = edits.at(-1)?.end ?? 0;
  let at = start;
  let result = "";
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return { range: [start, end], text: result };
}

function sorted<Each extends Told>(findings: readonly Each[]): readonly Each[] {
  const key = ({ file, start, end, rule, message }: Told): string =>
    [file, String(start).padStart(9), String(end).padStart(9), rule, message].join("\0");
  return [...findings].sort((left, right) => (key(left) < key(right) ? -1 : 1));
}

function readFinding(value: unknown): ToldWithFixes<OutputFix> {
  const { file, rule, message, severity, range, fixes } = membersOf(value);
  const { start, end } = membersOf(range);
  return {
    file: String(file),
    rule: String(rule),
    message: String(message),
    severity: String(severity),
    start: Number(membersOf(start).offset),
    end: Number(membersOf(end).offset),
    fixes: elementsOf(fixes).map((fix) => {
      const { title, safety, edits } = membersOf(fix);
      return { title: String(title), safety: String(safety), edits: elementsOf(edits).map(readEdit) };
    }),
  };
}

function readEdit(value: unknown): ToldEdit {
  const { file, start, end, text } = membersOf(value);
  return { file: String(file), start: Number(start), end: Number(end), text: String(text) };
}

interface Text {
  readonly text: string;
  readonly starts: readonly number[];
}

function indexed(content: string): Text {
  const text = content.replace(/^\uFEFF/, "");
  return { text, starts: [0, ...[...text.matchAll(/\r\n?|\n/g)].map((end) => end.index + end[0].length)] };
}

function offsetAt({ starts }: Text, line: number, column: number): number {
  return (starts[line] ?? Number.NaN) + column;
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/"))
    .sort();
}
