import type { Edit } from "../finding.js";
import { streamCall } from "./resize.js";
import type { Site } from "./form.js";
import { append } from "./text.js";

/** Calls put behind the query: in front of the call that makes a stream of it, where there is one. */
export function callsOnQuery(site: Site, calls: readonly string[]): readonly Edit[] | undefined {
  const { delivery } = site.query.load;
  if (delivery === "lazy" || delivery === "buffered") return append(site, site.query.expression, calls);
  const made = streamCall(site);
  return made?.callee.kind === "member" ? append(site, made.callee.object, calls) : undefined;
}
