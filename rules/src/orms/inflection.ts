/** A name for many of something: `Category` → `Categories`. Irregular words are left to those who name things themselves. */
export function plural(name: string): string {
  if (/(?:[^aeiou])y$/i.test(name)) return name.replace(/y$/i, "ies");
  if (/(?:s|x|z|ch|sh)$/i.test(name)) return singular(name) === name ? `${name}es` : name;
  return `${name}s`;
}

/** A name for one of something: `Categories` → `Category`. */
export function singular(name: string): string {
  if (/ies$/i.test(name)) return name.replace(/ies$/i, "y");
  if (/(?:ss|x|z|ch|sh)es$/i.test(name)) return name.replace(/es$/i, "");
  return /(?:[^su]|[aeo]u)s$/i.test(name) ? name.replace(/s$/i, "") : name;
}
