import type { DataSource, EntityManager, Repository } from "typeorm";
import { Author, Book, Loan } from "./entities";

/** What the library tells about itself. */
export class Reports {
  constructor(
    private readonly books: Repository<Book>,
    private readonly loans: Repository<Loan>,
    private readonly dataSource: DataSource,
  ) {}

  async titles(): Promise<void> {
    for (const book of await this.books.find({ order: { id: "ASC" } })) console.log(book.title);
  }

  async count(): Promise<number> {
    return (await this.books.findBy({ pages: 300 })).length;
  }

  async isLent(reader: string): Promise<boolean> {
    return (await this.loans.find({ where: { reader } })).length > 0;
  }

  async latest(): Promise<Book | null> {
    return this.books
      .createQueryBuilder("book")
      .where("book.pages > :pages", { pages: 100 })
      .orderBy("book.id", "DESC")
      .getOne();
  }

  async first(): Promise<string | undefined> {
    return (await this.books.find({ order: { id: "ASC" } }))[0]?.title;
  }

  async stream(): Promise<void> {
    for await (const row of await this.books.createQueryBuilder("book").stream()) console.log(row);
  }

  async authors(): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      for (const author of await manager.find(Author)) console.log(author.name);
    });
  }
}

/** Everything of everybody. */
export async function everything(manager: EntityManager): Promise<Book[]> {
  return manager.find(Book, { relations: { author: true } });
}
