import type { FunctionExpression, Syntax } from "../syntax/syntax.js";
import type { ClassStatement, FunctionStatement, Statement } from "../syntax/statements.js";

/** A function that nobody in sight calls: its parameters are known by annotation and by the framework only. */
export interface Root {
  readonly definition: FunctionStatement | FunctionExpression;
  readonly name: string;
  readonly owner?: ClassStatement;
}

/** The functions of a module and of its classes, in the order of the file. */
export function rootsIn(statements: readonly Statement[], owner?: ClassStatement): readonly Root[] {
  return statements.flatMap((statement): readonly Root[] => {
    if (statement.kind === "function")
      return [{ definition: statement, name: statement.name, ...(owner ? { owner } : {}) }];
    if (owner && statement.kind === "assign" && statement.value?.kind === "lambda") {
      const [target] = statement.targets;
      const name = target?.kind === "name" ? target.name : "";
      return [{ definition: statement.value, name, owner }];
    }
    if (statement.kind === "class") return rootsIn(statement.body, statement);
    if (statement.kind === "if") return rootsIn([...statement.body, ...statement.otherwise], owner);
    return statement.kind === "try"
      ? rootsIn(
          [
            ...statement.body,
            ...statement.handlers.flatMap((handler) => handler.body),
            ...statement.otherwise,
          ],
          owner,
        )
      : [];
  });
}

/** The place of the function that holds an offset among the roots of a file; `undefined` at the top level. */
export function placeIn({ body }: Syntax, offset: number): number | undefined {
  const place = rootsIn(body).findIndex(({ definition: { start, end } }) => start <= offset && offset <= end);
  return place < 0 ? undefined : place;
}
