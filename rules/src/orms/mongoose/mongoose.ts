import type { OrmTable } from "../orm.js";
import { consumption } from "./consumption.js";
import { extract } from "./extract.js";
import { rewrites } from "./rewrites.js";
import { steps } from "./steps.js";

/** Mongoose 7 to 9, by itself, with NestJS and with typegoose: https://mongoosejs.com/docs/guides.html */
export const mongoose: OrmTable = {
  name: "mongoose",
  label: "Mongoose",
  language: "typescript",
  packages: ["mongoose"],
  tokens: [".find", ".aggregate("],
  mentions: ["ongoose", "Model", ".find", ".aggregate", "models"],
  declarations: { kind: "code", hint: /mongoose|typegoose/, extract },
  steps,
  consumption,
  rewrites,
};
