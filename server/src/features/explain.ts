import type { CancellationToken, CodeAction } from "vscode-languageserver";
import { CodeActionKind } from "vscode-languageserver";
import type { Finding } from "../../../rules/src/finding.js";
import { describeFinding } from "../describe-finding.js";
import { elementsOf } from "../elements-of.js";
import { memoryLines } from "../describe-memory.js";
import { linkBelow } from "../link-in.js";
import { queryOf } from "../query-at.js";
import type { Session } from "../session.js";
import { checkDocument, stillWanted, translationOf } from "../session.js";
import { tell } from "../tell.js";
import type { Translation } from "../to-lsp.js";
import { diagnosticsOf } from "./quick-fixes.js";

/** The command that opens an explanation; its arguments are the document and a place in it. */
export const explainCommand = "leanrows.explain";

/** Scheme of the addresses under which explanations are shown. */
export const explanationScheme = "leanrows";

/** Explains findings: as a text of its own where the editor can show one, else as a message. */
export function offerExplanations(session: Session): void {
  const { connection, client } = session;
  connection.onExecuteCommand(async ({ command, arguments: [uri, start] = [] }, token) => {
    if (command !== explainCommand || typeof uri !== "string" || typeof start !== "number") return;
    const address = addressOf(uri, start);
    if (client().showsTexts) await connection.window.showDocument({ uri: address, takeFocus: true });
    else tell(connection, "info", await explanation(session, address, token));
  });
  connection.workspace.textDocumentContent.on(async ({ uri }, token) => ({
    text: await explanation(session, uri, token),
  }));
}

/** One action for all findings of a place. */
export function explainAction(
  findings: readonly Finding[],
  uri: string,
  translation: Translation,
): readonly CodeAction[] {
  const [first] = findings;
  if (first === undefined) return [];
  const title = findings.length === 1 ? "Explain this finding" : "Explain these findings";
  return [
    {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: findings.flatMap((finding) => diagnosticsOf(finding, translation)),
      command: { title, command: explainCommand, arguments: [uri, first.location.start] },
    },
  ];
}

/** Says all that is needed to write the text again later. */
function addressOf(uri: string, start: number): string {
  const [name = ""] = uri.slice(uri.lastIndexOf("/") + 1).split("#");
  return `${explanationScheme}:/${name}%20findings.md?${encodeURIComponent(JSON.stringify([uri, start]))}`;
}

async function explanation(session: Session, address: string, token: CancellationToken): Promise<string> {
  const [uri, start] = placeIn(address);
  const checked = await checkDocument(session, uri, token);
  if (checked === undefined) return "Leanrows does not check this file.";
  const { editable, file, result } = checked;
  const translation = translationOf(session);
  const place = { file, start, end: start };
  const findings = result.findings.filter(({ location }) => location.start <= start && start <= location.end);
  if (findings.length === 0) return "There is no finding here any more.";
  const link = linkBelow(session.workspace.folders()[0], translation);
  const texts: string[] = [];
  for (const finding of findings) {
    const query = queryOf(editable.project, finding);
    const memory = query && (await memoryLines(editable, query, finding.fixes, stillWanted(session, token)));
    texts.push(describeFinding(finding, query, memory ?? [], link));
  }
  return [link(`${findings[0]?.model ?? ""} query`, place), ...texts].join("\n\n");
}

function placeIn(address: string): readonly [string, number] {
  try {
    const place: unknown = JSON.parse(decodeURIComponent(address.slice(address.indexOf("?") + 1)));
    const [uri, start] = elementsOf(place);
    return [typeof uri === "string" ? uri : "", typeof start === "number" ? start : 0];
  } catch {
    // An address of somebody else's making.
    return ["", 0];
  }
}
