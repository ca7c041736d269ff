/** TypeORM under its own name and those of its copies: `@n8n/typeorm`. */
export const packages = ["typeorm", "@nestjs/typeorm", "@n8n/typeorm"] as const;

const path = /^(?:@[\w-]+\/)?typeorm(?:\/[\w./-]*)?\.(?:default\.)?(\w+)$/;

/** The name of an export of TypeORM by its dotted path; `undefined` for what comes from elsewhere. */
export function nameIn(dotted: string | undefined): string | undefined {
  return path.exec(dotted ?? "")?.[1];
}
