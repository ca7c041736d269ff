/** Whether a Python file may hold the settings of a framework: by its name, or in a folder of settings. */
export function isSettingsFile(root: string, file: string): boolean {
  const path = file.slice(root.length);
  return (
    /\/(?:\w*settings\w*|(?:settings|config|conf)\/(?:[\w-]+\/)*\w+)\.py$/.test(path) &&
    !/\/(?:tests?|migrations)\//.test(path)
  );
}
