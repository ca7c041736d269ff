import type { ClassReference } from "../project/catalog.js";
import type { Facts } from "../project/facts.js";
import type { Expression } from "../syntax/syntax.js";
import type { FunctionStatement, Statement } from "../syntax/statements.js";

/** The one assignment `self.name = value` in the methods of a class. */
export interface AttributeAssignment {
  readonly file: string;
  readonly definedIn: ClassReference;
  readonly method: FunctionStatement;
  readonly value: Expression;
}

/** Where an attribute gets its value; `undefined` when nowhere or at several places. */
export function assignedInMethods(
  facts: Facts,
  classes: readonly ClassReference[],
  name: string,
): AttributeAssignment | undefined {
  const found: AttributeAssignment[] = [];
  for (const definedIn of classes) {
    for (const method of facts.classBody(definedIn) ?? []) {
      if (method.kind !== "function") continue;
      const [self] = method.parameters;
      if (!self) continue;
      for (const value of assignedValues(method.body, self.name, name))
        found.push({ file: definedIn.file, definedIn, method, value });
    }
  }
  const [only] = found;
  return found.length === 1 ? only : undefined;
}

function assignedValues(statements: readonly Statement[], self: string, name: string): readonly Expression[] {
  return statements.flatMap((statement): readonly Expression[] => {
    switch (statement.kind) {
      case "assign": {
        const isHere = statement.targets.some(
          (target) =>
            target.kind === "member" &&
            target.property === name &&
            target.object.kind === "name" &&
            target.object.name === self,
        );
        return isHere && statement.value ? [statement.value] : [];
      }
      case "if":
      case "loop":
      case "while":
        return [
          ...assignedValues(statement.body, self, name),
          ...assignedValues(statement.otherwise, self, name),
        ];
      case "with":
        return assignedValues(statement.body, self, name);
      case "try":
        return [
          ...assignedValues(statement.body, self, name),
          ...statement.handlers.flatMap((handler) => assignedValues(handler.body, self, name)),
          ...assignedValues(statement.otherwise, self, name),
          ...assignedValues(statement.finalizer, self, name),
        ];
      default:
        return [];
    }
  });
}
