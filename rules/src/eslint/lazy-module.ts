import type { Module, ParseError, Statement } from "../syntax/python/ast.js";
import { parse } from "../syntax/python/parse.js";

/**
 * The root of a Python file that is parsed when somebody looks inside. Our rules need the root alone, and most files
 * hold neither a query nor an ESLint comment.
 */
export class LazyModule implements Module {
  readonly type = "Module";
  readonly start = 0;
  readonly end: number;
  /** Rules for JavaScript go through them. */
  readonly tokens: readonly never[] = [];
  readonly #text: string;
  #parsed: Module | undefined;

  constructor(text: string) {
    this.#text = text;
    this.end = text.length;
  }

  get body(): readonly Statement[] {
    return this.#module().body;
  }

  get comments(): Int32Array {
    return this.#module().comments;
  }

  get errors(): readonly ParseError[] {
    return this.#module().errors;
  }

  #module(): Module {
    return (this.#parsed ??= parse(this.#text));
  }
}
