const fs = require("fs");
const path = require("path");
const Sequelize = require("sequelize");

const sequelize = new Sequelize({ dialect: "sqlite", storage: "library.db" });
const db = {};

for (const file of fs.readdirSync(__dirname)) {
  if (file === path.basename(__filename)) continue;
  const model = require(path.join(__dirname, file))(sequelize, Sequelize.DataTypes);
  db[model.name] = model;
}
for (const model of Object.values(db)) model.associate?.(db);

db.sequelize = sequelize;
module.exports = db;
