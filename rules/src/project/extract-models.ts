import type { Expression } from "../syntax/syntax.js";
import type { ClassStatement } from "../syntax/statements.js";
import type { ClassReference, Column, Manager, ModelTrait } from "./catalog.js";
import { type Declared, type DeclaredRelation, declaredIn } from "./extract-columns.js";
import { type ExtractContext, statementOf } from "./extract-context.js";
import { managersIn } from "./extract-managers.js";
import type { Ancestry } from "./facts.js";
import { indexSetsOf, type Meta, metaOf, orderingOf, uniqueSetsOf } from "./meta.js";
import { isTrue, lastPart, textOf } from "./read-literals.js";
import { scopeOf } from "./scope.js";

/** A model as its classes declare it, before relations between models are joined. */
export interface DeclaredModel {
  readonly id: string;
  readonly name: string;
  readonly reference: ClassReference;
  readonly statement: ClassStatement;
  readonly classes: readonly ClassReference[];
  readonly isAbstract: boolean;
  readonly isIncomplete: boolean;
  readonly proxyOf: string | undefined;
  /** Concrete models that this one extends directly, without proxies. */
  readonly extended: readonly DeclaredModel[];
  /** Without those of the parents. */
  readonly members: ReadonlyMap<string, Exclude<Declared, { kind: "removal" }>>;
  readonly unique: readonly (readonly string[])[];
  readonly indexes: readonly (readonly string[])[];
  readonly ordering: readonly string[] | undefined;
  readonly managers: readonly Manager[];
  readonly app: string | undefined;
  readonly relatedName: string | undefined;
  readonly traits: ReadonlySet<ModelTrait>;
}

/** A class of the model's ancestry with what it says itself. */
interface Ancestor {
  readonly reference: ClassReference;
  readonly statement: ClassStatement;
  readonly ancestry: Ancestry;
  readonly meta: Meta | undefined;
  readonly members: ReadonlyMap<string, Declared>;
  readonly managers: ReadonlyMap<string, Manager | undefined>;
}

/** Extracts a model from a class and its ancestors; `undefined` when the class is none. */
export function extractModel(
  context: ExtractContext,
  file: string,
  statement: ClassStatement,
): DeclaredModel | undefined {
  const { declarations } = context;
  const ancestry = context.resolver.ancestry({ kind: "class", file, statement });
  if (ancestry.externals.length === 0) return undefined;
  const lineage = ancestry.classes.flatMap((reference) => ancestorBy(context, reference) ?? []);
  const [own, ...inherited] = lineage;
  if (!own || !isModel(context, own, lineage)) return undefined;
  const isInherited = (one: Ancestor): boolean => isModel(context, one, [one]) || !isPlainClass(context, one);
  const modelsAbove = inherited.filter(isInherited);
  const above = concreteModels(
    context,
    // Classes that derive from each other make no model; half-typed code has them.
    modelsAbove.filter(
      (one) =>
        !isAbstract(one) && !one.ancestry.classes.some((reference) => isSame(reference, own.reference)),
    ),
  );
  const isBehindParent = (one: Ancestor): boolean =>
    above.some(({ classes }) => classes.some((reference) => isSame(reference, one.reference)));
  const owned = [own, ...modelsAbove.filter((one) => !isBehindParent(one))];
  const meta =
    own.meta ??
    // An abstract class keeps its `Meta`, so that it is inherited past a parent that has a table.
    lineage.find((one) => one !== own && one.meta && (owned.includes(one) || isAbstract(one)))?.meta ??
    new Map<string, Expression>();
  const nearest = above[0];
  const isProxy = nearest !== undefined && isTrue(own.meta?.get("proxy"));
  return {
    id: `${context.moduleNameOf(file)}.${own.reference.name}`,
    name: statement.name,
    reference: own.reference,
    statement,
    classes: ancestry.classes,
    isAbstract: isAbstract(own),
    isIncomplete: !ancestry.externals.every(
      (path) => declarations.modelBases.includes(path) || declarations.harmlessBases.test(path),
    ),
    proxyOf: isProxy ? (nearest.proxyOf ?? nearest.id) : undefined,
    extended: above.flatMap((model) => (model.proxyOf === undefined ? [model] : model.extended)),
    members: membersOf(owned),
    unique: uniqueSetsOf(meta),
    indexes: indexSetsOf(meta),
    ordering: orderingOf(meta) ?? nearest?.ordering,
    managers: managersOf([own, ...modelsAbove], textOf(meta.get("default_manager_name"))),
    app: textOf(own.meta?.get("app_label") ?? (isAbstract(own) ? undefined : meta.get("app_label"))),
    relatedName: textOf(meta.get("default_related_name")),
    traits: traitsOf(context, lineage, ancestry.externals),
  };
}

/** Base classes are shared by many models, so what they say is remembered. */
function ancestorBy(context: ExtractContext, reference: ClassReference): Ancestor | undefined {
  return context.remember("ancestor", reference, () => {
    const statement = statementOf(context, reference);
    if (!statement) return undefined;
    const { file } = reference;
    return {
      reference,
      statement,
      ancestry: context.resolver.ancestry({ kind: "class", file, statement }),
      meta: metaOf(context, file, statement),
      members: declaredIn(context, file, statement.body),
      managers: managersIn(context, file, statement.body),
    };
  });
}

/** A class is a model if it derives from one; under an unknown base also if it has columns that only models have. */
function isModel(
  { declarations }: ExtractContext,
  { ancestry }: Ancestor,
  lineage: readonly Ancestor[],
): boolean {
  if (ancestry.externals.some((path) => declarations.modelBases.includes(path))) return true;
  const isUnknown = ancestry.externals.some(
    (path) => !declarations.harmlessBases.test(path) && !declarations.columnName.test(lastPart(path)),
  );
  return (
    isUnknown &&
    lineage.some(({ members }) => [...members.values()].some((one) => "isCertain" in one && one.isCertain))
  );
}

/** Columns and managers of a class that is no model do not become the model's. */
function isPlainClass({ declarations }: ExtractContext, { ancestry }: Ancestor): boolean {
  return ancestry.externals.every((path) => declarations.harmlessBases.test(path));
}

function isAbstract({ meta }: Ancestor): boolean {
  return isTrue(meta?.get("abstract"));
}

/** The nearest concrete models; those behind them are their own parents. */
function concreteModels(context: ExtractContext, ancestors: readonly Ancestor[]): readonly DeclaredModel[] {
  const models: DeclaredModel[] = [];
  for (const { reference, statement } of ancestors) {
    if (models.some((model) => model.classes.some((one) => isSame(one, reference)))) continue;
    const model = context.remember("model", reference, () =>
      extractModel(context, reference.file, statement),
    );
    if (model && !model.isAbstract) models.push(model);
  }
  return models;
}

function isSame(left: ClassReference, right: ClassReference): boolean {
  return left.file === right.file && left.name === right.name;
}

/** Columns and relations of all classes, bases first, so that a class replaces or removes what it inherits. */
function membersOf(lineage: readonly Ancestor[]): DeclaredModel["members"] {
  const members = new Map<string, Exclude<Declared, { kind: "removal" }>>();
  for (const one of lineage.toReversed()) {
    for (const [name, declared] of one.members) {
      if (declared.kind === "removal") members.delete(name);
      else members.set(name, declared);
    }
  }
  return members;
}

function managersOf(lineage: readonly Ancestor[], first: string | undefined): readonly Manager[] {
  const managers = new Map<string, Manager | undefined>();
  for (const one of lineage) {
    for (const [name, manager] of one.managers) if (!managers.has(name)) managers.set(name, manager);
  }
  const all = [...managers.values()].filter((manager) => manager !== undefined);
  const named = all.find((manager) => manager.name === first);
  return named ? [named, ...all.filter((manager) => manager !== named)] : all;
}

function traitsOf(
  { declarations }: ExtractContext,
  lineage: readonly Ancestor[],
  externals: readonly string[],
): ReadonlySet<ModelTrait> {
  const traits = new Set<ModelTrait>();
  for (const { statement } of lineage) {
    const { names } = scopeOf(statement.body);
    if (declarations.rowHooks.some((name) => names.get(name)?.kind === "function")) traits.add("custom-init");
    if (names.get("save")?.kind === "function") traits.add("custom-save");
    if (names.get("delete")?.kind === "function") traits.add("custom-delete");
    const watches = [...names.values()].some(
      (binding) =>
        binding.kind === "variable" &&
        binding.statement.value?.kind === "call" &&
        declarations.trackers.test(calleeName(binding.statement.value.callee)),
    );
    if (watches) traits.add("tracker");
  }
  if (externals.some((path) => declarations.trackers.test(lastPart(path)))) traits.add("tracker");
  return traits;
}

function calleeName(callee: Expression): string {
  return callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
}

/** The relations of a model without its parents'. */
export function relationsIn(model: DeclaredModel): readonly DeclaredRelation[] {
  return [...model.members.values()].filter((one) => one.kind === "relation");
}

/** The columns of a model without its parents'. */
export function columnsIn(model: DeclaredModel): readonly Column[] {
  return [...model.members.values()].flatMap((one) => (one.kind !== "key" && one.column ? [one.column] : []));
}
