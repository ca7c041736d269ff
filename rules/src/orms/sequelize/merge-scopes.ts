import type { OptionFields, OptionsSurroundings, OptionValue } from "../options.js";
import type { Model } from "../../project/catalog.js";

/**
 * The options of a query with those of its scopes, as Sequelize joins them: conditions and lists are put together, and
 * for the rest the query's own win. https://sequelize.org/docs/v6/other-topics/scopes/#merging
 */
export function withScopes(
  options: OptionValue | undefined,
  { scopes = new Map<string, OptionValue>(), declared }: Model,
  { chosen }: Pick<OptionsSurroundings, "chosen">,
): OptionValue | undefined {
  const names = chosen ?? [""];
  const known = names.map((name) => scopes.get(name === "defaultScope" ? "" : name));
  const isHidden = known.some(
    (scope, index) => !scope && names[index] !== "" && names[index] !== "defaultScope",
  );
  const [first, ...others] = known.filter((scope) => scope !== undefined);
  const nothing: OptionValue = { kind: "object", fields: new Map(), isOpen: true, at: declared };
  if (!first) return isHidden ? opened(options ?? nothing) : options;
  const scope = others.reduce(merged, first);
  const whole = options ? merged(scope, options) : scope;
  return isHidden ? opened(whole) : whole;
}

/** A scope that nothing in sight declares may ask for anything. */
function opened(options: OptionValue): OptionValue {
  return options.kind === "object" ? { ...options, isOpen: true } : { kind: "unknown", at: options.at };
}

function merged(scope: OptionValue, options: OptionValue): OptionValue {
  if (options.kind === "literal" && options.value === undefined) return scope;
  if (options.kind !== "object") return options;
  if (scope.kind !== "object") return opened(options);
  const fields = new Map(scope.fields);
  for (const [name, value] of options.fields) fields.set(name, joined(name, scope.fields.get(name), value));
  return { ...options, fields, isOpen: options.isOpen || scope.isOpen };
}

function joined(name: string, scope: OptionValue | undefined, own: OptionValue): OptionValue {
  if (!scope) return own;
  if (scope.kind === "list" && own.kind === "list")
    return { ...own, items: [...scope.items, ...own.items], isOpen: scope.isOpen || own.isOpen };
  if (scope.kind === "object" && own.kind === "object" && ["where", "having", "attributes"].includes(name)) {
    const fields: OptionFields = new Map([...scope.fields, ...own.fields]);
    return { ...own, fields, isOpen: scope.isOpen || own.isOpen };
  }
  return own.kind === "literal" && own.value === undefined ? scope : own;
}
