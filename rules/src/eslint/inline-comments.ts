import type { DirectiveType, FileProblem, RulesConfig, SourceLocation } from "@eslint/core";
import { ConfigCommentParser, Directive } from "@eslint/plugin-kit";
import type { PythonComment } from "./python-comment.js";

/** What `# eslint rule: "warn"` comments say. */
export interface InlineConfiguration {
  configs: { config: { rules: RulesConfig }; loc: SourceLocation }[];
  problems: FileProblem[];
}

/** Whether a comment is one of ESLint's. */
export function isForEslint({ value }: PythonComment): boolean {
  return /^\s*eslint(?:-enable|-disable(?:-next-line|-line)?)?(?:\s|$)/.test(value);
}

/** The comments that switch rules off and on again. */
export function directivesIn(comments: readonly PythonComment[]): Directive[] {
  return comments.flatMap((node) => {
    const directive = parser.parseDirective(node.value);
    const type = directiveTypes.find((each) => directive?.label === `eslint-${each}`);
    if (directive === undefined || type === undefined) return [];
    return [new Directive({ type, node, value: directive.value, justification: directive.justification })];
  });
}

/** The comments that configure rules for this file. */
export function inlineConfigurationIn(comments: readonly PythonComment[]): InlineConfiguration {
  const found: InlineConfiguration = { configs: [], problems: [] };
  for (const { value, loc } of comments) {
    const directive = parser.parseDirective(value);
    if (directive?.label !== "eslint") continue;
    const parsed = parser.parseJSONLikeConfig(directive.value);
    if (parsed.ok) found.configs.push({ config: { rules: parsed.config }, loc });
    else found.problems.push({ ruleId: null, message: parsed.error.message, loc });
  }
  return found;
}

const parser = new ConfigCommentParser();
const directiveTypes: readonly DirectiveType[] = ["disable", "enable", "disable-line", "disable-next-line"];
