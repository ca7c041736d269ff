import type { ManifestInput, Requirement } from "../requirements.js";

const lockFiles: Readonly<Record<string, (name: string) => RegExp>> = {
  // "node_modules/@prisma/client": { "version": "6.2.1",
  "package-lock.json": (name) => new RegExp(`"node_modules/${name}":\\s*\\{\\s*"version":\\s*"([^"]+)"`, "g"),
  // '@prisma/client@6.2.1(prisma@6.2.1)': and, before version 9, /@prisma/client@5.0.0:
  "pnpm-lock.yaml": (name) => new RegExp(`^  ['"]?/?${name}[@/](\\d[^(:_'"\\s]*)`, "gm"),
  // "@prisma/client@^6.2.0": and the line below it
  "yarn.lock": (name) => new RegExp(`^"?${name}@[^\\n]*:\\r?\\n\\s+version:?\\s+"?([^"\\s]+)`, "gm"),
  // "@prisma/client": ["@prisma/client@6.2.1",
  "bun.lock": (name) => new RegExp(`\\["${name}@(\\d[^"]*)"`, "g"),
};

const besideFolder = /^(?:node_modules|dist|build|docs?|examples?|tests?)$|^\./;

/** Whether a file may state versions: manifests of the root and of workspaces up to two levels down, and lock files. */
export function isManifest(root: string, file: string): boolean {
  const parts = file.startsWith(`${root}/`) ? file.slice(root.length + 1).split("/") : [];
  const name = parts.at(-1) ?? "";
  return parts.length > 0 && parts.length <= 3 && (name === "package.json" || Object.hasOwn(lockFiles, name));
}

/** What the manifests and lock files say about the packages that are asked for. */
export function readRequirements(input: ManifestInput): readonly Requirement[] {
  const { packages } = input;
  return filesOf(input).flatMap((file) => {
    const content = input.read(file);
    if (content.kind !== "text") return [];
    const search = lockFiles[file.slice(file.lastIndexOf("/") + 1)];
    if (!search) return fromManifest(content.text, packages);
    return packages.flatMap((name) =>
      [...content.text.matchAll(search(name.replaceAll(/[.$]/g, "\\$&")))].map(
        ([, version = ""]): Requirement => ({
          name,
          constraint: `==${version.replace(/[^\d.].*$/, "")}`,
          from: "lock",
        }),
      ),
    );
  });
}

function filesOf({ root, list }: ManifestInput): readonly string[] {
  const found: string[] = [];
  const visit = (folder: string, depth: number): void => {
    for (const { name, kind } of list(folder)) {
      if (kind === "folder") {
        if (depth < 2 && !besideFolder.test(name)) visit(`${folder}/${name}`, depth + 1);
      } else if (isManifest(root, `${folder}/${name}`)) found.push(`${folder}/${name}`);
    }
  };
  visit(root, 0);
  return found;
}

function fromManifest(text: string, packages: readonly string[]): readonly Requirement[] {
  const lists = packages.map((name) => ({
    name,
    search: new RegExp(`"${name.replaceAll(/[.$]/g, "\\$&")}"\\s*:\\s*"([^"]+)"`, "g"),
  }));
  return lists.flatMap(({ name, search }) =>
    [...text.matchAll(search)].flatMap(([, constraint = ""]): readonly Requirement[] => {
      const exact = /^v?(\d+\.\d+\.\d+)(?:-[\w.]+)?$/.exec(constraint)?.[1];
      const isRange = /^[\^~<>=*v\d]/.test(constraint);
      if (exact !== undefined) return [{ name, constraint: `==${exact}`, from: "manifest" }];
      return isRange ? [{ name, constraint, from: "manifest" }] : [];
    }),
  );
}
