/** Remembers computed values together with what they depended on. */
export interface Memory {
  /** Notes that the running computation asked a question and got this answer. */
  ask(question: string, answer: string): void;
  /** The value under `key`, computed again only if some question that it asked has another answer now. */
  remember<T>(key: string, compute: () => T): T;
  /** Runs `compute` without noting its questions for the computation around it. */
  apart<T>(compute: () => T): T;
  /** Says that answers may have changed. */
  renew(): void;
  forget(key: string): void;
}

interface Remembered {
  readonly value: unknown;
  readonly asked: Questions;
  /** Until something changes, a value that was current stays current. */
  checkedIn: number;
}

type Questions = Map<string, string>;

/** A memory that checks old answers with `answer`. */
export function createMemory(answer: (question: string) => string): Memory {
  const known = new Map<string, Remembered>();
  /** The questions of the computations that run now, innermost last; `undefined` where they are not noted. */
  const running: (Questions | undefined)[] = [];
  let generation = 0;
  /** Many values depend on the same questions. */
  const answers = new Map<string, string>();

  const answered = (question: string): string => {
    const given = answers.get(question) ?? answer(question);
    answers.set(question, given);
    return given;
  };

  const noteAll = (asked: Questions): void => {
    const outer = running.at(-1);
    if (!outer) return;
    for (const [question, given] of asked) if (!outer.has(question)) outer.set(question, given);
  };

  const isCurrent = (one: Remembered): boolean => {
    for (const [question, given] of one.asked) if (answered(question) !== given) return false;
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

  return {
    ask(question, given) {
      const asked = running.at(-1);
      if (asked && !asked.has(question)) asked.set(question, given);
    },
    remember,
    apart: (compute) => run(undefined, compute),
    renew() {
      generation += 1;
      answers.clear();
    },
    forget: (key) => void known.delete(key),
  };
}
