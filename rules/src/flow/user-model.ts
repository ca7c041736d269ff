import { classDeclarations } from "../orms/declarations.js";
import type { Model } from "../project/catalog.js";
import type { Evaluation } from "./evaluation.js";
import type { Frame } from "./frame.js";

/** The model of the users, where a framework has one that settings choose. */
export function userModelOf({ facts, table }: Evaluation, frame: Frame): Model | undefined {
  const declarations = classDeclarations(table.declarations);
  return declarations && facts.modelByLabel(declarations.userModel.setting, frame.file);
}
