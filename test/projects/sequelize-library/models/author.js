const { Model } = require("sequelize");

module.exports = (sequelize, DataTypes) => {
  class Author extends Model {
    static associate(models) {
      this.hasMany(models.Book, { as: "books", foreignKey: "authorId" });
    }
  }
  Author.init(
    {
      name: DataTypes.STRING,
      portrait: DataTypes.BLOB("medium"),
    },
    { sequelize, defaultScope: { attributes: { exclude: ["portrait"] } } },
  );
  return Author;
};
