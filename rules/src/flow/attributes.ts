import { oncePerObject } from "../once-per-object.js";
import type { ClassReference } from "../project/catalog.js";
import type { Facts } from "../project/facts.js";
import type { Expression } from "../syntax/syntax.js";
import type { AssignStatement, FunctionStatement, Statement } from "../syntax/statements.js";
import { blocksOf } from "../syntax/walk.js";

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
  let only: AttributeAssignment | undefined;
  for (const definedIn of classes) {
    const body = facts.classBody(definedIn);
    for (const assigned of (body && assignmentsIn(body).get(name)) ?? []) {
      if (only) return undefined;
      only = { ...assigned, file: definedIn.file, definedIn };
    }
  }
  return only;
}

/** All that `assignedInMethods` can give for a class, as text. */
export function assignedTexts(body: readonly Statement[], text: string): string {
  const parts = [...assignmentsIn(body)].map(([name, assigned]) => [
    name,
    ...assigned.map(({ method, value }) => [body.indexOf(method), text.slice(value.start, value.end)]),
  ]);
  return JSON.stringify(parts);
}

type Assigned = Pick<AttributeAssignment, "method" | "value">;

/** What the methods of a class body assign to attributes of `self`, by attribute. */
const assignmentsIn = oncePerObject((body: readonly Statement[]) => {
  const found = new Map<string, Assigned[]>();
  for (const method of body) {
    const self = method.kind === "function" ? method.parameters[0]?.name : undefined;
    if (method.kind !== "function" || self === undefined) continue;
    forEachAssignment(method.body, (statement) => {
      const { value } = statement;
      if (!value || isNothing(value)) return;
      for (const [index, target] of statement.targets.entries()) {
        const name = attributeOf(target, self);
        if (
          name === undefined ||
          statement.targets.findIndex((one) => attributeOf(one, self) === name) < index
        )
          continue;
        const known = found.get(name);
        if (known) known.push({ method, value });
        else found.set(name, [{ method, value }]);
      }
    });
  }
  return found;
});

function attributeOf(target: Expression, self: string): string | undefined {
  return target.kind === "member" && target.object.kind === "name" && target.object.name === self
    ? target.property
    : undefined;
}

/** Assignments in the blocks of a method; arms of `match` and functions inside it are left out. */
function forEachAssignment(
  statements: readonly Statement[],
  visit: (statement: AssignStatement) => void,
): void {
  for (const statement of statements) {
    if (statement.kind === "assign") visit(statement);
    else if (statement.kind !== "match" && statement.kind !== "function" && statement.kind !== "class")
      for (const block of blocksOf(statement)) forEachAssignment(block, visit);
  }
}

/** `this.client = null` says that the value comes later. */
function isNothing(value: Expression): boolean {
  return value.kind === "literal" && (value.value === null || value.value === undefined);
}
