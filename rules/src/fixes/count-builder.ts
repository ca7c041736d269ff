import { madeElsewhere } from "./caveats.js";
import { sendingCall } from "./builder-call.js";
import { decidingUse, notLocked, usedHere, usedOnce } from "./conditions.js";
import { notBounded } from "./count-call.js";
import type { Form } from "./form.js";
import { isMadeHere } from "./option-call.js";
import { parentOf } from "./surroundings.js";
import { edit, sourceOf } from "./text.js";

/** Lets the database count what a builder describes: `(await builder.getMany()).length` → `await builder.getCount()`. */
export const countBuilder: Form = {
  intent: "count",
  form: "count",
  fits: (site) =>
    site.rewrites.builder?.count.of === sendingCall(site)?.callee.property &&
    sendingCall(site) !== undefined &&
    decidingUse(site.query.use).kind === "counted",
  conditions: [usedHere, usedOnce, notBounded, notLocked],
  caveats: [madeElsewhere],
  write(site) {
    const { query, rewrites, syntax } = site;
    const call = sendingCall(site);
    const use = decidingUse(query.use);
    if (!call || !rewrites.builder || use.kind !== "counted" || use.node.kind !== "member") return undefined;
    if (query.expression.kind !== "await" || !isMadeHere(query)) return undefined;
    const { object, propertySpan } = call.callee;
    const between = sourceOf(site, { start: object.end, end: propertySpan.start });
    const counted = `await ${sourceOf(site, object)}${between}${rewrites.builder.count.method}()`;
    const parent = parentOf(syntax, use.node);
    const isReceiver = parent?.kind === "member" || parent?.kind === "call";
    return {
      title: "Count in the database",
      edits: [edit(site, use.node, isReceiver ? `(${counted})` : counted)],
    };
  },
};
