import type { FileProblem, SourceLocation, SourceRange, TraversalStep } from "@eslint/core";
import type { Directive } from "@eslint/plugin-kit";
import type { Node } from "../syntax/python/visitor-keys.js";
import { InertSourceCode } from "./inert-source-code.js";
import type { InlineConfiguration } from "./inline-comments.js";
import { directivesIn, inlineConfigurationIn, isForEslint } from "./inline-comments.js";
import type { LazyModule } from "./lazy-module.js";
import { lineStarts, positionAt } from "./line-table.js";
import type { PythonComment } from "./python-comment.js";
import { visitEverything, visitRoot } from "./traverse.js";

interface Source {
  readonly text: string;
  readonly ast: LazyModule;
  readonly hasBOM: boolean;
  readonly traversal: "root" | "full";
}

/** A Python file as ESLint sees it. */
export class PythonSourceCode extends InertSourceCode {
  readonly hasBOM: boolean;
  readonly #traversal: "root" | "full";
  #lineStarts: readonly number[] | undefined;
  #comments: readonly PythonComment[] | undefined;
  #parents: ReadonlyMap<object, Node> | undefined;

  constructor({ text, ast, hasBOM, traversal }: Source) {
    super({ text, ast, lineEndingPattern: /\r\n?|\n/ });
    this.hasBOM = hasBOM;
    this.#traversal = traversal;
  }

  /** The base class derives positions from a root with `loc`, which ours has not. */
  override getLocFromIndex(index: number): { line: number; column: number } {
    this.#lineStarts ??= lineStarts(this.text);
    return positionAt(this.#lineStarts, index);
  }

  override getIndexFromLoc({ line, column }: { line: number; column: number }): number {
    this.#lineStarts ??= lineStarts(this.text);
    const start = this.#lineStarts[line - 1];
    if (start === undefined) throw new RangeError(`The file has no line ${line}.`);
    return Math.min(start + column, this.text.length);
  }

  override getLoc({ start, end }: { readonly start: number; readonly end: number }): SourceLocation {
    return { start: this.getLocFromIndex(start), end: this.getLocFromIndex(end) };
  }

  override getRange({ start, end }: { readonly start: number; readonly end: number }): SourceRange {
    return [start, end];
  }

  override getParent(node: object): Node | undefined {
    this.#parents ??= visitEverything(this.ast).parents;
    return this.#parents.get(node);
  }

  override traverse(): Iterable<TraversalStep> {
    return this.#traversal === "full" ? visitEverything(this.ast).steps : visitRoot(this.ast);
  }

  getAllComments(): readonly PythonComment[] {
    return (this.#comments ??= this.#readComments());
  }

  getInlineConfigNodes(): PythonComment[] {
    // Spares the parser for nearly every file.
    return this.text.includes("eslint") ? this.getAllComments().filter(isForEslint) : [];
  }

  getDisableDirectives(): { directives: Directive[]; problems: FileProblem[] } {
    return { directives: directivesIn(this.getInlineConfigNodes()), problems: [] };
  }

  applyInlineConfig(): InlineConfiguration {
    return inlineConfigurationIn(this.getInlineConfigNodes());
  }

  #readComments(): readonly PythonComment[] {
    const { comments } = this.ast;
    return Array.from({ length: comments.length / 2 }, (_, index): PythonComment => {
      const start = comments[2 * index] ?? 0;
      const end = comments[2 * index + 1] ?? start;
      const loc = this.getLoc({ start, end });
      return { type: "Line", start, end, range: [start, end], value: this.text.slice(start + 1, end), loc };
    });
  }
}
