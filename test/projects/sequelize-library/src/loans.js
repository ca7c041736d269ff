const db = require("../models");

async function remind(send) {
  for (const loan of await db.Loan.findAll({ where: { returned: false }, include: db.Book })) {
    await send(loan.reader, loan.Book.title);
  }
}

async function ofBook(id) {
  const book = await db.Book.findByPk(id);
  return book.getLoans({ limit: 20 });
}

async function all(limit) {
  const { rows, count } = await db.Loan.findAndCountAll({ limit: limit ? limit : undefined });
  return { count, readers: rows.map((loan) => loan.reader) };
}

async function covers() {
  for await (const book of await db.Book.findAll()) console.log(book.cover);
}

module.exports = { remind, ofBook, all, covers };
