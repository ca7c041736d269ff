import type { Declarations } from "../orms/declarations.js";
import type { ClassStatement, Expression, Statement } from "../syntax/syntax.js";
import type { ClassReference, Column, Manager, ModelTrait } from "./catalog.js";
import { type Declared, type DeclaredRelation, declaredIn, lastPart } from "./extract-columns.js";
import { managersIn } from "./extract-managers.js";
import type { Resolver } from "./resolver.js";
import { scopeOf } from "./scope.js";

/** A model as its classes declare it, before relations between models are joined. */
export interface DeclaredModel {
  readonly id: string;
  readonly name: string;
  readonly app: string;
  readonly file: string;
  readonly statement: ClassStatement;
  readonly classes: readonly ClassReference[];
  readonly isAbstract: boolean;
  readonly isProxy: boolean;
  readonly isIncomplete: boolean;
  /** Ids of the concrete models it derives from, nearest first. */
  readonly parents: readonly string[];
  readonly columns: readonly Column[];
  readonly relations: readonly DeclaredRelation[];
  readonly key: readonly string[] | undefined;
  readonly unique: readonly (readonly string[])[];
  readonly ordering: readonly string[] | undefined;
  readonly managers: readonly Manager[];
  readonly defaultRelatedName: string | undefined;
  readonly traits: ReadonlySet<ModelTrait>;
}

/** One class that may be a model, with where it stands. */
export interface Candidate {
  readonly file: string;
  readonly name: string;
  readonly statement: ClassStatement;
  readonly id: string;
  readonly app: string;
}

/** Extracts a model from a class and its ancestors; `undefined` when the class is none. */
export function extractModel(declarations: Declarations, resolver: Resolver, candidate: Candidate, find: (reference: ClassReference) => Candidate | undefined): DeclaredModel | undefined {
  const { classes, externals } = resolver.ancestry({ kind: "class", file: candidate.file, statement: candidate.statement });
  const lineage = classes.flatMap((reference) => find(reference) ?? []);
  const isModel = externals.some((path) => declarations.modelBases.includes(path));
  const mayBeModel = externals.some((path) => /Model$|^\?$/.test(path)) && lineage.some((one) => hasColumns(declarations, resolver, one));
  if (!isModel && !mayBeModel) return undefined;
  const meta = metaOf(candidate.statement.body);
  const isAbstract = isTrue(meta.get("abstract"));
  const inherited = lineage.slice(1).map((one) => ({ one, meta: metaOf(one.statement.body) }));
  const isConcrete = (one: (typeof inherited)[number]): boolean => !isTrue(one.meta.get("abstract")) && resolver.ancestry({ kind: "class", file: one.one.file, statement: one.one.statement }).externals.some((path) => declarations.modelBases.includes(path) || /Model$/.test(path));
  const parents = inherited.filter(isConcrete).map(({ one }) => one.id);
  const isProxy = isTrue(meta.get("proxy"));
  const declared = membersOf(declarations, resolver, [...lineage].reverse());
  const ownKey = keyOf(declared, parents.length > 0);
  const firstMeta = (name: string): Expression | undefined => meta.get(name) ?? inherited.find((one) => one.meta.has(name))?.meta.get(name);
  const known = (path: string): boolean => declarations.modelBases.includes(path) || path.startsWith("builtins.") || path.startsWith("typing.") || path.startsWith("abc.");
  return {
    id: candidate.id,
    name: candidate.name,
    app: textOf(meta.get("app_label")) ?? candidate.app,
    file: candidate.file,
    statement: candidate.statement,
    classes,
    isAbstract,
    isProxy,
    isIncomplete: !externals.every(known),
    parents,
    columns: [...declared.values()].flatMap((one) => (one.kind !== "removal" && one.column ? [one.column] : [])),
    relations: [...declared.values()].flatMap((one) => (one.kind === "relation" ? [one.relation] : [])),
    key: ownKey,
    unique: [...uniqueColumns(declared), ...uniqueSets(firstMeta("unique_together")), ...constraints(firstMeta("constraints"))],
    ordering: texts(firstMeta("ordering")),
    managers: managersOf(declarations, resolver, lineage, textOf(firstMeta("default_manager_name"))),
    defaultRelatedName: textOf(firstMeta("default_related_name")),
    traits: traitsOf(declarations, lineage, externals),
  };
}

function hasColumns(declarations: Declarations, resolver: Resolver, candidate: Candidate): boolean {
  return declaredIn(declarations, resolver, candidate.file, candidate.statement.body).size > 0;
}

/** Columns and relations of all classes, bases first, so that a class replaces or removes what it inherits. */
function membersOf(declarations: Declarations, resolver: Resolver, basesFirst: readonly Candidate[]): ReadonlyMap<string, Declared> {
  const members = new Map<string, Declared>();
  for (const one of basesFirst) {
    for (const [name, declared] of declaredIn(declarations, resolver, one.file, one.statement.body)) {
      if (declared.kind === "removal") members.delete(name);
      else members.set(name, declared);
    }
  }
  return members;
}

function keyOf(declared: ReadonlyMap<string, Declared>, hasParents: boolean): readonly string[] | undefined {
  for (const [name, one] of declared) if (one.kind !== "removal" && one.isKey) return [name];
  return hasParents ? undefined : [];
}

function uniqueColumns(declared: ReadonlyMap<string, Declared>): readonly (readonly string[])[] {
  return [...declared].flatMap(([name, one]) => (one.kind !== "removal" && one.isUnique ? [[name]] : []));
}

function uniqueSets(value: Expression | undefined): readonly (readonly string[])[] {
  if (value?.kind !== "collection") return [];
  const flat = texts(value);
  if (flat && flat.length > 0) return [flat];
  return value.elements.flatMap((element) => {
    const names = texts(element);
    return names && names.length > 0 ? [names] : [];
  });
}

/** Unconditional `UniqueConstraint(fields=[…])`. */
function constraints(value: Expression | undefined): readonly (readonly string[])[] {
  if (value?.kind !== "collection") return [];
  return value.elements.flatMap((element) => {
    if (element.kind !== "call" || element.arguments.some((argument) => argument.name === "condition")) return [];
    const name = element.callee.kind === "member" ? element.callee.property : element.callee.kind === "name" ? element.callee.name : "";
    const names = name === "UniqueConstraint" ? texts(element.arguments.find((argument) => argument.name === "fields")?.value) : undefined;
    return names && names.length > 0 ? [names] : [];
  });
}

function managersOf(declarations: Declarations, resolver: Resolver, lineage: readonly Candidate[], first: string | undefined): readonly Manager[] {
  const managers = new Map<string, Manager>();
  for (const one of lineage) {
    for (const manager of managersIn(declarations, resolver, one.file, one.statement.body)) {
      if (!managers.has(manager.name)) managers.set(manager.name, manager);
    }
  }
  const all = [...managers.values()];
  const named = all.find((manager) => manager.name === first);
  return named ? [named, ...all.filter((manager) => manager !== named)] : all;
}

function traitsOf(declarations: Declarations, lineage: readonly Candidate[], externals: readonly string[]): ReadonlySet<ModelTrait> {
  const traits = new Set<ModelTrait>();
  for (const { statement } of lineage) {
    const names = scopeOf(statement.body).names;
    if (declarations.rowHooks.some((name) => names.get(name)?.kind === "function")) traits.add("custom-init");
    if (names.get("save")?.kind === "function") traits.add("custom-save");
    if (names.get("delete")?.kind === "function") traits.add("custom-delete");
    const watches = [...names.values()].some((binding) => binding.kind === "variable" && binding.statement.value?.kind === "call" && declarations.trackers.test(calleeName(binding.statement.value.callee)));
    if (watches) traits.add("tracker");
  }
  if (externals.some((path) => declarations.trackers.test(lastPart(path)))) traits.add("tracker");
  return traits;
}

function calleeName(callee: Expression): string {
  return callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
}

/** The options of `class Meta`. */
function metaOf(body: readonly Statement[]): ReadonlyMap<string, Expression> {
  const options = new Map<string, Expression>();
  const meta = scopeOf(body).names.get("Meta");
  if (meta?.kind !== "class") return options;
  for (const [name, binding] of scopeOf(meta.statement.body).names) {
    if (binding.kind === "variable" && binding.statement.value) options.set(name, binding.statement.value);
  }
  return options;
}

function isTrue(value: Expression | undefined): boolean {
  return value?.kind === "literal" && value.value === true;
}

function textOf(value: Expression | undefined): string | undefined {
  return value?.kind === "literal" && typeof value.value === "string" ? value.value : undefined;
}

function texts(value: Expression | undefined): readonly string[] | undefined {
  if (value?.kind !== "collection") return undefined;
  const names = value.elements.map(textOf);
  return names.every((name) => name !== undefined) ? names : undefined;
}
