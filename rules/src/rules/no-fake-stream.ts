import { listed, rowsInWords, sentence, unboundedBy } from "./evidence.js";
import type { Draft, Rule, Subject } from "./rule.js";

/** Reports streams that end up in memory as a whole: by the code, by the driver, or by chunks of heavy rows. */
export const noFakeStream: Rule = {
  name: "no-fake-stream",
  preset: "recommended",
  description: "It looks streamed and is buffered.",
  check(subject) {
    const { query, heavy, streaming } = subject;
    const { delivery } = query.load;
    if (delivery === "fake-streamed")
      return draft(subject, `${held(subject)}, so streaming it saves nothing`);
    if (delivery !== "streamed") return undefined;
    if (heavy.length > 0 && query.shape.chunkSize === "default") {
      const names = listed([...new Set(heavy.map(({ model, column }) => `${model.name}.${column.name}`))]);
      return draft(
        subject,
        `The stream holds 2000 rows at a time, each with ${names}: for large values that is no stream but a load`,
      );
    }
    if (streaming.kind !== "buffers" || query.load.columns.kind === "values") return undefined;
    return draft(
      subject,
      `On ${streaming.engine.label} the driver fetches ${rowsInWords(query)} before the first one arrives`,
    );
  },
};

function held({ query }: Subject): string {
  const { use } = query;
  const how =
    use.kind === "rendered"
      ? "is rendered as a list"
      : "via" in use && use.kind === "collected"
        ? `goes into ${use.via}()`
        : "is kept row by row";
  return sentence(`the stream ${how}`);
}

function draft({ query }: Subject, message: string): Draft {
  return {
    message: `${message}.`,
    evidence: unboundedBy(query),
    intents: ["stream"],
    concern: "rows",
    isUncertain: false,
  };
}
