import type { Found } from "./debian-packages.js";
import { drivers, importFailure, installDjango, type Installation, versions } from "./installations.js";
import type { Bench } from "./prove.js";
import { type Server, startMariadb, startPostgresql, startSqlite } from "./servers.js";

/** Every Django on every database that can be had here. */
export interface Benches {
  readonly benches: readonly Bench[];
  /** As `Django 4.2.28, Python 3.11.2`, `PostgreSQL 15.18`. */
  readonly labels: readonly string[];
  /** What cannot be had here, each with its reason. */
  readonly missing: readonly string[];
  readonly close: () => Promise<void>;
}

/** Unpacks each Django and starts each database. */
export async function openBenches(): Promise<Benches> {
  const missing: string[] = [];
  const had = <Value>(what: string, found: Found<Value>): readonly Value[] => {
    if (found.kind === "found") return [found.value];
    missing.push(`${what}: ${found.reason}`);
    return [];
  };
  const installations = versions.flatMap((version) => had(`Django ${version}`, installDjango(version)));
  const servers =
    installations.length === 0
      ? []
      : [
          startSqlite(),
          ...had("PostgreSQL", await startPostgresql()),
          ...had("MariaDB", await startMariadb()),
        ];
  const benches = servers.flatMap((server) =>
    installations.flatMap((installation) => {
      const reason = driverFailure(installation, server);
      if (reason === undefined) return [{ installation, server }];
      missing.push(`Django ${installation.version} on ${server.label}: ${reason}`);
      return [];
    }),
  );
  return {
    benches,
    labels: [...installations, ...servers].map(({ label }) => label),
    missing,
    async close() {
      for (const server of servers) await server.stop();
    },
  };
}

function driverFailure(installation: Installation, { engine }: Server): string | undefined {
  const version = versions.find((one) => one === installation.version);
  const driver = version && drivers[version][engine];
  return driver === undefined ? undefined : importFailure(installation, driver);
}
