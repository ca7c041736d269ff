import { database } from "../src/lib/index.js";

const books = await database.book.findMany();
for (const book of books) {
  if (book.cover.length === 0) console.log(`${book.title} has no cover`);
}

const authors = await database.author.findMany({ select: { id: true, name: true } });
const shortest = [...authors].sort((left, right) => left.name.length - right.name.length);
console.log(shortest.map((author) => author.name).join(", "));

const loans = [1, 2, 3].filter((loan) => loan > 1).map((loan) => loan * 2);
console.log(loans.find((loan) => loan === 4), loans.length, loans[0]);
