import type { Connection } from "vscode-languageserver";
import { MessageType, ShowMessageNotification } from "vscode-languageserver";

/** Shows a message that expects no answer: the library's own way is a request, which not every editor knows. */
export function tell(
  connection: Pick<Connection, "sendNotification">,
  kind: "info" | "warning",
  message: string,
): void {
  const type = kind === "info" ? MessageType.Info : MessageType.Warning;
  void connection.sendNotification(ShowMessageNotification.type, { type, message });
}
