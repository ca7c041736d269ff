import { django } from "./django/django.js";
import { mongoose } from "./mongoose/mongoose.js";
import type { OrmTable } from "./orm.js";
import { prisma } from "./prisma/prisma.js";
import { sequelize } from "./sequelize/sequelize.js";
import { typeorm } from "./typeorm/typeorm.js";

/** Every ORM that the analysis knows. */
export const tables: readonly OrmTable[] = [django, prisma, mongoose, sequelize, typeorm];
