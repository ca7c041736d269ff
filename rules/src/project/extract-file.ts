import { createFingerprint } from "../syntax/fingerprint.js";
import type { Statement } from "../syntax/statements.js";
import { classesIn } from "./class-in.js";
import type { ExtractContext } from "./extract-context.js";
import { type DeclaredModel, extractModel } from "./extract-models.js";
import { textOf } from "./read-literals.js";
import { type Receiver, receiversIn } from "./receivers.js";
import { scopeOf } from "./scope.js";

/** What one file declares. */
export interface FileDeclarations {
  readonly file: string;
  readonly models: readonly DeclaredModel[];
  readonly receivers: readonly Receiver[];
  /** The label that the file gives to the app of its folder. */
  readonly appLabel: string | undefined;
  /** Hash of all this, without where it stands. */
  readonly fingerprint: string;
}

/** Extracts the models of a file, and what it says about others'. */
export function extractFile(context: ExtractContext, file: string): FileDeclarations {
  const statements = context.statementsOf(file) ?? [];
  const seen = new Set<string>();
  const models = classesIn(statements).flatMap((statement) => {
    // Of two classes of one name, under `try` and `except`, the first is the wanted one.
    if (seen.has(statement.name)) return [];
    seen.add(statement.name);
    return extractModel(context, file, statement) ?? [];
  });
  const declarations = {
    file,
    models,
    receivers: receiversIn(context, file, statements),
    appLabel: appLabelIn(file, statements),
  };
  return { ...declarations, fingerprint: fingerprintOf(declarations) };
}

function fingerprintOf(declarations: Omit<FileDeclarations, "fingerprint">): string {
  const hash = createFingerprint();
  hash.add(JSON.stringify(declarations, withoutPlaces));
  return hash.value();
}

/**
 * For `JSON.stringify`: statements are left out too, for what of them matters was extracted. The models that one extends
 * speak for themselves.
 */
export function withoutPlaces(key: string, value: unknown): unknown {
  if (key === "declared" || key === "statement" || key === "at") return undefined;
  if (key === "extended" && Array.isArray(value)) return value.map(idOf);
  return value instanceof Map || value instanceof Set ? Array.from<unknown>(value) : value;
}

function idOf(model: unknown): unknown {
  return typeof model === "object" && model !== null && "id" in model ? model.id : undefined;
}

function appLabelIn(file: string, statements: readonly Statement[]): string | undefined {
  if (!/\/(?:apps|app|__init__|\w*config)\.py$/.test(file)) return undefined;
  const configurations = classesIn(statements).filter((statement) => statement.bases.length > 0);
  for (const { body } of configurations) {
    const { names } = scopeOf(body);
    const label = names.get("label");
    if (label?.kind === "variable" && names.has("name")) return textOf(label.statement.value);
  }
  return undefined;
}
