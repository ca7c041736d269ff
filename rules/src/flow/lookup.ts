import { oncePerObject } from "../once-per-object.js";
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
      readonly decorators: readonly Expression[];
      readonly definedIn: ClassReference;
    };

/** The member `name` of the first class that defines it. */
export function findMember(
  facts: Facts,
  classes: readonly ClassReference[],
  name: string,
): ClassMember | undefined {
  for (const reference of classes) {
    const body = facts.classBody(reference);
    const statement = body && membersOf(body).get(name);
    if (statement) return asMember(statement, reference);
  }
  return undefined;
}

/** What defines a member of a class. */
type Defining = FunctionStatement | AssignStatement;

/** The members of a class body by name; of several the first. */
const membersOf = oncePerObject((body: readonly Statement[]) => {
  const members = new Map<string, Defining>();
  const add = (name: string, statement: Defining): void => {
    if (!members.has(name)) members.set(name, statement);
  };
  for (const statement of flat(body)) {
    if (statement.kind === "function") add(statement.name, statement);
    else if (statement.kind === "assign" && isMember(statement))
      for (const target of statement.targets) if (target.kind === "name") add(target.name, statement);
  }
  return members;
});

function isMember({ value, annotation, isDeclaration }: AssignStatement): boolean {
  return value !== undefined || (annotation !== undefined && isDeclaration === true);
}

/** Class bodies may define members under `if`. */
function flat(statements: readonly Statement[]): readonly Statement[] {
  return statements.flatMap((statement) =>
    statement.kind === "if" ? [...flat(statement.body), ...flat(statement.otherwise)] : [statement],
  );
}

function asMember(statement: Defining, definedIn: ClassReference): ClassMember | undefined {
  const { file } = definedIn;
  if (statement.kind === "assign") {
    const { value, annotation } = statement;
    if (value) return { kind: "value", file, statement, value, definedIn };
    const { decorators = [] } = statement;
    return annotation && { kind: "annotation", file, annotation, decorators, definedIn };
  }
  const decorators = statement.decorators.map(lastName);
  return {
    kind: "function",
    file,
    definition: statement,
    definedIn,
    isProperty:
      statement.role === "getter" ||
      decorators.some((decorator) => decorator === "property" || decorator === "cached_property"),
    isKept: decorators.includes("cached_property"),
    isStatic: decorators.includes("staticmethod"),
    isClassMethod: statement.role === "static" || decorators.includes("classmethod"),
  };
}

/** `c` of `a.b.c`, of `c`, and of a call of either. */
export function lastName(expression: Expression): string | undefined {
  if (expression.kind === "call") return lastName(expression.callee);
  if (expression.kind === "member") return expression.property;
  return expression.kind === "name" ? expression.name : undefined;
}
