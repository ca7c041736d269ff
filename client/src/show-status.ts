import type { Disposable, LanguageStatusItem } from "vscode";
import { Disposable as Disposables, LanguageStatusSeverity, languages as vscodeLanguages } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { State } from "vscode-languageclient";
import { languages } from "./languages.js";

/** Shows in the language status of an editor whether the server runs; restarts it from there. */
export function showStatus(client: BaseLanguageClient): Disposable {
  const item = vscodeLanguages.createLanguageStatusItem("leanrows.status", [...languages]);
  item.name = "Leanrows";
  const update = (state: State): void =>
    show(item, state, client.initializeResult?.serverInfo?.version ?? "");
  update(client.state);
  return Disposables.from(
    item,
    client.onDidChangeState(({ newState }) => update(newState)),
  );
}

function show(item: LanguageStatusItem, state: State, version: string): void {
  const { text, severity, command } = shown(state, version);
  item.text = text;
  item.severity = severity;
  item.command = command;
  item.busy = state === State.Starting;
}

function shown(state: State, version: string): Pick<LanguageStatusItem, "text" | "severity" | "command"> {
  switch (state) {
    case State.Running:
      return {
        text: `Leanrows ${version}`,
        severity: LanguageStatusSeverity.Information,
        command: showOutput,
      };
    case State.Starting:
      return {
        text: "Leanrows is starting",
        severity: LanguageStatusSeverity.Information,
        command: showOutput,
      };
    default:
      return { text: "Leanrows has stopped", severity: LanguageStatusSeverity.Error, command: restart };
  }
}

const showOutput = { title: "Show Output", command: "leanrows.showOutput" };
const restart = { title: "Restart", command: "leanrows.restart" };
