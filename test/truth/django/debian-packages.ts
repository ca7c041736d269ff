import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A package of a Debian release. */
export interface DebianPackage {
  readonly name: string;
  readonly release: string;
}

/** Something that is there, or the reason why it is not. */
export type Found<Value> =
  { readonly kind: "found"; readonly value: Value } | { readonly kind: "missing"; readonly reason: string };

/** Git ignores it, and a fresh `npm ci` empties it. */
const cache = fileURLToPath(new URL("../../../node_modules/.cache/truth", import.meta.url));

/**
 * Unpacks packages into a folder of the test's own and gives that folder. The machine's packages stay as they are: apt
 * works with lists, a cache and a state of the test's own, on the mirror that the machine is set up with.
 */
export function unpackPackages(packages: readonly DebianPackage[]): Found<string> {
  const name = packages.map((one) => `${one.name.replace("python3-", "")}-${one.release}`).join("+");
  const folder = join(cache, name);
  if (existsSync(folder)) return { kind: "found", value: folder };
  const apt = privateApt();
  if (apt.kind === "missing") return apt;
  const downloads = join(cache, `${name}.download`);
  rmSync(downloads, { recursive: true, force: true });
  mkdirSync(join(downloads, "root"), { recursive: true });
  const wanted = packages.map((one) => `${one.name}/${one.release}`);
  const download = run("apt-get", ["download", "-qq", ...wanted], downloads, apt.value);
  if (download !== undefined) return { kind: "missing", reason: `apt-get download: ${download}` };
  for (const file of readdirSync(downloads).filter((one) => one.endsWith(".deb"))) {
    const unpacked = run("dpkg-deb", ["-x", file, "root"], downloads);
    if (unpacked !== undefined) return { kind: "missing", reason: `dpkg-deb: ${unpacked}` };
  }
  renameSync(join(downloads, "root"), folder);
  rmSync(downloads, { recursive: true, force: true });
  return { kind: "found", value: folder };
}

const releases = ["bookworm", "trixie", "forky"];

let prepared: Found<string> | undefined;

/** The configuration file of an apt that knows all releases, and whose lists are fresh. */
function privateApt(): Found<string> {
  prepared ??= prepareApt();
  return prepared;
}

function prepareApt(): Found<string> {
  const listed = spawnSync(
    "apt-get",
    ["indextargets", "--format", "$(REPO_URI) $(COMPONENT) $(RELEASE)", "Created-By: Packages"],
    { encoding: "utf8" },
  );
  if (listed.error) return { kind: "missing", reason: "this machine has no apt-get" };
  const mirror = /^(\S+\/debian\/?) main /m.exec(listed.stdout)?.[1];
  if (mirror === undefined) return { kind: "missing", reason: "apt names no mirror of Debian here" };
  const folder = join(cache, "apt");
  for (const part of ["lists/partial", "archives/partial", "none"])
    mkdirSync(join(folder, part), { recursive: true });
  writeFileSync(join(folder, "status"), "");
  writeFileSync(
    join(folder, "sources.list"),
    releases.map((release) => `deb [signed-by=${keyring}] ${mirror} ${release} main\n`).join(""),
  );
  const configuration = join(folder, "apt.conf");
  writeFileSync(
    configuration,
    [
      `Dir::State "${folder}";`,
      `Dir::State::lists "${folder}/lists";`,
      `Dir::State::status "${folder}/status";`,
      `Dir::Cache "${folder}";`,
      `Dir::Etc::sourcelist "${folder}/sources.list";`,
      `Dir::Etc::sourceparts "${folder}/none";`,
      `Dir::Etc::preferences "${folder}/none";`,
      `Dir::Etc::preferencesparts "${folder}/none";`,
      'Acquire::Languages "none";',
      // Whoever runs the tests owns the folder; apt's own user may not be able to write there.
      'APT::Sandbox::User "";',
      "",
    ].join("\n"),
  );
  const failure = run("apt-get", ["update", "-qq"], folder, configuration);
  return failure === undefined
    ? { kind: "found", value: configuration }
    : { kind: "missing", reason: `apt-get update: ${failure}` };
}

const keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";

/** Runs a command; gives its last words if it fails. */
function run(
  command: string,
  args: readonly string[],
  cwd: string,
  configuration?: string,
): string | undefined {
  const env = { ...process.env, ...(configuration === undefined ? {} : { APT_CONFIG: configuration }) };
  const { status, error, stderr } = spawnSync(command, args, { cwd, encoding: "utf8", env });
  return status === 0 ? undefined : (error?.message ?? withoutAddresses(stderr.trim()));
}

function withoutAddresses(text: string): string {
  return text
    .replaceAll(/\b[a-z]+:\/\/\S+/g, "(address)")
    .split("\n")
    .slice(-3)
    .join(" ");
}
