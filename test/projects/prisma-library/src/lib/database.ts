import { PrismaLibSql } from "@prisma/adapter-libsql";
import { PrismaClient } from "../generated/prisma/client.js";

const globalForPrisma = globalThis as unknown as { prisma?: PrismaClient };

export const prisma =
  globalForPrisma.prisma ??
  new PrismaClient({ adapter: new PrismaLibSql({ url: process.env["DATABASE_URL"] ?? "file:library.db" }) });

if (process.env["NODE_ENV"] !== "production") globalForPrisma.prisma = prisma;
