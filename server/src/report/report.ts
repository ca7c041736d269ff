import type { Finding } from "../../../rules/src/finding.js";
import type { Style } from "./style.js";
import type { Texts } from "../texts.js";

/** What a check found, ready to be written in some format. */
export interface Report {
  /** How many files were looked at. */
  readonly files: number;
  /** In order of file and position. */
  readonly findings: readonly Finding[];
  readonly errors: readonly ReportError[];
  readonly milliseconds: number;
}

/** What could not be read, parsed or analyzed. */
export interface ReportError {
  readonly file: string;
  readonly message: string;
  /** Offset of the place, when there is one. */
  readonly start?: number;
}

/** What a format may ask about the surroundings. */
export interface View {
  /** Paths are shown relative to it. */
  readonly folder: string;
  readonly texts: Texts;
  readonly style: Style;
  /** Tell why fixes are withheld and which conditions were checked. */
  readonly detail: "short" | "explained";
  /** Whether a summary ends the output. */
  readonly ending: "summary" | "none";
}

/** Writes a report as text. Adding a format is adding one such function to `formats.ts`. */
export type Format = (report: Report, view: View) => string;
