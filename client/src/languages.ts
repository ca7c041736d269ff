/** VS Code's ids of the languages whose files the server checks. */
export const languages: readonly string[] = [
  "python",
  "typescript",
  "typescriptreact",
  "javascript",
  "javascriptreact",
];
