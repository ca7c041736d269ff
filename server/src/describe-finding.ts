import type { Finding, Fix } from "../../rules/src/finding.js";
import type { Query } from "../../rules/src/flow/query.js";
import type { MemoryLine } from "./describe-memory.js";
import { describeMemory } from "./describe-memory.js";
import type { Link } from "./describe-query.js";
import { describeColumns, describeLoad, describeWithheld } from "./describe-query.js";

/** A finding in full, in Markdown: why, what it loads, what can be done, and what cannot and why. */
export function describeFinding(
  finding: Finding,
  query: Query | undefined,
  memory: readonly MemoryLine[],
  link: Link,
): string {
  return [
    `## ${finding.rule}`,
    finding.message,
    section(
      "Because",
      finding.evidence.map(({ message, location }) => link(message, location)),
    ),
    ...(query === undefined
      ? []
      : [
          "### What is loaded",
          describeLoad(query),
          describeMemory(memory, undefined),
          describeColumns(query, link).join("  \n"),
        ]),
    ...(finding.fixes.length === 0 ? [] : ["### What can be done", ...finding.fixes.map(describeFix)]),
    section("What cannot, and why", describeWithheld([finding], link)),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function describeFix({ title, safety, conditions }: Fix): string {
  const [what = "", ...differences] = title.split(" — ");
  const kind = safety === "safe" ? "safe: behavior is kept" : "a suggestion: look at what may differ";
  const details = [
    ...differences.flatMap((text) => text.split("; ")).map((text) => `may differ: ${text}`),
    ...conditions.map((condition) => `checked: ${condition}`),
  ];
  return [`**${what}** (${kind})`, list(details)].filter((part) => part !== "").join("\n\n");
}

function section(title: string, items: readonly string[]): string {
  return items.length === 0 ? "" : `### ${title}\n\n${list(items)}`;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}
