import type { FunctionStep } from "./steps.js";

/** Functions that every program of JavaScript has: https://nodejs.org/api/modules.html#requireid */
export const javascriptFunctions: Readonly<Record<string, FunctionStep>> = {
  "builtins.require": { does: "import" },
};
