import type { SchemaFacts } from "../orms/declarations.js";
import type { Settings } from "../settings.js";
import { createFingerprint } from "../syntax/fingerprint.js";
import type { Syntax } from "../syntax/syntax.js";
import { type DatabaseFacts, databaseIn, enginesIn } from "./databases.js";
import type { Engine, Environment } from "./environment.js";
import { languages } from "./languages.js";
import type { ManifestInput, Requirement } from "./requirements.js";
import { compareVersions, lowestAllowed, pinnedVersion } from "./versions.js";

/** What decides versions and databases besides the settings. */
export interface EnvironmentInput extends ManifestInput {
  readonly settings: Settings;
  /** Python files that may hold the database. */
  readonly settingsFiles: readonly string[];
  /** What the schemas of the project say. */
  readonly schemas: readonly SchemaFacts[];
  /** Engines that code connects to. */
  readonly engines: readonly Engine[];
}

/** Reads versions and databases from manifests, lock files and settings modules, without running anything. */
export function readEnvironment(input: EnvironmentInput): Environment {
  const { packages, settings } = input;
  const requirements = languages.flatMap((language) => language.readRequirements(input));
  const versions: Record<string, string> = {};
  for (const name of packages) {
    const version = settings.versions[name] ?? versionOf(name, requirements);
    if (version !== undefined) versions[name] = version;
  }
  const python = settings.versions["python"] ?? versionOf("python", requirements);
  const features = [...new Set(input.schemas.flatMap((one) => one.features))];
  const known = {
    versions,
    features,
    ...databaseOf(input),
    ...(python === undefined ? {} : { python }),
    ...(hasWholeLists(input) ? { hasWholeLists: true } : {}),
  };
  const hash = createFingerprint();
  hash.add(JSON.stringify(known));
  return { ...known, fingerprint: hash.value() };
}

/** https://www.django-rest-framework.org/api-guide/pagination/#setting-the-pagination-style */
function hasWholeLists({ settingsFiles, read }: EnvironmentInput): boolean {
  const texts = settingsFiles.flatMap((file) => {
    const content = read(file);
    return content.kind === "text" ? [content.text] : [];
  });
  const isNamed = (name: string): boolean => texts.some((text) => text.includes(name));
  return isNamed("REST_FRAMEWORK") && !isNamed("DEFAULT_PAGINATION_CLASS");
}

/** Locks win over pins and pins over ranges; of several the lowest counts, because the code must run there too. */
function versionOf(name: string, requirements: readonly Requirement[]): string | undefined {
  const own = requirements.filter((one) => one.name === name);
  const locked = own
    .filter((one) => one.from === "lock")
    .flatMap(({ constraint }) => pinnedVersion(constraint) ?? []);
  const pinned = own.flatMap(({ constraint }) => pinnedVersion(constraint) ?? []);
  const allowed = own.flatMap(({ constraint }) => lowestAllowed(constraint) ?? []);
  const [best = []] = [locked, pinned, allowed].filter((versions) => versions.length > 0);
  return [...best].sort(compareVersions)[0];
}

function databaseOf(
  input: EnvironmentInput,
): Pick<Environment, "engines" | "serverSideCursors" | "hasTransactionPooler"> {
  const { settings } = input;
  const facts = databaseFacts(input);
  const engines = [
    ...(facts.some((one) => one.isUnknown) ? helperEngines(input) : facts.flatMap((one) => one.engines)),
    ...input.schemas.flatMap((one) => one.engines),
    ...input.engines,
  ];
  const given = settings.serverSideCursors;
  return {
    engines: settings.database ? [settings.database] : [...new Set(engines)].sort(),
    serverSideCursors: given === undefined ? cursorsOf(facts) : given ? "on" : "off",
    hasTransactionPooler: facts.some((one) => one.hasTransactionPooler),
  };
}

/** Settings for tests count only where there are no others: what runs in production decides. */
function databaseFacts(input: EnvironmentInput): readonly DatabaseFacts[] {
  const known = settingsNaming("DATABASES", input).flatMap(({ file, syntax }) => {
    const facts = databaseIn(syntax);
    return facts ? [{ facts, isForTests: testSettings.test(file) }] : [];
  });
  const others = known.filter((one) => !one.isForTests);
  return (others.length > 0 ? others : known).map(({ facts }) => facts);
}

const testSettings = /(?:\/|[_.])(?:tests?|testing|ci)(?:[_.][^/]*)?\.py$|\/test_[^/]*$/;

/** Where the database is computed, the helpers that compute it tell all that it may be. */
function helperEngines(input: EnvironmentInput): readonly Engine[] {
  return settingsNaming("ENGINE", input).flatMap(({ file, syntax }) =>
    testSettings.test(file) ? [] : enginesIn(syntax),
  );
}

/** Settings files that mention a name. Reading is cheap, parsing is not, and folders of settings hold much else. */
function settingsNaming(
  name: string,
  { settingsFiles, read, syntax }: EnvironmentInput,
): readonly { readonly file: string; readonly syntax: Syntax }[] {
  return settingsFiles.flatMap((file) => {
    const content = read(file);
    const parsed = content.kind === "text" && content.text.includes(name) ? syntax(file) : undefined;
    return parsed ? [{ file, syntax: parsed }] : [];
  });
}

function cursorsOf(facts: readonly DatabaseFacts[]): Environment["serverSideCursors"] {
  const stated = new Set(facts.flatMap((one) => one.cursors ?? []));
  if (stated.has("off")) return "off";
  return facts.length === 0 || stated.has("unknown") ? "unknown" : "on";
}
