import { PrismaLibSql } from "@prisma/adapter-libsql";
import { PrismaClient } from "../generated/prisma/client.js";

/** The client as a class that a framework can hand to others. */
export class PrismaService extends PrismaClient {
  constructor() {
    super({ adapter: new PrismaLibSql({ url: "file:library.db" }) });
  }
}
