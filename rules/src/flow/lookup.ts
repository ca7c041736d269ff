import type { ClassReference } from "../project/catalog.js";
import type { Facts } from "../project/facts.js";
import type { Expression } from "../syntax/syntax.js";
import type { AssignStatement, FunctionStatement, Statement } from "../syntax/statements.js";

/** A member that a class of the project defines. */
export type ClassMember =
  | {
      readonly kind: "function";
      readonly file: string;
      readonly definition: FunctionStatement;
      readonly definedIn: ClassReference;
      readonly isProperty: boolean;
      /** A property that is computed once and then kept. */
      readonly isKept: boolean;
      readonly isStatic: boolean;
      readonly isClassMethod: boolean;
    }
  | {
      readonly kind: "value";
      readonly file: string;
      readonly statement: AssignStatement;
      readonly value: Expression;
      readonly definedIn: ClassReference;
    }
  /** A field that gets its value elsewhere. */
  | {
      readonly kind: "annotation";
      readonly file: string;
      readonly annotation: Expression;
      readonly definedIn: ClassReference;
    };

/** The member `name` of the first class that defines it. */
export function findMember(
  facts: Facts,
  classes: readonly ClassReference[],
  name: string,
): ClassMember | undefined {
  for (const reference of classes) {
    for (const statement of flat(facts.classBody(reference) ?? [])) {
      const member = asMember(statement, reference, name);
      if (member) return member;
    }
  }
  return undefined;
}

/** Class bodies may define members under `if`. */
function flat(statements: readonly Statement[]): readonly Statement[] {
  return statements.flatMap((statement) =>
    statement.kind === "if" ? [...flat(statement.body), ...flat(statement.otherwise)] : [statement],
  );
}

function asMember(statement: Statement, definedIn: ClassReference, name: string): ClassMember | undefined {
  if (statement.kind === "function" && statement.name === name) {
    const decorators = statement.decorators.map(lastName);
    return {
      kind: "function",
      file: definedIn.file,
      definition: statement,
      definedIn,
      isProperty:
        statement.role === "getter" ||
        decorators.some((decorator) => decorator === "property" || decorator === "cached_property"),
      isKept: decorators.includes("cached_property"),
      isStatic: statement.role === "static" || decorators.includes("staticmethod"),
      isClassMethod: decorators.includes("classmethod"),
    };
  }
  if (
    statement.kind !== "assign" ||
    !statement.targets.some((target) => target.kind === "name" && target.name === name)
  )
    return undefined;
  const { value, annotation, isDeclaration } = statement;
  if (value) return { kind: "value", file: definedIn.file, statement, value, definedIn };
  return annotation && isDeclaration === true
    ? { kind: "annotation", file: definedIn.file, annotation, definedIn }
    : undefined;
}

/** `c` of `a.b.c`, of `c`, and of a call of either. */
export function lastName(expression: Expression): string | undefined {
  if (expression.kind === "call") return lastName(expression.callee);
  if (expression.kind === "member") return expression.property;
  return expression.kind === "name" ? expression.name : undefined;
}
