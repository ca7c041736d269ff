import type { SourceLocation } from "@eslint/core";

/** A comment as ESLint and its rules know comments. */
export interface PythonComment {
  readonly type: "Line";
  readonly start: number;
  readonly end: number;
  readonly range: [number, number];
  /** The text after `#`. */
  readonly value: string;
  readonly loc: SourceLocation;
}
