import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Engine } from "../../../rules/src/project/environment.js";
import type { Found } from "./debian-packages.js";
import type { DatabaseSettings } from "./run-programs.js";

/** A database server of the suite's own, on a folder of its own. */
export interface Server {
  readonly engine: Engine;
  /** As `PostgreSQL 15.18`. */
  readonly label: string;
  /** Settings of a new, empty database. */
  readonly createDatabase: (name: string) => DatabaseSettings;
  /** Ends the server and removes its folder. */
  readonly stop: () => Promise<void>;
}

/** SQLite needs no server: each database is a file. */
export function startSqlite(): Server {
  const folder = mkdtempSync(join(tmpdir(), "truth-sqlite-"));
  return {
    engine: "sqlite",
    label: "SQLite",
    createDatabase: (name) => ({
      ENGINE: "django.db.backends.sqlite3",
      NAME: join(folder, `${name}.sqlite3`),
    }),
    stop() {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

/** PostgreSQL of Debian's package, or why there is none. */
export async function startPostgresql(): Promise<Found<Server>> {
  const [bin] = foldersOf("/usr/lib/postgresql").map((version) => `/usr/lib/postgresql/${version}/bin`);
  if (bin === undefined || !existsSync(join(bin, "initdb")))
    return { kind: "missing", reason: "PostgreSQL is not installed (Debian's package: postgresql)" };
  const user = unprivileged("postgres");
  const folder = folderFor("truth-postgresql-", user);
  const data = join(folder, "data");
  const made = as(user, join(bin, "initdb"), [
    ["--pgdata", data],
    ["--username", "truth", "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"],
  ]);
  if (made !== undefined) return failed(folder, `initdb: ${made}`);
  const port = await freePort();
  const quick = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "jit=off", "autovacuum=off"];
  const options = quick.flatMap((setting) => ["-c", setting]);
  const server = spawnAs(user, join(bin, "postgres"), [
    ...["-D", data, "-k", folder, "-h", "", "-p", String(port)],
    ...options,
  ]);
  const client = ["--host", folder, "--port", String(port), "--username", "truth"];
  const ready = await until(() => spawnSync(join(bin, "pg_isready"), client).status === 0);
  if (!ready) {
    await stopProcess(server, "SIGQUIT");
    return failed(folder, "the server did not answer");
  }
  const { stdout } = spawnSync(join(bin, "postgres"), ["--version"], { encoding: "utf8" });
  return {
    kind: "found",
    value: {
      engine: "postgresql",
      label: `PostgreSQL ${/\d+\.\d+/.exec(stdout)?.[0] ?? ""}`,
      createDatabase(name) {
        const created = spawnSync(join(bin, "createdb"), [...client, name], { encoding: "utf8" });
        if (created.status !== 0) throw new Error(`createdb: ${created.stderr}`);
        return {
          ENGINE: "django.db.backends.postgresql",
          NAME: name,
          USER: "truth",
          HOST: folder,
          PORT: String(port),
        };
      },
      async stop() {
        await stopProcess(server, "SIGINT");
        rmSync(folder, { recursive: true, force: true });
      },
    },
  };
}

/** MariaDB of Debian's package, or why there is none. */
export async function startMariadb(): Promise<Found<Server>> {
  const program = "/usr/sbin/mariadbd";
  if (!existsSync(program))
    return { kind: "missing", reason: "MariaDB is not installed (Debian's package: mariadb-server-core)" };
  const user = unprivileged("nobody");
  const folder = folderFor("truth-mariadb-", user);
  const data = join(folder, "data");
  const own = ["--no-defaults", `--datadir=${data}`];
  // Without grants the server needs no tables of its own, and a folder is a database.
  as(user, "mkdir", [[data]]);
  const socket = join(folder, "socket");
  const server = spawnAs(user, program, [
    ...own,
    `--socket=${socket}`,
    `--pid-file=${join(folder, "pid")}`,
    "--skip-networking",
    "--character-set-server=utf8mb4",
    "--innodb-flush-log-at-trx-commit=0",
    "--skip-grant-tables",
  ]);
  if (!(await until(() => existsSync(socket)))) {
    await stopProcess(server, "SIGKILL");
    return failed(folder, "the server did not answer");
  }
  const { stdout } = spawnSync(program, ["--version"], { encoding: "utf8" });
  return {
    kind: "found",
    value: {
      engine: "mysql",
      label: `MariaDB ${/\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? ""}`,
      createDatabase(name) {
        const failure = as(user, "mkdir", [[join(data, name)]]);
        if (failure !== undefined) throw new Error(`mkdir: ${failure}`);
        return {
          ENGINE: "django.db.backends.mysql",
          NAME: name,
          USER: "root",
          HOST: socket,
          OPTIONS: { charset: "utf8mb4" },
        };
      },
      async stop() {
        await stopProcess(server, "SIGTERM");
        rmSync(folder, { recursive: true, force: true });
      },
    },
  };
}

function failed(folder: string, reason: string): Found<Server> {
  rmSync(folder, { recursive: true, force: true });
  return { kind: "missing", reason };
}

/** Servers refuse to run as root: then they run as this user. */
function unprivileged(name: string): string | undefined {
  return process.getuid?.() === 0 ? name : undefined;
}

function folderFor(prefix: string, user: string | undefined): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  if (user !== undefined) spawnSync("chown", [user, folder]);
  return folder;
}

/** Runs a command to its end; gives its last words if it fails. */
function as(
  user: string | undefined,
  program: string,
  args: readonly (readonly string[])[],
): string | undefined {
  const [command = "", ...rest] = commandAs(user, program, args.flat());
  const { status, error, stderr, stdout } = spawnSync(command, rest, { encoding: "utf8", cwd: "/" });
  return status === 0 ? undefined : (error?.message ?? `${stdout}${stderr}`.trim().slice(-400));
}

function spawnAs(user: string | undefined, program: string, args: readonly string[]): ChildProcess {
  const [command = "", ...rest] = commandAs(user, program, args);
  return spawn(command, rest, { stdio: "ignore", cwd: "/" });
}

/** `setpriv` becomes the program, so that a signal reaches it, as one does when the suite is ended halfway. */
function commandAs(user: string | undefined, program: string, args: readonly string[]): readonly string[] {
  const drop = user === undefined ? [] : ["--reuid", user, "--regid", groupOf(user), "--clear-groups"];
  return ["setpriv", "--pdeathsig", "TERM", ...drop, program, ...args];
}

function groupOf(user: string): string {
  return spawnSync("id", ["-g", user], { encoding: "utf8" }).stdout.trim();
}

function stopProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve();
      return;
    }
    child.on("exit", () => resolve());
    child.kill(signal);
  });
}

async function until(holds: () => boolean): Promise<boolean> {
  for (let turn = 0; turn < 300; turn += 1) {
    if (holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

function foldersOf(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).sort((left, right) => Number(right) - Number(left)) : [];
}
