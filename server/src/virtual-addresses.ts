/**
 * The path that stands for a resource of a file system that is not this machine's: `/SCHEME+AUTHORITY/PATH`. Files of a
 * browser's own disk keep their paths. `undefined` if the address is not one of a tree of files.
 */
export function virtualPathOf(uri: string): string | undefined {
  const [, scheme = "", authority = "", path = ""] = address.exec(uri) ?? [];
  if (path === "") return undefined;
  try {
    const plain = decodeURIComponent(path).replace(/(?<=.)\/$/, "");
    return scheme === "file" ? plain : `/${scheme}+${authority}${plain}`;
  } catch {
    // A lone percent sign: no editor writes such an address.
    return undefined;
  }
}

/** The address that `virtualPathOf` was given, as editors write it. */
export function virtualUriOf(path: string): string {
  const encoded = (plain: string): string => plain.split("/").map(encodeURIComponent).join("/");
  const [, scheme, authority = "", plain = ""] = virtualPath.exec(path) ?? [];
  if (scheme === undefined) return `file://${encoded(path)}`;
  return `${scheme}:${authority === "" ? "" : `//${authority}`}${encoded(plain)}`;
}

/** The scheme that a path stands for; `file` if it is a path of a disk. */
export function schemeOf(path: string): string {
  return virtualPath.exec(path)?.[1] ?? "file";
}

/** Views of files at another time have a query. */
const address = /^([a-z][a-z\d.-]*):(?:\/\/([^/?#]*))?(\/[^?#]*)$/;

const virtualPath = /^\/([a-z][a-z\d.-]*)\+([^/]*)(.*)$/;
