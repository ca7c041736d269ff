import type { OrmTable } from "../orm.js";
import { consumption } from "./consumption.js";
import { extract } from "./extract.js";
import { rewrites } from "./rewrites.js";
import { steps } from "./steps.js";

/** Calls that start or run a query; `findIndex()` and the like are those of arrays. */
const tokens = [".find(", ".find<", ".findOne", ".findById", ".aggregate(", ".aggregate<"];

/** Mongoose 7 to 9, by itself, with NestJS and with typegoose: https://mongoosejs.com/docs/guides.html */
export const mongoose: OrmTable = {
  name: "mongoose",
  label: "Mongoose",
  language: "typescript",
  packages: ["mongoose"],
  tokens,
  // Who hands models on names them so, or says `find` of them.
  mentions: [...tokens, "ongoose", "odel"],
  declarations: { kind: "code", hint: /mongoose|typegoose/, extract },
  steps,
  consumption,
  rewrites,
};
