import { database } from "../lib/index.js";

export const countBooks = async (): Promise<{ books: number }> => ({
  books: (await database.book.findMany({ where: { pages: { gt: 100 } } })).length,
});

export async function newestBook(): Promise<string | undefined> {
  const newest = (await database.book.findMany({ orderBy: { id: "desc" } }))[0];
  return newest?.title;
}

export async function titles(authorId: number): Promise<string[]> {
  const books = await database.book.findMany({ where: { authorId } });
  return books.map((book) => book.title);
}

export async function page(after: number, take: number): Promise<number[]> {
  const books = await database.book.findMany({ where: { id: { gt: after } }, take, select: { id: true } });
  return books.map(({ id }) => id);
}

/** Several titles of one length: the client looks for them in all books. */
export async function sample() {
  return database.book.findMany({ distinct: ["pages"], take: 5, select: { title: true, pages: true } });
}
