import type { OrmTable } from "../orms/orm.js";
import type { Outline } from "../syntax/outline.js";
import type { ClassStatement, Statement } from "../syntax/syntax.js";
import { buildCatalog, modelByLabel } from "./build-catalog.js";
import type { Catalog, ClassReference, ModelTrait } from "./catalog.js";
import { type Candidate, type DeclaredModel, extractModel } from "./extract-models.js";
import { folderOf, type Modules } from "./modules.js";
import { receiversIn } from "./receivers.js";
import type { Resolver } from "./resolver.js";

/** What the extraction reads. */
export interface ExtractInput {
  readonly table: OrmTable;
  readonly modules: Modules;
  readonly resolver: Resolver;
  /** Outlines of the files that declare something, stubs included. */
  readonly outlines: ReadonlyMap<string, Outline>;
  readonly userModel: string;
}

/** Extracts the catalog from the outlines of all files. */
export function extractCatalog(input: ExtractInput): Catalog {
  const { table, resolver, outlines } = input;
  const candidates = new Map<string, Candidate>();
  const labels = appLabels(outlines);
  for (const [file, outline] of outlines) {
    const app = appOf(file, outlines, labels);
    const module = input.modules.nameOf(file);
    for (const statement of classesIn(outline.body)) {
      candidates.set(`${file}:${statement.name}`, { file, name: statement.name, statement, id: `${module}.${statement.name}`, app });
    }
  }
  const find = (reference: ClassReference): Candidate | undefined => candidates.get(`${reference.file}:${reference.name}`);
  const models = [...candidates.values()].flatMap((candidate) => extractModel(table.declarations, resolver, candidate, find) ?? []);
  return buildCatalog({ orm: table.name, declarations: table.declarations, resolver, models, userModel: input.userModel, received: received(input, models) });
}

function classesIn(statements: readonly Statement[]): readonly ClassStatement[] {
  return statements.flatMap((statement): readonly ClassStatement[] => {
    if (statement.kind === "class") return [statement];
    if (statement.kind === "if") return classesIn([...statement.body, ...statement.otherwise]);
    return statement.kind === "try" ? classesIn([...statement.body, ...statement.handlers.flatMap((handler) => handler.body)]) : [];
  });
}

/** Labels by app folder, where an `AppConfig` gives one of its own. */
function appLabels(outlines: ReadonlyMap<string, Outline>): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const [file, { body }] of outlines) {
    if (!file.endsWith("/apps.py")) continue;
    for (const statement of classesIn(body).flatMap((one) => one.body)) {
      const isLabel = statement.kind === "assign" && statement.targets.some((target) => target.kind === "name" && target.name === "label");
      if (isLabel && statement.value?.kind === "literal" && typeof statement.value.value === "string") labels.set(folderOf(file), statement.value.value);
    }
  }
  return labels;
}

/** The app of a file: the folder that holds `models.py` or the `models` package, or the nearest one above with `apps.py`. */
function appOf(file: string, outlines: ReadonlyMap<string, Outline>, labels: ReadonlyMap<string, string>): string {
  const folder = folderOf(file);
  const models = /^(.*)\/models(?:\/.*)?$/.exec(folder)?.[1] ?? folder;
  for (let at = models; at.includes("/"); at = folderOf(at)) {
    const label = labels.get(at);
    if (label !== undefined) return label;
    if (at === models && file.endsWith("/models.py")) break;
    if (outlines.has(`${at}/apps.py`)) return at.slice(at.lastIndexOf("/") + 1);
  }
  return models.slice(models.lastIndexOf("/") + 1);
}

function received({ table, resolver, outlines, userModel }: ExtractInput, models: readonly DeclaredModel[]): ReadonlyMap<string, ReadonlySet<ModelTrait>> {
  const traits = new Map<string, Set<ModelTrait>>();
  const add = (id: string, trait: ModelTrait): void => {
    traits.set(id, new Set([...(traits.get(id) ?? []), trait]));
  };
  for (const [file, { body }] of outlines) {
    for (const { trait, sender } of receiversIn(table.declarations, resolver, file, body)) {
      if (!sender) add("*", trait);
      else if (sender.kind === "literal") {
        const model = modelByLabel(models, String(sender.value), "");
        if (model) add(model.id, trait);
      } else if (sender.kind === "member" && sender.property === table.declarations.userModel.setting) {
        const model = modelByLabel(models, userModel, "");
        if (model) add(model.id, trait);
      } else {
        const symbol = resolver.symbolOf(file, sender);
        if (symbol?.kind !== "class") continue;
        for (const model of models) if (model.file === symbol.file && model.name === symbol.statement.name) add(model.id, trait);
      }
    }
  }
  return traits;
}
