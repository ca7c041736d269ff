import type { Style } from "../report/style.js";

/** The world of a command: where it runs and where its output goes. */
export interface Terminal {
  /** The working directory. */
  readonly folder: string;
  readonly style: Style;
  /** Somebody watches standard error. */
  readonly isWatched: boolean;
  /** Columns of standard error; progress stays within one line. */
  readonly width: number;
  /** Writes to standard output; resolves when the text has left the process. */
  print(text: string): Promise<void>;
  /** Writes to standard error. */
  note(text: string): Promise<void>;
}
