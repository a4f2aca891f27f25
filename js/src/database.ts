import { bindMembers } from "./bound.js";
import type { Client } from "./client.js";
import { decodeJson, decodeRows, encodeStatement, encodeText, type SqlParam, stringifyRows } from "./codec.js";
import { AmoraError } from "./errors.js";
import type { Method } from "./messages.js";
import type { ModelName, PutRow, QueryRow, ResolvedValues, Schema } from "./schema.js";
import { type SyncOptions, SyncSession } from "./sync.js";
import type { Tab } from "./tab.js";
import type {
  Certificate,
  Conflict,
  EngineStatus,
  Inspection,
  InviteRequest,
  IssuedCertificate,
  Joined,
  JoinRequest,
  Quarantined,
  RelayKey,
  ScopeId,
  Status,
} from "./types.js";

/** How a live query is watched. */
export interface WatchOptions {
  /**
   * Gets the error that ended the watch, `closed` where another tab has
   * destroyed the database; by default it is reported as uncaught.
   */
  onError?: (error: AmoraError) => void;
  /** Ends the watch. */
  signal?: AbortSignal;
}

/**
 * One open database: SQLite in a worker of this tab or, where several have it
 * open, of one of them, with the app's tables and Morango's
 * beside them (`morango_store`, `morango_recordmaxcounter`, …). Made by
 * {@link open}. Every method rejects with an {@link AmoraError}; sync by its
 * session's `done`, while watch gives it to `onError`. Methods may be taken out
 * of it (`const { query } = db`), and it may be kept in a reactive store.
 */
export class Database<S extends Schema = Schema> {
  /** The name given to open(). */
  readonly name: string;

  readonly #tab: Tab;
  readonly #client: Client;
  /** What stops the watches that are under way. */
  readonly #watches = new Set<() => void>();

  /** @internal */
  constructor(tab: Tab, name: string) {
    this.#tab = tab;
    this.#client = tab.client;
    this.name = name;
    bindMembers(this, Database.prototype);
  }

  /** By this, reactive stores (Vue's) take a handle for what it is, and leave it alone. */
  get [Symbol.toStringTag](): string {
    return "Database";
  }

  /**
   * The instance id that the database saved as when it was opened, 32 hex digits. It has one of its own with
   * each relay, and takes a new one where it was copied: `(await db.status()).instance` is the present one.
   */
  get instanceId(): string {
    return this.#client.reply!.instanceId;
  }

  /** Where the data is kept: `"memory"` lives as long as the page, and is this tab's alone. */
  get storage(): "indexeddb" | "memory" {
    return this.#client.reply!.storage;
  }

  /** Why storage is `"memory"`; undefined otherwise. */
  get storageReason(): string | undefined {
    return this.#client.reply!.storageReason;
  }

  /**
   * Runs one statement that writes. Rows of the app's tables are tracked by
   * themselves: a new one gets its id, a changed one goes with the next sync.
   * Resolves once the commit is durable, with the number of rows changed.
   */
  async exec(sql: string, params: readonly SqlParam[] = []): Promise<{ changes: number }> {
    return decodeJson(await this.#client.call("exec", () => encodeStatement(sql, params)));
  }

  /**
   * Runs one statement that reads, and resolves with its rows. The rows of a
   * plain `SELECT * FROM table` are typed by the schema, others by the caller:
   * `query<{ n: number }>("SELECT count(*) AS n FROM …")`.
   */
  query<const Q extends string>(sql: Q, params?: readonly SqlParam[]): Promise<QueryRow<S, Q>[]>;
  query<R extends object>(sql: string, params?: readonly SqlParam[]): Promise<R[]>;
  async query(sql: string, params: readonly SqlParam[] = []): Promise<object[]> {
    return decodeRows(await this.#client.call("query", () => encodeStatement(sql, params)));
  }

  /**
   * A live query: calls back with its rows now, and again whenever a commit,
   * one of a sync included, has changed them. Returns what ends it.
   */
  watch<const Q extends string>(
    sql: Q,
    params: readonly SqlParam[],
    callback: (rows: QueryRow<S, Q>[]) => void,
    options?: WatchOptions,
  ): () => void;
  watch<R extends object>(
    sql: string,
    params: readonly SqlParam[],
    callback: (rows: R[]) => void,
    options?: WatchOptions,
  ): () => void;
  watch(
    sql: string,
    params: readonly SqlParam[],
    callback: (rows: never[]) => void,
    options: WatchOptions = {},
  ): () => void {
    const { signal, onError = (error: AmoraError) => reportError(error) } = options ?? {};
    let active = true;
    const call = this.#client.start(
      "watch",
      () => {
        if (typeof callback !== "function")
          throw new AmoraError(
            "bad_request",
            "watch has no callback",
            "it is the third argument, behind the parameters",
          );
        return encodeStatement(sql, params);
      },
      (payload) => {
        if (active) callback(decodeRows(payload) as never[]);
      },
    );
    const stop = () => {
      if (!active) return;
      active = false;
      this.#watches.delete(stop);
      signal?.removeEventListener("abort", stop);
      call.cancel();
    };
    const ended = (error: AmoraError) => {
      if (!active) return;
      stop();
      onError(error);
    };
    this.#watches.add(stop);
    signal?.addEventListener("abort", stop);
    if (signal?.aborted) stop();
    // Without having been stopped a watch ends with the database alone.
    call.reply.then(() => ended(new AmoraError("closed", "the database is closed")), ended);
    return stop;
  }

  /**
   * Writes rows of a model: those whose id is there already are changed, in
   * the columns given, the others are new. All of them or none. An import is
   * fastest in one call; cut it where other calls should come in between. Takes
   * what query gives: a row that was read and put back stays as it is. Resolves
   * with the id, of several rows with the ids in their order.
   */
  put<N extends ModelName<S>>(model: N, row: PutRow<S, N>): Promise<string>;
  put<N extends ModelName<S>>(model: N, rows: readonly PutRow<S, N>[]): Promise<string[]>;
  async put(model: string, rows: object): Promise<string | string[]> {
    const ids = decodeJson<string[]>(
      await this.#client.call("put", () => encodeText(`${JSON.stringify({ model })}\n${stringifyRows(model, rows)}`)),
    );
    return Array.isArray(rows) ? ids : ids[0]!;
  }

  /**
   * Deletes a row, and with it the rows that refer to it; without error where
   * there is none. A hard delete also wipes their contents from every other
   * instance that it reaches.
   */
  async delete(model: ModelName<S>, id: string, options: { hard?: boolean } = {}): Promise<void> {
    await this.#json("delete", () => ({ model, id, hard: options.hard ?? false }));
  }

  /**
   * Begins a dataset: makes its root certificate, of that scope. A database
   * holds one dataset: called again with the same scope and parameters, at once
   * from two tabs or later, this resolves with the same certificate; where there
   * is another dataset it rejects with `has_dataset`. The certificate's id names
   * the room on a relay.
   */
  createRoot(scope: ScopeId<S>, params: Record<string, string> = {}): Promise<Certificate> {
    return this.#json("createRoot", () => ({ scope, params }));
  }

  /**
   * Makes a certificate for somebody else, and packs it with its key into a
   * text for {@link join}. Whoever has the text has the rights: hand it over
   * as a secret, in a URL's fragment for example.
   */
  invite(request: InviteRequest<S>): Promise<string> {
    return this.#json("invite", () => ({ params: {}, relay: "", ...request }));
  }

  /**
   * Takes an invite: this database may then read and write what it says. A
   * short one needs its relay: `unavailable` without it, `room_closed` where the
   * inviting device has not synced yet.
   *
   * Or joins by name and password, where the relay's operator allows it:
   * `bad_credentials`, `outside_scope` where the user may not have that scope,
   * `limit` after too many failed attempts, `room_closed` where nobody may join
   * so. The password goes to whoever answers at the relay's address: let that be
   * `wss://`. On `ws://` to another machine it is `bad_request` without
   * `insecure`.
   */
  join(by: string | JoinRequest<S>): Promise<Joined> {
    return this.#json("join", () => by);
  }

  /**
   * Declares that a certificate no longer counts, nor what was signed with it:
   * who has it is refused, and sent away, as soon as the relay knows. It gets
   * to know with this database's next sync. Takes the root's key, so the
   * database that began the dataset; others get `no_certificate`. Of a relay's
   * certificate it takes back the relay's key, as {@link revokeRelay} does.
   */
  async revoke(certificateId: string): Promise<void> {
    await this.#json("revoke", () => certificateId);
  }

  /**
   * Takes a relay's key back, for ever: it serves the dataset no more, and syncs
   * it no more with whatever certificates it was given. As {@link revoke}.
   */
  async revokeRelay(fingerprint: string): Promise<void> {
    await this.#json("revokeRelay", () => fingerprint);
  }

  /** The relays that were admitted to the dataset, and those that were taken back. */
  relays(): Promise<RelayKey[]> {
    return this.#json("relays");
  }

  /**
   * The certificates that this database has signed, for its invites and for
   * relays; what was signed with those is not known here.
   */
  issued(): Promise<IssuedCertificate[]> {
    return this.#json("issued");
  }

  /**
   * Syncs with a relay, `ws(s)://host[:port][/prefix]`; which room follows
   * from this database's certificate. Pulls, then pushes.
   */
  sync(relay: string, options: SyncOptions = {}): SyncSession {
    return new SyncSession(this.#client, relay, options);
  }

  /** Records of which the merge kept older, conflicting values, until {@link resolve} settles them. */
  conflicts(): Promise<Conflict[]> {
    return this.#json("conflicts");
  }

  /**
   * Settles a record's conflict: the record gets the values given, one of
   * {@link Conflict.lost} for example, or stays as it is without any; then
   * {@link conflicts} no longer lists it, here at once and on the other devices
   * with the next syncs. A deleted record stays deleted without values, and
   * comes back with them. Rejects as put does, and with `bad_id` where there is
   * no such record.
   */
  async resolve<N extends ModelName<S>>(model: N, id: string, values: ResolvedValues<S, N> = {}): Promise<void> {
    await this.#client.call("resolve", () =>
      encodeText(`${JSON.stringify({ model, id })}\n${stringifyRows(model, values)}`),
    );
  }

  /** Records that arrived and cannot be applied yet, each with the reason. */
  quarantine(): Promise<Quarantined[]> {
    return this.#json("quarantine");
  }

  /** Who this is, what it may do, where it keeps its data and what the browser withholds. */
  async status(): Promise<Status> {
    const engine = await this.#json<EngineStatus>("status");
    return {
      ...engine,
      storage: this.storage,
      storageReason: this.storageReason,
      owner: this.#client.owner,
      missing: missingFeatures(),
    };
  }

  /** Everything the engine knows, for a look inside: stores, counters, sessions, certificates. */
  inspect(): Promise<Inspection> {
    return this.#json("inspect");
  }

  /** The database as a SQLite file. It holds this device's private keys: treat it like an invite. */
  async export(): Promise<Uint8Array<ArrayBuffer>> {
    return (await this.#client.call("export")) as Uint8Array<ArrayBuffer>;
  }

  /** Ends syncs and watches, finishes what else is under way, and closes the database in this tab. */
  async close(): Promise<void> {
    this.#stopWatches();
    try {
      await this.#client.settle();
      if (this.#client.connected) await this.#client.call("close");
    } catch (error) {
      // As another call of close or destroy may have had it.
      if ((error as AmoraError).code !== "closed") throw error;
    } finally {
      this.#tab.terminate();
    }
  }

  /** Closes the database in all tabs and deletes all of its data on this device. */
  async destroy(): Promise<void> {
    this.#stopWatches();
    try {
      await this.#client.call("destroy");
    } finally {
      this.#tab.terminate();
    }
  }

  #stopWatches(): void {
    for (const stop of this.#watches) stop();
  }

  async #json<T>(method: Method, request?: () => unknown): Promise<T> {
    const payload = request && (() => encodeText(JSON.stringify(request())));
    return decodeJson<T>(await this.#client.call(method, payload));
  }
}

// What is missing on plain http:// or in an old browser; all of it has a
// fallback.
function missingFeatures(): string[] {
  const there: Record<string, boolean> = {
    "secure context": globalThis.isSecureContext,
    "navigator.locks": "locks" in navigator,
    "navigator.storage": "storage" in navigator,
    "crypto.subtle": crypto.subtle !== undefined,
  };
  return Object.keys(there).filter((name) => !there[name]);
}
