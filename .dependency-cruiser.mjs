// Who may import whom. A folder may import what its row names; everything else is a violation.
// `types` may be imported with `import type` only: tables describe in the words of flow without running it.

const core =
  "^(?:node:|fs|path|url|os|util|crypto|child_process|worker_threads|stream|events|buffer|process|module|assert|perf_hooks|v8)";
const npm = (name) => `(?:^|/)node_modules/(?:@types/)?${name}(?:/|$)`;
const vscode = "^vscode$";
/** The words in which tables describe: queries, models, what surrounds the code, fixes. */
const vocabulary = [
  "^rules/src/flow/(?:query|loose-bound)\\.ts$",
  "^rules/src/flow/context\\.ts$",
  "^rules/src/project/(?:catalog|environment)\\.ts$",
  "^rules/src/(?:finding|location)\\.ts$",
];

const rows = [
  {
    name: "client-starts-a-bundle-by-path",
    comment:
      "client/ knows VS Code and the language client. It starts the server's bundle and imports nothing of it.",
    from: "^client/src/",
    may: ["^client/src/", vscode, npm("vscode"), npm("vscode-languageclient")],
  },
  {
    name: "server-is-a-host",
    comment: "server/ knows the analysis, the protocol and Node; neither VS Code nor ESLint.",
    from: "^server/src/",
    may: [
      "^server/(?:src|schema)/",
      "^server/package\\.json$",
      "^rules/src/(?!eslint/)",
      npm("vscode-languageserver(?:-protocol|-textdocument|-types)?"),
      core,
    ],
  },
  {
    name: "server-runs-in-a-browser",
    comment:
      "What answers editors runs in a browser's worker too. Node is for the command line and for where files lie on a disk.",
    from: "^server/src/(?!main\\.ts$|serve-editor\\.ts$|disk-paths\\.ts$|cli/|report/)",
    may: [
      "^server/src/(?!main\\.ts$|serve-editor\\.ts$|disk-paths\\.ts$|cli/|report/)",
      "^server/package\\.json$",
      "^rules/src/(?!eslint/|disk/)",
      npm("vscode-languageserver(?:-protocol|-textdocument|-types)?"),
    ],
  },
  {
    name: "eslint-is-a-host",
    comment: "rules/src/eslint/ knows the analysis, ESLint's types and plugin kit, and Node for the files.",
    from: "^rules/src/eslint/",
    may: [
      "^rules/src/",
      "^rules/package\\.json$",
      npm("eslint"),
      npm("@eslint/(?:core|plugin-kit)"),
      npm("@typescript-eslint/utils"),
      core,
    ],
  },
  {
    name: "disk-is-for-hosts",
    comment: "rules/src/disk/ reads files for the hosts that run in Node; the analysis is handed them.",
    from: "^rules/src/disk/",
    may: ["^rules/src/disk/", core],
    types: ["^rules/src/project/file-host\\.ts$"],
  },
  {
    name: "rules-decide-over-queries",
    comment: "A rule is a predicate over queries. It knows no parser, no ORM by name, no Node and no host.",
    from: "^rules/src/rules/",
    may: ["^rules/src/(?:rules|flow)/", "^rules/src/[^/]+\\.ts$", "^rules/src/fixes/[^/]+\\.ts$"],
    types: ["^rules/src/project/", "^rules/src/orms/[^/]+\\.ts$"],
  },
  {
    name: "fixes-know-no-orm",
    comment: "A rewriting form asks the ORM's table. It knows no ORM by name and no host.",
    from: "^rules/src/fixes/",
    may: [
      "^rules/src/(?:fixes|flow)/",
      "^rules/src/[^/]+\\.ts$",
      "^rules/src/orms/[^/]+\\.ts$",
      "^rules/src/syntax/[^/]+\\.ts$",
    ],
    types: ["^rules/src/project/"],
  },
  {
    name: "orms-know-only-themselves",
    comment: "An ORM's table knows what a table may say and the helpers beside it; no other ORM.",
    from: "^rules/src/orms/([^/]+)/",
    may: ["^rules/src/orms/$1/", "^rules/src/orms/[^/]+\\.ts$"],
    types: [...vocabulary, "^rules/src/syntax/(?:syntax|statements)\\.ts$"],
  },
  {
    name: "orm-helpers-know-no-orm",
    comment: "What ORM tables share is about no one of them; only the index lists them.",
    from: "^rules/src/orms/(?!index\\.ts$)[^/]+\\.ts$",
    may: ["^rules/src/orms/[^/]+\\.ts$", "^rules/src/syntax/[^/]+\\.ts$"],
    types: vocabulary,
  },
  {
    name: "flow-knows-no-language",
    comment:
      "Evaluation works on the neutral syntax and on tables; it knows no parser, no ORM by name, no host.",
    from: "^rules/src/flow/",
    may: [
      "^rules/src/(?:flow|project)/",
      "^rules/src/[^/]+\\.ts$",
      "^rules/src/syntax/[^/]+\\.ts$",
      "^rules/src/orms/(?!index\\.ts$)[^/]+\\.ts$",
    ],
  },
  {
    name: "project-is-facts",
    comment: "The project's facts come from syntax and tables; files are injected.",
    from: "^rules/src/project/(?!typescript/)",
    may: [
      npm("picomatch"),
      npm("smol-toml"),
      "^rules/src/(?:project|syntax)/",
      "^rules/src/[^/]+\\.ts$",
      "^rules/src/orms/[^/]+\\.ts$",
    ],
    types: ["^rules/src/flow/"],
  },
  {
    name: "typescript-finds-its-modules",
    comment: "Modules of TypeScript are found by TypeScript's own resolver, over injected files.",
    from: "^rules/src/project/typescript/",
    may: [npm("typescript"), "^rules/src/(?:project|syntax)/"],
  },
  {
    name: "languages-know-only-themselves",
    comment: "A language knows the neutral syntax and its one parser.",
    from: "^rules/src/syntax/([^/]+)/",
    may: ["^rules/src/syntax/$1/", "^rules/src/syntax/[^/]+\\.ts$", npm("typescript")],
  },
  {
    name: "python-has-its-own-parser",
    comment: "Python is parsed by our own parser: no package.",
    from: "^rules/src/syntax/python/",
    may: ["^rules/src/syntax/python/", "^rules/src/syntax/[^/]+\\.ts$"],
  },
];

/** A row as rules of the tool: one for everything it does not name, one for what may only be a type. */
function toRules({ name, comment, from, may, types = [] }) {
  const outside = {
    name,
    comment,
    severity: "error",
    from: { path: from },
    to: { pathNot: [...may, ...types] },
  };
  if (types.length === 0) return [outside];
  return [
    outside,
    {
      name: `${name}-types`,
      comment: `${comment} Of some neighbors it knows the types only.`,
      severity: "error",
      from: { path: from },
      to: { path: types, pathNot: may, dependencyTypesNot: ["type-only"] },
    },
  ];
}

export default {
  forbidden: [
    ...rows.flatMap(toRules),
    {
      name: "analysis-is-pure",
      comment:
        "Left of the hosts there is no input or output, and no package but parsers of other people's formats.",
      severity: "error",
      from: { path: "^rules/src/", pathNot: "^rules/src/(?:eslint|disk)/" },
      to: { path: [core, "(?:^|/)node_modules/"], pathNot: npm("(?:typescript|picomatch|smol-toml)") },
    },
    {
      name: "analysis-knows-no-host",
      comment: "Hosts import the analysis, never the other way round.",
      severity: "error",
      from: { path: "^rules/src/", pathNot: "^rules/src/(?:eslint|disk)/" },
      to: { path: ["^rules/src/(?:eslint|disk)/", "^server/", "^client/", vscode] },
    },
    {
      name: "resolvable",
      comment: "Every import leads somewhere.",
      severity: "error",
      from: { path: "^(?:client|server|rules)/src/" },
      to: { couldNotResolve: true, pathNot: vscode },
    },
    {
      name: "no-cycle",
      comment:
        "Files that need each other at run time are one concept. Parsers and evaluation are exempt: statements hold expressions that hold functions that hold statements.",
      severity: "error",
      from: { path: "^(?:client|server|rules)/src/", pathNot: "^rules/src/(?:flow|syntax)/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
  ],
  options: {
    doNotFollow: { path: "(?:^|/)node_modules/" },
    exclude: { path: "/dist/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "types", "default"],
      extensions: [".ts", ".mts", ".js", ".json"],
    },
  },
};
