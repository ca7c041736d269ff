const { Op } = require("sequelize");
const { Author, Book } = require("../models");

exports.titles = async () => {
  const books = await Book.findAll({ order: ["id"] });
  return books.map((book) => `${book.title} (${book.pages})`);
};

exports.isEmpty = async () => (await Book.findAll()).length === 0;

exports.thick = async () => {
  return (await Book.findAll({ where: { pages: { [Op.gt]: 900 } } })).length;
};

exports.latest = async () => {
  const [book] = await Book.findAll({ order: [["id", "DESC"]] });
  return book?.title;
};

exports.authors = async () => {
  for (const author of await Author.findAll({ include: [{ model: Book, as: "books" }] }))
    console.log(author.name, author.books.length);
};
