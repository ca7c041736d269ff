import { oncePerObject } from "../once-per-object.js";
import type { ClassStatement, Statement } from "../syntax/statements.js";

/** The class `Outer.Inner` below statements. */
export function classIn(statements: readonly Statement[], name: string): ClassStatement | undefined {
  const [outer = "", ...inner] = name.split(".");
  const found = classesByName(statements).get(outer);
  return found && inner.length > 0 ? classIn(found.body, inner.join(".")) : found;
}

const classesByName = oncePerObject((statements: readonly Statement[]) => {
  const found = new Map<string, ClassStatement>();
  for (const statement of classesIn(statements))
    if (!found.has(statement.name)) found.set(statement.name, statement);
  return found;
});

/** Classes of a module or class body, also those under a condition; the preferred of several comes first. */
export function classesIn(statements: readonly Statement[]): readonly ClassStatement[] {
  return statements.flatMap((statement): readonly ClassStatement[] => {
    switch (statement.kind) {
      case "class":
        return [statement];
      case "if":
        return classesIn([...statement.body, ...statement.otherwise]);
      case "try":
        return classesIn([
          ...statement.body,
          ...statement.otherwise,
          ...statement.handlers.flatMap((handler) => handler.body),
          ...statement.finalizer,
        ]);
      case "with":
        return classesIn(statement.body);
      default:
        return [];
    }
  });
}
