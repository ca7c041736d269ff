/** The questions that are asked most, about one file: asking costs less than writing them. */
export interface FileQuestions {
  readonly text: string;
  readonly outline: string;
  readonly name: string;
}

/** Stands between the parts of a question; no path and no module name holds it. */
export const separator = "\n";

/** Gives the questions about a file, each written once. */
export function createQuestions(): (file: string) => FileQuestions {
  const known = new Map<string, FileQuestions>();
  return (file) => {
    const old = known.get(file);
    if (old) return old;
    const on = (kind: string): string => kind + separator + file;
    const made = { text: on("text"), outline: on("outline"), name: on("name") };
    known.set(file, made);
    return made;
  };
}
