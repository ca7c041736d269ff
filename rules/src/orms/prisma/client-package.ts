/** The package whose code is generated from a schema. */
export const clientPackage = "@prisma/client";
