import type { Statement } from "../syntax/statements.js";
import type { Syntax } from "../syntax/syntax.js";
import type { Catalog, ClassReference, Model } from "./catalog.js";
import { classIn } from "./class-in.js";
import type { Ancestry, Facts } from "./facts.js";
import type { Symbol } from "./symbols.js";

/** A file whose text is in hand. */
export interface OwnFile {
  readonly file: string;
  readonly syntax: Syntax;
}

/**
 * The same facts for one computation that runs to its end before anything changes: what it asks again is not looked up
 * again. Whoever remembers the computation has noted its questions the first time. What it wants to know of the text of
 * its `own` file is answered without asking, for whoever minds that text in another way.
 */
export function askOnce(facts: Facts, own?: OwnFile): Facts {
  const syntaxes = new Map<string, Answer<Syntax | undefined>>();
  if (own) syntaxes.set(own.file, { value: own.syntax });
  const names = new Map<string, Answer<Names>>();
  const members = new Map<Symbol, Answer<Names>>();
  const models = new Map<Symbol, Answer<Model | undefined>>();
  const ancestries = new Map<Symbol, Answer<Ancestry>>();
  const bodies = new Map<ClassReference, Answer<readonly Statement[] | undefined>>();
  let catalog: Catalog | undefined;
  return {
    root: facts.root,
    get catalog() {
      return (catalog ??= facts.catalog);
    },
    get environment() {
      return facts.environment;
    },
    syntax: (file) => lookUp(syntaxes, file, () => facts.syntax(file)),
    mentions: (file, texts) =>
      file === own?.file ? texts.some((text) => own.syntax.text.includes(text)) : facts.mentions(file, texts),
    resolve: (file, name) =>
      lookUp(
        lookUp(names, file, (): Names => new Map()),
        name,
        () => facts.resolve(file, name),
      ),
    resolveImport: (file, statement, local) => facts.resolveImport(file, statement, local),
    resolveMember: (module, member) =>
      lookUp(
        lookUp(members, module, (): Names => new Map()),
        member,
        () => facts.resolveMember(module, member),
      ),
    modelOf: (symbol) => lookUp(models, symbol, () => facts.modelOf(symbol)),
    modelNamed: (reference) => facts.modelNamed(reference),
    modelByLabel: (label, file) => facts.modelByLabel(label, file),
    ancestry: (symbol) => lookUp(ancestries, symbol, () => facts.ancestry(symbol)),
    classBody: (reference) =>
      lookUp(bodies, reference, () =>
        reference.file === own?.file
          ? classIn(own.syntax.body, reference.name)?.body
          : facts.classBody(reference),
      ),
    classBases: (reference) => facts.classBases(reference),
    templates: (name) => facts.templates(name),
    pathOf: (file, expression) => facts.pathOf(file, expression),
  };
}

function lookUp<Key, Value>(known: Map<Key, Answer<Value>>, key: Key, find: () => Value): Value {
  const old = known.get(key);
  if (old) return old.value;
  const value = find();
  known.set(key, { value });
  return value;
}

type Names = Map<string, Answer<Symbol | undefined>>;

/** An answer, which may be that there is none. */
interface Answer<Value> {
  readonly value: Value;
}
