import type { Engine } from "../project/environment.js";

/** What rows weigh in the memory of a program, as it was measured. Bytes are those of one row. */
export interface Costs {
  /** What holds the values of a row, without them. */
  readonly holders: Readonly<Record<RowHolder, number>>;
  /** A value of a small column with its object. */
  readonly value: number;
  /** What values of heavy columns are counted with, because no schema tells how long they are. */
  readonly assumed: { readonly binary: number; readonly large: number };
  readonly drivers: Readonly<Record<Engine, DriverCosts>>;
  /** While the rows of a chunk are looped over, the next chunk is already there. */
  readonly chunksHeld: number;
  /** Rows in a chunk where the code names no size. */
  readonly chunkSize: number;
}

/** An instance of the model, or what plain values come in. */
export type RowHolder = "instance" | "dictionary" | "tuple" | "named" | "flat";

/** What a driver holds besides the row's own objects until the rows are gone. */
export interface DriverCosts {
  /** Bytes for each value. */
  readonly value: number;
  /** How often the bytes of a binary value are in memory. */
  readonly binaryCopies: number;
  readonly textCopies: number;
}
