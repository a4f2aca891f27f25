import { type BatchResults, type BatchStep, decodeBatch, encodeBatch } from "./batch.js";
import { bindMembers } from "./bound.js";
import { type BuiltQuery, type ExpressionTypes, statementOf } from "./built.js";
import type { CallOptions, Client } from "./client.js";
import {
  decodeExactly,
  decodeJson,
  encodeStatement,
  encodeText,
  type Result,
  stringifyRows,
  toArrays,
  toRows,
} from "./codec.js";
import type { Columns } from "./columns.js";
import { askToPersist } from "./durability.js";
import { AmoraError } from "./errors.js";
import { type LiveStatus, toLiveStatus } from "./live.js";
import type { Method, StorageKind } from "./messages.js";
import { Nesting } from "./nesting.js";
import { Pieces, readFile } from "./parcel.js";
import type { AskedRow, ModelName, QueryRow, ResolvedValues, Schema, ScopeId, ScopeParams } from "./schema.js";
import { type StatementOptions, Statements, timeoutOf } from "./statements.js";
import { type SyncOptions, SyncSession } from "./sync.js";
import type { Tab } from "./tab.js";
import { type TransactionCallback, type TransactionOptions, transact } from "./transaction.js";
import type {
  Adopted,
  Adoption,
  Certificate,
  Conflict,
  DatasetOptions,
  EngineStatus,
  Imported,
  Inspection,
  InviteRequest,
  IssuedCertificate,
  Joined,
  JoinRequest,
  LeaveOptions,
  OnRevoked,
  Purged,
  Quarantined,
  RecoveryRequest,
  RelayKey,
  Rescued,
  Status,
} from "./types.js";
import type { RowValue, SqlParams } from "./values.js";

/** How a database is exported. */
export interface ExportOptions extends CallOptions {
  /** Whether this device's private keys are in the file. */
  keys?: boolean;
}

/** What is purged. */
export interface PurgeOptions extends CallOptions {
  /** For how many milliseconds a record must have been deleted, or a version replaced. */
  olderThan: number;
  /** Whether conflicts that are as old are settled, too. */
  conflicts?: boolean;
  /** Whether it is counted alone, and nothing changed. */
  dryRun?: boolean;
}

/** The greatest age of a purge, in milliseconds: a hundred years. */
const maxAge = 3_155_760_000_000;

/** How something is watched. */
export interface FollowOptions {
  /**
   * Gets the error that ended the watch, `closed` where another tab has
   * destroyed the database; by default it is reported as uncaught.
   */
  onError?: (error: AmoraError) => void;
  /** Ends the watch. */
  signal?: AbortSignal | undefined;
}

/** How a live query is watched. */
export interface WatchOptions extends FollowOptions, StatementOptions {
  signal?: AbortSignal | undefined;
}

/**
 * One open database: SQLite in a worker of this tab or, where several have it
 * open, of one of them, with the app's tables and Morango's
 * beside them (`morango_store`, `morango_recordmaxcounter`, …). Made by
 * {@link open}. Every method rejects with an {@link AmoraError}; sync by its
 * session's `done`, while watch gives it to `onError`. Methods may be taken out
 * of it (`const { query } = db`), and it may be kept in a reactive store.
 */
export class Database<S extends Schema = Schema> extends Statements<S> {
  /** The name given to open(). */
  readonly name: string;

  readonly #tab: Tab;
  readonly #client: Client;
  readonly #nesting: Nesting;
  readonly #columns: Columns;
  /** What stops the watches that are under way. */
  readonly #watches = new Set<() => void>();

  /** @internal */
  constructor(tab: Tab, name: string) {
    const nesting = new Nesting();
    super(
      (method, payload, options) => nesting.guard(method, () => tab.client.call(method, payload, options)),
      tab.columns,
    );
    tab.client.onWrite = () => {
      if (this.storage !== "memory") askToPersist();
    };
    this.#columns = tab.columns;
    this.#tab = tab;
    this.#client = tab.client;
    this.#nesting = nesting;
    this.name = name;
    bindMembers(this, Database.prototype);
  }

  /** By this, reactive stores (Vue's) take a handle for what it is, and leave it alone. */
  get [Symbol.toStringTag](): string {
    return "Database";
  }

  /** The schema given to open(). */
  get schema(): S {
    return this.#tab.schema as S;
  }

  /**
   * The instance id that the database saved as when it was opened, 32 hex digits. It has one of its own with
   * each relay, and takes a new one where it was copied: `(await db.status()).instance` is the present one.
   */
  get instanceId(): string {
    return this.#client.reply!.instanceId;
  }

  /** Where the data is kept: `"memory"` lives as long as the page, and is this tab's alone. */
  get storage(): StorageKind {
    return this.#client.reply!.storage;
  }

  /** Why storage is not what was asked for; undefined where it is. */
  get storageReason(): string | undefined {
    return this.#client.reply!.storageReason;
  }

  /**
   * Runs fn in one transaction: several statements and puts, one commit.
   *
   *     await db.transaction(async (tx) => {
   *       const [stock] = await tx.query("SELECT * FROM stock WHERE id = ?", [id]);
   *       await tx.put("stock", { id, count: stock.count - 1 });
   *       await tx.put("sale", { dataset_id, stock_id: id });
   *     });
   *
   * Resolves with what fn does once the commit is durable. If fn throws,
   * nothing is written. Everything else waits meanwhile, in all tabs, so fn
   * should wait for nothing but tx: after a time limit the transaction is
   * undone, `timed_out`. So it is where this tab goes, or the one that runs the
   * engine, `transaction_ended`. Methods of db inside fn would wait for
   * the transaction: `nested_transaction`.
   */
  transaction<T>(fn: TransactionCallback<S, T>, options?: TransactionOptions): Promise<T> {
    return this.#nesting.guard("transaction", () => transact(this.#client, this.#nesting, this.#columns, fn, options));
  }

  /**
   * Runs steps in one transaction and one message, all of them or none, and
   * resolves with what each gives:
   *
   *     const [{ rows }, id] = await db.batch([
   *       { exec: "UPDATE list SET name = ? WHERE id = ? RETURNING name", params: [name, list_id] },
   *       { put: "item", rows: { dataset_id, list_id, text } },
   *     ]);
   */
  async batch<const B extends readonly BatchStep<S>[]>(
    steps: B,
    options: CallOptions = {},
  ): Promise<BatchResults<S, B>> {
    const encode = () => encodeText(encodeBatch(steps as readonly BatchStep[], this.#columns));
    const reply = await this.#call("batch", encode, options);
    return decodeBatch(steps as readonly BatchStep[], reply, this.#columns) as BatchResults<S, B>;
  }

  /**
   * A live query: calls back with its rows now, and again whenever a commit,
   * one of a sync included, has changed them. Returns what ends it.
   */
  watch(
    sql: string,
    params: SqlParams,
    callback: (rows: RowValue[][]) => void,
    options: WatchOptions & { rows: "array" },
  ): () => void;
  watch<const Q extends string>(
    sql: Q,
    params: SqlParams,
    callback: (rows: QueryRow<S, Q>[]) => void,
    options?: WatchOptions,
  ): () => void;
  watch<R extends object>(
    sql: string,
    params: SqlParams,
    callback: (rows: R[]) => void,
    options?: WatchOptions,
  ): () => void;
  watch<R>(query: BuiltQuery<R>, callback: (rows: R[]) => void, options?: WatchOptions): () => void;
  watch(query: string | BuiltQuery<unknown>, ...rest: unknown[]): () => void {
    // A built query brings its parameters.
    const [given, callback, options = {}] = (typeof query === "object" ? [[], ...rest] : rest) as [
      SqlParams,
      (rows: never[]) => void,
      WatchOptions?,
    ];
    let types: ExpressionTypes | undefined;
    return this.#follow(
      "watch",
      () => {
        checkCallback("watch", callback, "last argument but the options");
        const statement = statementOf(query, given);
        types = statement.types;
        return encodeStatement(statement.sql, statement.params, timeoutOf(options ?? {}));
      },
      (payload) => {
        const result = decodeJson<Result>(payload);
        const read = options?.rows === "array" ? toArrays : toRows;
        callback(read(result, this.#columns, types) as never[]);
      },
      options,
    );
  }

  /**
   * Calls back with the one live state of the database, now and whenever it
   * changes: what syncs are doing, in whichever tab or component they were begun,
   * how much exists only here, conflicts and quarantine. Returns what ends it.
   */
  watchStatus(callback: (status: LiveStatus) => void, options?: FollowOptions): () => void {
    let seen = 0;
    let shown = 0;
    const tell = async (payload: Uint8Array, isActive: () => boolean) => {
      const number = ++seen;
      const status = await toLiveStatus(decodeJson(payload), (engine) => this.#complete(engine));
      if (number < shown || !isActive()) return;
      shown = number;
      callback(status);
    };
    return this.#followJson(
      "watchStatus",
      callback,
      (payload, isActive) => void tell(payload, isActive).catch((error: unknown) => reportError(error)),
      options,
    );
  }

  /** Calls back with what {@link conflicts} gives, now and whenever that changes. Returns what ends it. */
  watchConflicts(callback: (conflicts: Conflict<S>[]) => void, options?: FollowOptions): () => void {
    return this.#followJson("watchConflicts", callback, (payload) => callback(decodeExactly(payload)), options);
  }

  /** Calls back with what {@link quarantine} gives, now and whenever that changes. Returns what ends it. */
  watchQuarantine(callback: (quarantined: Quarantined[]) => void, options?: FollowOptions): () => void {
    return this.#followJson("watchQuarantine", callback, (payload) => callback(decodeExactly(payload)), options);
  }

  /**
   * Resolves once a relay has everything that was written to this database
   * before the call, by whichever method and tab. It starts no sync, and waits as
   * long as it takes: a signal gives up.
   *
   *     await db.put("note", { dataset_id, text });
   *     await db.reached();
   */
  async reached(options?: CallOptions): Promise<void> {
    await this.#call("reached", undefined, options);
  }

  /**
   * Begins a dataset: makes its root certificate, of that scope. Called again
   * with the same scope and parameters, at once from two tabs or later, this
   * resolves with the same certificate. Where there is another dataset it rejects
   * with `has_dataset`, unless `another` asks for one more, each time anew. The
   * certificate's id names the dataset, and the room on a relay.
   */
  createRoot<I extends ScopeId<S>>(
    scope: I,
    params?: ScopeParams<S, NoInfer<I>>,
    options: DatasetOptions = {},
  ): Promise<Certificate> {
    const { another = false, ...call } = options;
    return this.#json("createRoot", () => ({ scope, params: params ?? {}, another }), call);
  }

  /**
   * Makes a certificate for somebody else, and packs it with its key into a
   * text for {@link join}. Whoever has the text has the rights: hand it over
   * as a secret, in a URL's fragment for example.
   */
  invite<I extends ScopeId<S>>(request: InviteRequest<S, I>, options?: CallOptions): Promise<string> {
    return this.#json("invite", () => ({ params: {}, relay: "", ...request }), options);
  }

  /**
   * Makes a recovery text: whoever has it becomes an owner of the dataset by
   * {@link join}, on any device, should all others be lost. Keep it as you would
   * a password, and off the devices. One that is made early outranks admins that
   * are made later: it can revoke them, and they cannot revoke it. Takes an
   * admin: others get `no_certificate`.
   */
  recovery(request: RecoveryRequest = {}, options?: CallOptions): Promise<string> {
    const recovery = { scope: "", params: {}, relay: "", label: "recovery", admin: true };
    return this.#json("invite", () => ({ ...recovery, ...request }), options);
  }

  /**
   * Takes an invite: this database may then read and write what it says, beside
   * what it could before. In a database that holds another dataset this rejects
   * with `has_dataset`, unless `another` asks for one more beside it. A
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
  join<I extends ScopeId<S>>(by: string | JoinRequest<S, I>, options: DatasetOptions = {}): Promise<Joined> {
    const { another = false, ...call } = options;
    return this.#json("join", () => ({ ...(typeof by === "string" ? { invite: by } : by), another }), call);
  }

  /**
   * Declares that a certificate no longer counts, nor what was signed with it:
   * who has it is refused, and sent away, as soon as the relay knows. It gets
   * to know with this database's next sync. Takes an admin, as the database that
   * began the dataset is one; others get `no_certificate`, and `outside_scope`
   * for an admin that was made before this one. Of a relay's certificate it takes back the relay's key, as {@link revokeRelay} does.
   */
  async revoke(certificateId: string, options?: CallOptions): Promise<void> {
    await this.#json("revoke", () => certificateId, options);
  }

  /**
   * Takes a relay's key back, for ever: it serves the dataset no more, and syncs
   * it no more with whatever certificates it was given. As {@link revoke}. Of
   * several datasets, `room` says which.
   */
  async revokeRelay(fingerprint: string, options: CallOptions & { room?: string } = {}): Promise<void> {
    const { room = "", ...call } = options;
    await this.#json("revokeRelay", () => ({ fingerprint, room }), call);
  }

  /**
   * Leaves a dataset, by its id: deletes its rows, certificates and keys here.
   * Others that hold it keep it, and an invite brings it back. Unless `force` says
   * that all this may be lost, it rejects with `not_synced` while rows of it are
   * here alone, and with `last_admin` where the only admin's key that is known is
   * here: make another admin, or a {@link recovery} text, first.
   */
  async leave(room: string, options: LeaveOptions = {}): Promise<void> {
    const { force = false, ...call } = options;
    await this.#json("leave", () => ({ room, force }), call);
  }

  /**
   * Moves all rows of one dataset into another one, `{ from, into }`, by their
   * ids: what was begun offline into an account that was joined later. Rows get
   * other ids, as they do when they move to another partition, and references
   * follow them; the ids are in the result. `set` gives columns that partitions
   * follow from another value, if the other certificate names it
   * (`{ user_id }`). All or nothing, in one transaction. A dataset that nobody
   * else knows of is then left; another one stays until {@link leave}, so that a
   * sync tells others that its rows are gone. Rejects with `not_writable` where
   * rows would get where this database may not write, `constraint` for rows that
   * cannot move, and `no_certificate`.
   */
  adopt(adoption: Adoption, options?: CallOptions): Promise<Adopted> {
    return this.#json("adopt", () => ({ set: {}, ...adoption }), options);
  }

  /**
   * Says what becomes of rows that this database may no longer see, because
   * access was taken back (`revoked`), now and from now on: `"freeze"` leaves
   * them to be read, `"keep"` lets the app go on writing them, here alone, and
   * `"remove"` deletes them here, once the work that no relay has is put aside
   * ({@link rescued}). Rows that this database may see by another certificate, or
   * of another dataset, are not concerned. The database remembers it.
   */
  async setOnRevoked(choice: OnRevoked, options?: CallOptions): Promise<void> {
    await this.#json("onRevoked", () => choice, options);
  }

  /** The work that no relay had when its rows were removed (`onRevoked: "remove"`), until it is discarded. */
  rescued(options?: CallOptions): Promise<Rescued<S>[]> {
    return this.#records("rescued", options);
  }

  /** Forgets records of {@link rescued}, once the app has saved them elsewhere, shown them, or done without. */
  async discardRescued(records: readonly { n: number }[], options?: CallOptions): Promise<void> {
    await this.#json("discard", () => records.map(({ n }) => n), options);
  }

  /** The relays that were admitted to the dataset, and those that were taken back. */
  relays(options?: CallOptions): Promise<RelayKey[]> {
    return this.#json("relays", undefined, options);
  }

  /**
   * The certificates that this database has signed, for its invites and for
   * relays; in an admin's database also those that other admins have, as of its
   * last sync. What members have signed is not known here.
   */
  issued(options?: CallOptions): Promise<IssuedCertificate[]> {
    return this.#json("issued", undefined, options);
  }

  /**
   * Syncs with a relay, `ws(s)://host[:port][/prefix]`; which room follows
   * from this database's certificate. Pulls, then pushes.
   */
  sync(relay: string, options: SyncOptions = {}): SyncSession {
    return new SyncSession(this.#client, relay, options);
  }

  /**
   * Whether this database may insert a row, update it, or delete it with the rows
   * that refer to it, by what its certificates permit to write. No relay is
   * asked. The answer is no exactly where the write would reject with
   * `not_writable`; whether the row is right otherwise is not asked.
   *
   *     await db.can("insert", "item", { dataset_id, list_id });
   *     await db.can("update", "item", { id, list_id: another }); // a move
   *
   * Of a new row it takes the columns from which its partition follows, else the
   * id and, for an update, the columns to change.
   */
  async can<N extends ModelName<S>>(
    action: "insert" | "update" | "delete",
    model: N,
    row: AskedRow<S, N>,
    options?: CallOptions,
  ): Promise<boolean> {
    const encode = () =>
      encodeText(`${JSON.stringify({ action, model })}\n${stringifyRows(model, row, this.#columns)}`);
    return decodeJson<boolean>(await this.#call("can", encode, options));
  }

  /** Records of which the merge kept older, conflicting values, until {@link resolve} settles them. */
  conflicts(options?: CallOptions): Promise<Conflict<S>[]> {
    return this.#records("conflicts", options);
  }

  /**
   * Settles a record's conflict: the record gets the values given, one of
   * {@link Conflict}'s `lost` for example, or stays as it is without any; then
   * {@link conflicts} no longer lists it, here at once and on the other devices
   * with the next syncs. A deleted record stays deleted without values, and
   * comes back with them. Rejects as put does, and with `bad_id` where there is
   * no such record.
   */
  async resolve<N extends ModelName<S>>(
    model: N,
    id: string,
    values: ResolvedValues<S, N> = {},
    options?: CallOptions,
  ): Promise<void> {
    const encode = () => encodeText(`${JSON.stringify({ model, id })}\n${stringifyRows(model, values, this.#columns)}`);
    await this.#call("resolve", encode, options);
  }

  /** Records that arrived and cannot be applied yet, each with the reason. */
  quarantine(options?: CallOptions): Promise<Quarantined[]> {
    return this.#records("quarantine", options);
  }

  /** Who this is, what it may do, where it keeps its data and what the browser withholds. */
  async status(options?: CallOptions): Promise<Status> {
    return this.#complete(await this.#json<EngineStatus>("status", undefined, options));
  }

  /** Everything the engine knows, for a look inside: stores, counters, sessions, certificates. */
  inspect(options?: CallOptions): Promise<Inspection> {
    return this.#json("inspect", undefined, options);
  }

  /**
   * The database as a SQLite file, as of the last commit: for a look inside, or
   * for another program. It holds none of this device's private keys, so that it
   * cannot sync; `{ keys: true }` makes a backup that can, and that is to be
   * treated like an invite.
   */
  async export(options: ExportOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
    const payload = () => encodeText(JSON.stringify({ keys: options.keys ?? false }));
    return (await this.#call("export", payload, options)) as Uint8Array<ArrayBuffer>;
  }

  /**
   * What this database has of the partitions that it may write, as a file that
   * other members take in by {@link import}: a memory stick instead of a
   * network. It is signed by this device's certificate and holds no private
   * keys. Rejects with `no_certificate` before there is a dataset, and with
   * `not_writable` where nothing may be written.
   */
  async exportData(options: CallOptions = {}): Promise<Blob> {
    const file = new Pieces();
    const reply = await this.#call("exportData", undefined, options, (piece) => file.add(piece));
    return file.whole(decodeJson<{ bytes: number }>(reply).bytes);
  }

  /**
   * Merges a file of {@link exportData}, or of `amora export`, as a sync with
   * its writer would: by counters, within what the writer may write and this
   * database may read. To import a file again changes nothing. Rejects, with
   * nothing changed, where the file is damaged (`bad_request`, `bad_signature`)
   * or its writer does not count (`bad_certificate`, `revoked`,
   * `outside_scope`), and with `no_certificate` where it is for others.
   */
  async import(file: Blob | Uint8Array, options: CallOptions = {}): Promise<Imported> {
    const payload = await readFile(file);
    return decodeJson(await this.#call("importData", payload, options));
  }

  /**
   * Takes away what deleted records have held for longer than `olderThan`
   * milliseconds, and replaced versions kept for merges by columns. That the
   * records are deleted stays known, so that no device, backup or file brings
   * them back. Only this database is purged, and nothing is sent. A deleted
   * record with a conflict stays until that is settled, and so does a row that
   * moved.
   *
   * With `conflicts` conflicts of that age are settled as by {@link resolve}
   * without values: the values that lost go on all devices. `dryRun` counts
   * alone.
   */
  async purge(options: PurgeOptions): Promise<Purged> {
    const { olderThan, conflicts = false, dryRun = false } = options;
    if (!(olderThan >= 0)) throw new AmoraError("bad_request", `olderThan: ${olderThan} is no time in milliseconds`);
    return this.#json("purge", () => ({ olderThan: Math.min(olderThan, maxAge), conflicts, dryRun }), options);
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
    } catch (error) {
      // Of an owner that went before its answer the next one finds nothing.
      if (!this.#tab.destroyed) throw error;
    } finally {
      this.#tab.terminate();
    }
  }

  #complete(engine: EngineStatus): Status {
    return {
      ...engine,
      storage: this.storage,
      storageReason: this.storageReason,
      owner: this.#client.owner,
      missing: missingFeatures(),
    };
  }

  #followJson(method: Method, callback: unknown, onEvent: OnEvent, options?: FollowOptions): () => void {
    const check = () => {
      checkCallback(method, callback, "first argument");
      return new Uint8Array(0);
    };
    return this.#follow(method, check, onEvent, options);
  }

  /** Starts a call that sends events until it is stopped. */
  #follow(
    method: Method,
    payload: () => Uint8Array<ArrayBuffer>,
    onEvent: OnEvent,
    options: FollowOptions | undefined,
  ): () => void {
    const { signal, onError = (error: AmoraError) => reportError(error) } = options ?? {};
    let active = true;
    const call = this.#client.start(method, payload, (event) => {
      if (active) onEvent(event, () => active);
    });
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

  #stopWatches(): void {
    for (const stop of this.#watches) stop();
  }

  /** Calls a method of the engine, unless a transaction's callback does and would wait for itself. */
  #call(...call: Parameters<Client["call"]>): Promise<Uint8Array> {
    return this.#nesting.guard(call[0], () => this.#client.call(...call));
  }

  async #json<T>(method: Method, request?: () => unknown, options?: CallOptions): Promise<T> {
    const payload = request && (() => encodeText(JSON.stringify(request())));
    return decodeJson<T>(await this.#call(method, payload, options));
  }

  async #records<T>(method: Method, options?: CallOptions): Promise<T> {
    return decodeExactly<T>(await this.#call(method, undefined, options));
  }
}

/** What takes an event of a watch; isActive says later whether the watch is still wanted. */
type OnEvent = (payload: Uint8Array, isActive: () => boolean) => void;

function checkCallback(method: Method, callback: unknown, place: string): void {
  if (typeof callback === "function") return;
  throw new AmoraError("bad_request", `${method} has no callback`, `it is the ${place}`);
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
