export { prisma as database } from "./database";
export * from "./prisma-service";
