import type { Engine } from "../../../rules/src/project/environment.js";
import type { Observation } from "../observation.js";
import type { Offer } from "../offers.js";
import type { Program } from "../program.js";
import { judge, type Verdict } from "../verdicts.js";
import type { Installation } from "./installations.js";
import { type DatabaseSettings, type Job, runPrograms } from "./run-programs.js";
import type { Server } from "./servers.js";
import { offersFor } from "./shop.js";

/** One Django on one database. */
export interface Bench {
  readonly installation: Installation;
  readonly server: Server;
}

/** Settings of a new database for one purpose on this bench. */
export function databaseFor({ installation, server }: Bench, purpose: string): DatabaseSettings {
  return server.createDatabase(`${purpose}_${installation.version.replace(".", "_")}`);
}

/** Runs every program before and after each of its fixes. */
export async function prove(bench: Bench, programs: readonly Program[]): Promise<readonly Verdict[]> {
  const { installation, server } = bench;
  const place = { version: installation.version, engine: server.engine };
  const offers = offersAt(programs, installation.version, server.engine);
  const jobs = new Map<string, Job>();
  // What is compared runs one after the other, so that a database that keeps statistics knows the same.
  for (const program of programs) {
    jobs.set(idOf(program), { ...jobOf(program), id: idOf(program) });
    for (const { text } of offers.filter((offer) => offer.program === program))
      jobs.set(idOf(program, text), { ...jobOf(program), text, id: idOf(program, text) });
  }
  const database = databaseFor(bench, "fixes");
  const observations = await runPrograms(installation, database, [...jobs.values()]);
  const found = new Map(observations.map((one) => [`${one.id}\n${one.size}`, one]));
  return offers.map((offer) => {
    const runs = offer.program.sizes.map((size): readonly [Observation, Observation] => {
      const before = found.get(`${idOf(offer.program)}\n${size}`);
      const after = found.get(`${idOf(offer.program, offer.text)}\n${size}`);
      if (!before || !after) throw new Error(`${idOf(offer.program)} did not run on ${size} rows`);
      return [before, after];
    });
    return judge(offer, place, runs);
  });
}

/**
 * What is offered where the project tells its version and database, and where it tells one of them or none: a fix that
 * is safe for want of knowledge has to be safe here too.
 */
function offersAt(programs: readonly Program[], version: string, engine: Engine): readonly Offer[] {
  const offers = [{ version, engine }, { version }, { engine }, {}].flatMap((surroundings) =>
    offersFor(programs, surroundings),
  );
  return [
    ...new Map(offers.map((offer) => [`${offer.intent} ${offer.safety} ${offer.text}`, offer])).values(),
  ];
}

function idOf({ file, function: name }: Program, text?: string): string {
  return `${file} ${name}${text === undefined ? "" : `\n${text}`}`;
}

function jobOf({ function: name, text, sizes }: Program): Omit<Job, "id"> {
  return { function: name, text, sizes };
}
