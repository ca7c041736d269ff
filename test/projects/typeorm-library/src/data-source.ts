import { DataSource } from "typeorm";
import { Author, Book, Loan, ShelfSchema } from "./entities";

export const dataSource = new DataSource({
  type: "sqljs",
  entities: [Author, Book, Loan, ShelfSchema],
  synchronize: true,
});
