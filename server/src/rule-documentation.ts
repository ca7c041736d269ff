/** The page that explains a rule; `undefined` while the site has no public address. */
export function ruleDocumentation(_rule: string): string | undefined {
  return undefined;
}
