module.exports = (sequelize, DataTypes) => {
  const Loan = sequelize.define("Loan", {
    reader: DataTypes.STRING,
    returned: DataTypes.BOOLEAN,
  });
  Loan.associate = (models) => {
    Loan.belongsTo(models.Book);
  };
  return Loan;
};
