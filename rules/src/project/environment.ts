/** What surrounds the code: versions, database and driver, read statically; `undefined` means that nothing tells. */
export interface Environment {
  /** Lowest version of each ORM package that the project's files allow, `{ django: "4.2" }`. */
  readonly versions: Readonly<Record<string, string>>;
  /** Every engine that the default database may have; empty when unknown. */
  readonly engines: readonly Engine[];
  /** `off` when `DISABLE_SERVER_SIDE_CURSORS` is set. */
  readonly serverSideCursors: "on" | "off" | "unknown";
  /** A transaction pooler stands between (port 6432, `pgbouncer` in the host). */
  readonly hasTransactionPooler: boolean;
  /** Lowest Python version that the project supports, `"3.10"`. */
  readonly python?: string;
  /** Features of ORMs that the project switched on, by the ORM's own names. */
  readonly features: readonly string[];
  /** Settings of the API framework are in sight, and they divide no list into pages; absent counts as false. */
  readonly hasWholeLists?: boolean;
  readonly fingerprint: string;
}

export type Engine = "postgresql" | "mysql" | "sqlite" | "oracle";
