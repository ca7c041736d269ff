import type { Consumption } from "../consumption.js";
import { javascriptResults } from "../javascript-results.js";

/** Results are arrays of documents; cursors hand them on: https://mongoosejs.com/docs/api/querycursor.html */
export const consumption: Consumption = {
  ...javascriptResults,
  streamMembers: {
    eachAsync: { does: "each", parameters: [0], gives: "nothing" },
    addCursorFlag: { does: "same" },
  },
};
