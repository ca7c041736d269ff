import { database } from "@/lib";

/** Prints a label for every book; stops at the first one that has no pages. */
export async function printLabels(print: (text: string) => void): Promise<void> {
  for (const book of await database.book.findMany()) {
    if (book.pages === 0) break;
    print(`${book.isbn} ${book.title}`);
  }
}

/** Sends a letter for each open loan. */
export async function remindReaders(send: (reader: string, title: string) => Promise<void>): Promise<void> {
  const loans = await database.loan.findMany({
    where: { returned: false },
    include: { book: true },
  });
  for (const loan of loans) {
    await send(loan.reader, loan.book.title);
  }
}

/** Looks streamed, but the rows are all there before the loop starts. */
export async function countPages(): Promise<number> {
  let pages = 0;
  for await (const book of await database.book.findMany({ orderBy: { id: "asc" } })) {
    pages += book.pages;
  }
  return pages;
}
