/** Remembers computed values together with what they depended on. */
export interface Memory {
  /** Notes that the running computation asked a question and got this answer. */
  ask(question: string, answer: string): void;
  /** The value under `key`, computed again only if some question that it asked has another answer now. */
  remember<T>(key: string, compute: () => T): T;
  /**
   * A value that is made from the one before, each time anew. That one is given only if all questions that were asked
   * while it and those before it were made have the same answers.
   */
  develop<T>(key: string, compute: (before: T | undefined) => T): T;
  /** Runs `compute` without noting its questions for the computation around it. */
  apart<T>(compute: () => T): T;
  /** Says that the answers to these questions about texts may have changed, and with them those that are derived from texts. */
  renew(questions: readonly string[]): void;
  /** Says that any answer may have changed. */
  renewAll(): void;
  forget(key: string): void;
}

interface Remembered {
  readonly value: unknown;
  readonly asked: Questions;
  /** Those of the questions whose answers are derived from the answers to others; told when first needed. */
  derived?: readonly string[];
  /** Until something changes, a value that was current stays current. */
  checkedIn: number;
}

type Questions = Map<string, string>;

/** What a memory checks old answers with. */
export interface Answering {
  answer(question: string): string;
  /** Whether the answer is derived from the answers to other questions. */
  isDerived(question: string): boolean;
}

/** A change that is longer ago is not known any more: then all old answers are checked. */
const longestLog = 64;

/** A memory of nothing yet. */
export function createMemory({ answer, isDerived }: Answering): Memory {
  const known = new Map<string, Remembered>();
  /** The questions of the computations that run now, innermost last; `undefined` where they are not noted. */
  const running: (Questions | undefined)[] = [];
  let generation = 0;
  /** What was said to have changed in the latest generations, the last one last. */
  let log: (readonly string[])[] = [];
  /** Many values depend on the same questions. */
  const answers = new Map<string, string>();
  const derivedAnswers = new Map<string, string>();

  const answered = (question: string): string => {
    const known = answers.get(question) ?? derivedAnswers.get(question);
    if (known !== undefined) return known;
    const given = answer(question);
    (isDerived(question) ? derivedAnswers : answers).set(question, given);
    return given;
  };

  const noteAll = (asked: Questions): void => {
    const outer = running.at(-1);
    if (!outer) return;
    for (const [question, given] of asked) if (!outer.has(question)) outer.set(question, given);
  };

  /** Those of the questions whose answers may have changed since a value was checked last. */
  const doubted = (one: Remembered): Iterable<string> => {
    const missed = generation - one.checkedIn;
    if (missed > log.length) return one.asked.keys();
    one.derived ??= [...one.asked.keys()].filter(isDerived);
    return [...log.slice(log.length - missed).flat(), ...one.derived];
  };

  const isCurrent = (one: Remembered): boolean => {
    for (const question of doubted(one)) {
      const given = one.asked.get(question);
      if (given !== undefined && answered(question) !== given) return false;
    }
    one.checkedIn = generation;
    return true;
  };

  function run<T>(asked: Questions | undefined, compute: () => T): T {
    running.push(asked);
    try {
      return compute();
    } finally {
      running.pop();
    }
  }

  // A key stands for one computation, so its value has the type that the caller's computation has.
  function remember<T>(key: string, compute: () => T): T;
  function remember(key: string, compute: () => unknown): unknown {
    const old = known.get(key);
    if (old && (old.checkedIn === generation || run(undefined, () => isCurrent(old)))) {
      noteAll(old.asked);
      return old.value;
    }
    const asked: Questions = new Map();
    try {
      const value = run(asked, compute);
      known.set(key, { value, asked, checkedIn: generation });
      return value;
    } finally {
      noteAll(asked);
    }
  }

  function develop<T>(key: string, compute: (before: T | undefined) => T): T;
  function develop(key: string, compute: (before: unknown) => unknown): unknown {
    const old = known.get(key);
    const before = old && run(undefined, () => isCurrent(old)) ? old : undefined;
    const asked: Questions = before?.asked ?? new Map<string, string>();
    try {
      const value = run(asked, () => compute(before?.value));
      known.set(key, { value, asked, checkedIn: generation });
      return value;
    } finally {
      noteAll(asked);
    }
  }

  return {
    ask(question, given) {
      const asked = running.at(-1);
      if (asked && !asked.has(question)) asked.set(question, given);
    },
    remember,
    develop,
    apart: (compute) => run(undefined, compute),
    renew(questions) {
      generation += 1;
      log = [...log.slice(-longestLog), questions];
      for (const question of questions) answers.delete(question);
      derivedAnswers.clear();
    },
    renewAll() {
      generation += 1;
      log = [];
      answers.clear();
      derivedAnswers.clear();
    },
    forget: (key) => void known.delete(key),
  };
}
