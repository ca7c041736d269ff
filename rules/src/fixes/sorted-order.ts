import type { CallExpression } from "../syntax/syntax.js";
import type { Site } from "./form.js";
import { columnOf } from "./columns-used.js";
import { quoteOf } from "./text.js";

/** The order that `sorted(qs, key=lambda row: row.total, reverse=True)` asks for: `"-total"`. */
export function orderOfSorted(site: Site, node: CallExpression): string | undefined {
  const key = node.arguments.find((argument) => argument.name === "key")?.value;
  const reverse = node.arguments.find((argument) => argument.name === "reverse")?.value;
  if (node.arguments.length !== (reverse ? 3 : 2) || key?.kind !== "lambda" || !("kind" in key.body))
    return undefined;
  const [parameter] = key.parameters;
  const { body } = key;
  if (body.kind !== "member" || body.object.kind !== "name" || body.object.name !== parameter?.name)
    return undefined;
  const isColumn = columnOf(site.query.model.columns, body.property) !== undefined;
  const isAnnotation = site.query.shape.annotations.includes(body.property);
  if (!isColumn && !isAnnotation) return undefined;
  if (reverse && (reverse.kind !== "literal" || typeof reverse.value !== "boolean")) return undefined;
  const isDescending = reverse?.kind === "literal" && reverse.value === true;
  return quoteOf(site)(isDescending ? `-${body.property}` : body.property);
}
