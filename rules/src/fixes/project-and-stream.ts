import type { ColumnWeight } from "../project/catalog.js";
import { columnOf, columnsUsed } from "./columns-used.js";
import type { Form, Site } from "./form.js";
import { project, projectCaveats, projectConditions, writeProjection } from "./project.js";
import { isLoopOverAll, streamCaveats, streamConditions, writeStream } from "./stream.js";

/** Loads exactly the columns that are read, row by row. */
export const projectAndStream: Form = {
  intent: "project-and-stream",
  form: "project",
  fits: (site) => isLoopOverAll(site) && site.query.load.delivery === "buffered" && project.fits(site),
  conditions: [...projectConditions, ...streamConditions],
  caveats: [...projectCaveats, ...streamCaveats],
  write(site) {
    const projection = writeProjection(site);
    const written = projection && writeStream(site, [projection.call], weightOf(site));
    if (!written) return undefined;
    return {
      title: `Stream ${columnsUsed(site).join(", ")} only`,
      edits: [...written.edits, ...projection.edits],
    };
  },
};

function weightOf(site: Site): ColumnWeight {
  const weights = columnsUsed(site).map((name) => columnOf(site.query.model.columns, name)?.weight);
  if (weights.includes("binary")) return "binary";
  return weights.includes("large") ? "large" : "small";
}
