module.exports = (sequelize, DataTypes) => {
  const Book = sequelize.define("Book", {
    isbn: { type: DataTypes.STRING, unique: true },
    title: DataTypes.STRING,
    pages: DataTypes.INTEGER,
    cover: DataTypes.BLOB("long"),
  });
  Book.associate = ({ Author, Loan }) => {
    Book.belongsTo(Author, { as: "author", foreignKey: "authorId" });
    Book.hasMany(Loan, { as: "loans" });
  };
  return Book;
};
