/** Reads lines of JSON that one of our own programs printed; `is` tells that a line is what it should be. */
export function readLines<Value>(output: string, is: (value: unknown) => value is Value): readonly Value[] {
  return output.split("\n").flatMap((line): readonly Value[] => {
    if (line === "") return [];
    const value: unknown = JSON.parse(line);
    if (!is(value)) throw new Error(`This line is not what it should be: ${line.slice(0, 200)}`);
    return [value];
  });
}

/** Whether a value is a record with all these members. */
export function hasMembers(value: unknown, names: readonly string[]): boolean {
  return typeof value === "object" && value !== null && names.every((name) => name in value);
}
