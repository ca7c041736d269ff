import { Uri, workspace } from "vscode";
import type { ConfigurationItem, ConfigurationParams } from "vscode-languageclient";

/**
 * Answers the server with the settings that somebody wrote down. VS Code's own answer includes every default,
 * and those would win over the project's `leanrows.config.json`.
 */
export function explicitSettings({ items }: ConfigurationParams): unknown[] {
  return items.map((item) => (item.section === "leanrows" ? explicitValues(item) : null));
}

function explicitValues({ scopeUri }: ConfigurationItem): Record<string, unknown> {
  const scope = scopeUri === undefined ? undefined : Uri.parse(scopeUri);
  const configuration = workspace.getConfiguration("leanrows", scope);
  const entries = Object.keys(configuration).flatMap((key): [string, unknown][] => {
    const { workspaceFolderValue, workspaceValue, globalValue } = configuration.inspect(key) ?? {};
    const isExplicit = (workspaceFolderValue ?? workspaceValue ?? globalValue) !== undefined;
    // `trace` is between VS Code and the protocol's client; the server knows no such setting.
    return isExplicit && key !== "trace" ? [[key, configuration.get(key)]] : [];
  });
  return Object.fromEntries<unknown>(entries);
}
