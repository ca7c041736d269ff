import type { OrmTable } from "../orm.js";
import { consumption } from "./consumption.js";
import { costs } from "./costs.js";
import { declarations } from "./declarations.js";
import { rewrites } from "./rewrites.js";
import { steps } from "./steps.js";

/** Django 3.2 to 6.2: https://docs.djangoproject.com/en/stable/topics/db/queries/ */
export const django: OrmTable = {
  name: "django",
  label: "Django",
  language: "python",
  packages: ["django"],
  tokens: [
    "objects",
    "_default_manager",
    "_base_manager",
    "queryset",
    "QuerySet",
    "get_queryset",
    "ListView",
    "_set",
    ".fetchall(",
    ".fetchmany(",
    ".all(",
    ".filter(",
  ],
  declarations,
  steps,
  consumption,
  rewrites,
  costs,
};
