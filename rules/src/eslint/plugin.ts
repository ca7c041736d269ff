import { rules } from "../rules/index.js";
import { createPlugin } from "./create-plugin.js";
import { nodeFiles } from "../disk/node-files.js";
import { projectAnalysis } from "./project-analysis.js";

/** The ESLint plugin. */
export default createPlugin(rules, projectAnalysis(nodeFiles, rules));
