import type { Expression, Span } from "../../syntax/syntax.js";
import type { CodeSource, DeclaredLink, EntityTarget } from "../code-declarations.js";
import type { PathLink } from "./columns.js";

/** A link as entities declare it. */
export function linkTo({ name, target, arity }: PathLink): DeclaredLink {
  return {
    name,
    // `ref` names a model, or is a class or model that is called like it.
    target: target === undefined ? undefined : { kind: "name", name: target },
    arity,
    direction: "forward",
    isNullable: true,
    isEager: false,
    isLazy: false,
  };
}

/** The declaration that a name of the file stands for. */
export function targetOf(source: CodeSource, path: string): EntityTarget {
  const nowhere: Span = { start: 0, end: 0 };
  const [first = "", ...rest] = path.split(".");
  const expression = rest.reduce<Expression>(
    (object, property) => ({ kind: "member", ...nowhere, object, property, propertySpan: nowhere }),
    { kind: "name", ...nowhere, name: first },
  );
  const reference = source.referenceOf(expression) ?? { file: source.file, name: path };
  return { kind: "reference", reference };
}
