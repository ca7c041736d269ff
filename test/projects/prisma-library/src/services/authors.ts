import type { PrismaService } from "@/lib";

export class AuthorsService {
  constructor(private readonly prisma: PrismaService) {}

  async names(): Promise<string[]> {
    const authors = await this.prisma.author.findMany();
    return authors.map(({ name }) => name);
  }

  async find(name: string): Promise<number | undefined> {
    return this.prisma.$transaction(async (tx) => {
      const authors = await tx.author.findMany();
      return authors.find((author) => author.name === name)?.id;
    });
  }

  async shelf(id: number) {
    return this.prisma.author.findUnique({ where: { id }, include: { books: { select: { title: true } } } });
  }
}
