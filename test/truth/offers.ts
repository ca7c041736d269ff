import type { Safety } from "../../rules/src/finding.js";
import { forms, plan } from "../../rules/src/fixes/plan.js";
import { evaluateFile } from "../../rules/src/flow/evaluate-file.js";
import type { OrmTable } from "../../rules/src/orms/orm.js";
import type { Intent, Proof, Rewrites } from "../../rules/src/orms/rewrites.js";
import type { Engine } from "../../rules/src/project/environment.js";
import type { Project } from "../../rules/src/project/project.js";
import { checkQuery } from "../../rules/src/rules/check-query.js";
import type { Program } from "./program.js";
import { recordTemplates } from "./record-templates.js";

/** A fix that the analysis offers in a program, as it would be if everything were proven. */
export interface Offer {
  readonly program: Program;
  readonly intent: Intent;
  readonly title: string;
  readonly safety: Safety;
  /** The whole file after the fix. */
  readonly text: string;
  /** What was written, and through which templates of the ORM's table. */
  readonly templates: readonly string[];
}

/** Every rewriting that rules may ask for. */
export const intents: readonly Intent[] = [
  ...new Set(Object.values(forms).flatMap((one) => [one].flat().map(({ intent }) => intent))),
];

const engines: readonly Engine[] = ["postgresql", "mysql", "sqlite", "oracle"];

/** Every proof there could be: a fix that is safe under these is safe once it has passed. */
const everything: readonly Proof[] = intents.flatMap((intent) =>
  engines.map((engine) => ({ intent, engine, versions: ["0"] })),
);

/** All fixes that are offered in the programs of one file. */
export function offersIn(
  project: Project,
  table: OrmTable,
  path: string,
  programs: readonly Program[],
): readonly Offer[] {
  const syntax = project.syntax(path);
  if (!syntax || syntax.errors.length > 0)
    throw new Error(`${path} cannot be parsed: ${syntax?.errors[0]?.message ?? "no such file"}`);
  const { catalog, environment, settings } = project;
  const rewrites: Rewrites = { ...table.rewrites, proven: everything };
  return evaluateFile(project, table, path).flatMap((query) =>
    checkQuery(query, { settings, catalog, environment, rewrites }).flatMap(({ intents, location }) => {
      const program = programs.find(({ start, end }) => start <= location.start && location.start < end);
      if (!program) return [];
      return intents.flatMap((intent): readonly Offer[] => {
        const record = recordTemplates(rewrites);
        const site = { query, syntax, catalog, environment, rewrites: record.rewrites };
        return plan(site, [intent]).fixes.map(({ title, safety, edits }) => ({
          program,
          intent,
          title,
          safety,
          text: edits.reduceRight(
            (text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end),
            syntax.text,
          ),
          templates: record.usedIn(edits.map((edit) => edit.text).join("\n")),
        }));
      });
    }),
  );
}
