import { AfterLoad, Column, Entity, EntitySchema, ManyToOne, OneToMany, PrimaryColumn, PrimaryGeneratedColumn } from "typeorm";

export abstract class Kept {
  @PrimaryGeneratedColumn({ type: "integer" })
  id: number;

  @Column({ type: "varchar", nullable: true })
  note: string | null;
}

@Entity()
export class Author extends Kept {
  @Column({ type: "varchar" })
  name: string;

  @Column({ type: "blob", nullable: true })
  portrait: Buffer | null;

  @OneToMany(() => Book, (book) => book.author)
  books: Book[];
}

@Entity()
export class Book extends Kept {
  @Column({ type: "varchar", unique: true })
  isbn: string;

  @Column({ type: "varchar" })
  title: string;

  @Column({ type: "integer" })
  pages: number;

  @Column({ type: "blob" })
  cover: Buffer;

  @Column({ type: "blob", select: false, nullable: true })
  scan: Buffer | null;

  @Column({ type: "integer" })
  authorId: number;

  @ManyToOne(() => Author, (author) => author.books)
  author: Author;

  get label(): string {
    return `${this.title} (${this.pages})`;
  }
}

@Entity()
export class Loan {
  @PrimaryColumn({ type: "varchar" })
  id: string;

  @Column({ type: "varchar" })
  reader: string;

  @Column({ type: "boolean" })
  returned: boolean;

  @Column({ type: "blob", nullable: true })
  receipt: Buffer | null;

  @ManyToOne(() => Book, { eager: true })
  book: Book;

  seen: number;

  @AfterLoad()
  see(): void {
    this.seen = this.reader.length;
  }
}

export interface Shelf {
  id: number;
  room: string;
  plan: Buffer;
}

export const ShelfSchema = new EntitySchema<Shelf>({
  name: "Shelf",
  columns: {
    id: { type: "integer", primary: true, generated: true },
    room: { type: "varchar" },
    plan: { type: "blob" },
  },
});
