import { django } from "./django/django.js";
import type { OrmTable } from "./orm.js";

/** Every ORM that the analysis knows. */
export const tables: readonly OrmTable[] = [django];
