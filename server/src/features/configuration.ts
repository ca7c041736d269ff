import type { Connection } from "vscode-languageserver";
import { DidChangeConfigurationNotification } from "vscode-languageserver";
import { settingNames } from "../../../rules/src/settings/shapes.js";
import type { ClientFeatures } from "../client-features.js";
import type { Environment } from "../environment.js";

/** The editor's settings, section `leanrows`. */
export interface EditorSettings {
  /** What the user set for a folder, in the shape of the configuration. */
  valuesFor(folder: string): Promise<Readonly<Record<string, unknown>>>;
  /** Calls `changed` whenever settings may differ. */
  follow(changed: () => void): Promise<void>;
}

/** Asks the editor for settings, or takes those that it sends by itself. */
export function editorSettings(
  connection: Connection,
  environment: Environment,
  client: () => ClientFeatures,
): EditorSettings {
  let sent: unknown;
  /** What each folder was last told. */
  const told = new Map<string, string>();
  const valuesFor: EditorSettings["valuesFor"] = async (folder) => {
    const values = await valuesNow(folder);
    told.set(folder, JSON.stringify(values));
    return values;
  };
  const valuesNow: EditorSettings["valuesFor"] = async (folder) => {
    if (!client().hasConfiguration) return settingsIn(sent ?? client().settings);
    const scopeUri = environment.uriOf(folder);
    try {
      return settingsIn(await connection.workspace.getConfiguration({ scopeUri, section: "leanrows" }));
    } catch (error) {
      connection.console.warn(`no settings for ${folder}: ${String(error)}`);
      return {};
    }
  };
  return {
    valuesFor,
    async follow(changed) {
      connection.onDidChangeConfiguration(async ({ settings }) => {
        sent = isRecord(settings) ? settings["leanrows"] : undefined;
        // Editors tell this at the start too, and when settings of others change: nothing is read again for that.
        const before = new Map(told);
        for (const [folder, values] of before) {
          if (JSON.stringify(await valuesFor(folder)) === values) continue;
          changed();
          return;
        }
      });
      if (client().registersConfiguration) {
        await connection.client.register(DidChangeConfigurationNotification.type, { section: "leanrows" });
      }
    },
  };
}

/** The section also holds what concerns the editor alone (tracing, paths); an unset value comes as null. */
function settingsIn(values: unknown): Readonly<Record<string, unknown>> {
  if (!isRecord(values)) return {};
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => isSetting(name) && value !== null && value !== undefined,
    ),
  );
}

function isSetting(name: string): boolean {
  return settingNames.some((each) => each === name);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
