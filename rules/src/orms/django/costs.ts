import type { Costs } from "../costs.js";

/**
 * Fitted to peaks of CPython 3 with Django 5.2 (MariaDB: 3.2) over 200 000 rows of nine columns, one of them binary with
 * 2.5 kB on average, read with `list()`, `only()`, `defer()`, `values()`, `values_list()` and `iterator()`: the model is
 * within a fifth of the lists and a third of the streams. docs/estimate.md shows both.
 */
export const costs: Costs = {
  holders: { instance: 390, dictionary: 210, tuple: 20, named: 20, flat: 40 },
  value: 85,
  assumed: { binary: 100_000, large: 2000 },
  drivers: {
    sqlite: { value: 0, binaryCopies: 1, textCopies: 1 },
    // The result stays in the driver as text: two digits for each byte, and the bytes made of them.
    postgresql: { value: 40, binaryCopies: 3, textCopies: 2 },
    mysql: { value: 25, binaryCopies: 2, textCopies: 2 },
    // Not measured: counted as what is known to take most.
    oracle: { value: 40, binaryCopies: 3, textCopies: 2 },
  },
  chunksHeld: 2,
  chunkSize: 2000,
};
