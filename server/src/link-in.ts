import type { Link } from "./describe-query.js";
import { isWithin } from "./paths.js";
import type { Translation } from "./to-lsp.js";

/** Links with the line, as editors that follow links in Markdown read it. */
export function linkIn(translation: Translation): Link {
  return (words, location) => {
    const place = translation.placeOf(location);
    // The address of a cell has no room for a line.
    if (place === undefined || place.cell !== undefined) return words;
    return `[${words}](${place.uri}#L${String(place.range.start.line + 1)})`;
  };
}

/**
 * Links from the root of `folder`, because an editor's view of Markdown follows those and no addresses of files; what lies
 * elsewhere is named.
 */
export function linkBelow(folder: string | undefined, translation: Translation): Link {
  return (words, location) => {
    const place = translation.placeOf(location);
    if (place === undefined) return words;
    const { file } = location;
    const line = String(place.range.start.line + 1);
    if (place.cell !== undefined) return `${words} (code cell ${String(place.cell)}, line ${line})`;
    if (folder === undefined || !isWithin(file, folder)) return `${words} (${file}:${line})`;
    const path = file.slice(folder.length);
    return `${words} ([${path.slice(1)}:${line}](${encodeURI(path)}#L${line}))`;
  };
}
