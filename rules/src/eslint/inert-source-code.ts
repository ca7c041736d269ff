import { TextSourceCodeBase } from "@eslint/plugin-kit";
import type { Node } from "../syntax/python/visitor-keys.js";
import type { LazyModule } from "./lazy-module.js";
import type { PythonComment } from "./python-comment.js";

/** The types of a Python file in ESLint. */
export interface PythonSourceCodeTypes {
  LangOptions: Record<string, unknown>;
  RootNode: LazyModule;
  SyntaxElementWithLoc: Node | LazyModule | PythonComment;
  ConfigNode: PythonComment;
}

/**
 * What rules for JavaScript expect of every file. Configuration entries without `files` switch them on for Python too;
 * with these stand-ins they load and find nothing, instead of ending the whole run with an exception.
 */
export abstract class InertSourceCode extends TextSourceCodeBase<PythonSourceCodeTypes> {
  readonly isESTree = false;
  readonly scopeManager = {
    scopes: [emptyScope],
    globalScope: emptyScope,
    acquire: () => emptyScope,
    getDeclaredVariables: none,
  };
  readonly parserServices = {
    hasFullTypeInformation: false,
    esTreeNodeToTSNodeMap: new WeakMap<object, object>(),
    tsNodeToESTreeNodeMap: new WeakMap<object, object>(),
    getSymbolAtLocation: nothing,
    getTypeAtLocation: nothing,
    program: {
      getTypeChecker: () => ({}),
      getCompilerOptions: () => ({ strict: true, strictNullChecks: true }),
      getCurrentDirectory: () => "/",
      getSourceFile: nothing,
      getSourceFiles: none,
      isSourceFileDefaultLibrary: () => false,
    },
  };
  readonly tokensAndComments: readonly never[] = [];

  readonly getScope = (): object => emptyScope;
  readonly getDeclaredVariables = none;
  readonly isGlobalReference = (): boolean => false;
  readonly markVariableAsUsed = (): boolean => false;
  readonly isSpaceBetween = (): boolean => false;
  readonly commentsExistBetween = (): boolean => false;
  readonly getNodeByRangeIndex = nothing;
  readonly getTokenByRangeStart = nothing;
  readonly getFirstToken = nothing;
  readonly getLastToken = nothing;
  readonly getTokenBefore = nothing;
  readonly getTokenAfter = nothing;
  readonly getFirstTokenBetween = nothing;
  readonly getLastTokenBetween = nothing;
  readonly getTokens = none;
  readonly getFirstTokens = none;
  readonly getLastTokens = none;
  readonly getTokensBefore = none;
  readonly getTokensAfter = none;
  readonly getTokensBetween = none;
  readonly getFirstTokensBetween = none;
  readonly getLastTokensBetween = none;
  readonly getCommentsBefore = none;
  readonly getCommentsAfter = none;
  readonly getCommentsInside = none;
}

/** No variable is visible to rules for JavaScript. */
const emptyScope = {
  type: "module",
  isStrict: true,
  upper: null,
  block: null,
  set: new Map<string, never>(),
  variables: none(),
  references: none(),
  through: none(),
  childScopes: none(),
};

/** JavaScript's source code says `null` where there is no such token. */
function nothing(): null {
  return null;
}

function none(): readonly never[] {
  return [];
}
