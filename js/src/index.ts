/**
 * Amora in the tab: SQLite in a worker, kept in IndexedDB, whose tables sync
 * as Morango's do.
 *
 *     const db = await open("school", { schema });
 *     await db.join(invite);
 *     await db.sync("wss://relay.example").done;
 *     await db.query("SELECT * FROM user");
 *
 * @module amora
 */
import { Database } from "./database.js";
import { AmoraError, abortError, readArguments } from "./errors.js";
import type { OpenRequest, StorageKind } from "./messages.js";
import type { Schema } from "./schema.js";
import { checkName } from "./stored.js";
import { type EngineEvents, type EngineUrls, Tab } from "./tab.js";
import type { OnRevoked } from "./types.js";
import { writeTerms } from "./version.js";

/** How to open a database. */
export interface OpenOptions<S extends Schema> extends EngineUrls, EngineEvents {
  /** The app's models and scopes. */
  schema: S;
  /**
   * When a write is acknowledged: `"strict"`, the default, once the browser
   * says it is on disk, `"relaxed"` once it has been handed to the system: faster
   * by what the disk takes to flush, on phones several milliseconds.
   */
  durability?: "strict" | "relaxed";
  /**
   * `"indexeddb"`, the default, where it can be had: the database is in memory
   * and mirrored there. `"opfs"` keeps it in a file, of which only the pages in
   * use are in memory: for databases of more than some 100 MB, and quicker to
   * open. A database that lies in the other is moved there as it is opened; where
   * the browser has no such files it stays in IndexedDB. `"memory"` keeps nothing
   * beyond the page. `db.storage` says what it came to be.
   */
  storage?: StorageKind;
  /**
   * What becomes of rows that this database may no longer see, because access was
   * taken back: `"freeze"`, at first, `"keep"` or `"remove"`. Left out, it stays
   * as it was. As {@link Database.setOnRevoked}.
   */
  onRevoked?: OnRevoked;
  /** Gives up opening, for another tab that does not give way for instance: open then rejects with `aborted`. */
  signal?: AbortSignal | undefined;
}

/**
 * Opens a database by name, and makes it if there is none. Where the browser
 * refuses storage (private windows, no quota) it lives in memory and
 * `db.storageReason` says why: that alone never rejects. Any number of tabs may
 * have it open. Rejects with `bad_request`, `engine_failed`, `bad_schema`,
 * `schema_changed`, `newer_database`, or with `other_version` where another tab has it open by
 * a newer build or with a newer schema, or does not give way to this newer one.
 */
export async function open<const S extends Schema>(name: string, options: OpenOptions<S>): Promise<Database<S>> {
  const request = readArguments("open", () => openRequest(name, options));
  const { signal } = options;
  if (signal?.aborted) throw abortError(signal);
  const tab = await handle(request, options);
  const abort = () => tab.terminate(abortError(signal!));
  signal?.addEventListener("abort", abort);
  if (signal?.aborted) abort(); // while another handle gave way
  try {
    await tab.client.opened;
    const db = new Database<S>(tab, name);
    await choose(db, options.onRevoked);
    return db;
  } catch (error) {
    tab.terminate();
    throw error;
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}

/** Sets onRevoked. A database whose storage is full opens all the same: it is settled by a later opening, or a sync. */
async function choose<S extends Schema>(db: Database<S>, onRevoked: OnRevoked | undefined): Promise<void> {
  if (onRevoked === undefined) return;
  try {
    await db.setOnRevoked(onRevoked);
  } catch (error) {
    if (!(error instanceof AmoraError) || !["storage_full", "storage_failed"].includes(error.code)) throw error;
  }
}

/** The handles of this page, by name. */
const handles = new Map<string, Set<Tab>>();

/**
 * A new handle. Those of this page with another schema or durability give way to
 * it: the app was written anew under way, as while developing.
 */
async function handle(request: OpenRequest, options: EngineUrls & EngineEvents): Promise<Tab> {
  if (request.memory) return new Tab(request, options);
  const all = handles.get(request.name) ?? new Set<Tab>();
  handles.set(request.name, all);
  const terms = writeTerms(request);
  await Promise.all([...all].filter((tab) => tab.terms !== terms).map((tab) => tab.replace()));
  const tab = new Tab(request, options);
  all.add(tab);
  tab.onEnd = () => all.delete(tab);
  return tab;
}

function openRequest(
  name: string,
  { schema, durability = "strict", storage, onRevoked }: OpenOptions<Schema>,
): OpenRequest {
  checkName(name);
  if (durability !== "strict" && durability !== "relaxed")
    throw notOneOf("durability", durability, '"strict" or "relaxed"');
  if (onRevoked !== undefined && !["freeze", "keep", "remove"].includes(onRevoked))
    throw notOneOf("onRevoked", onRevoked, '"freeze", "keep" or "remove"');
  if (storage !== undefined && !["indexeddb", "opfs", "memory"].includes(storage))
    throw notOneOf("storage", storage, '"indexeddb", "opfs" or "memory"');
  return {
    name,
    schema: JSON.parse(JSON.stringify(schema ?? null)) as unknown,
    durability,
    memory: storage === "memory",
    file: storage === "opfs",
  };
}

function notOneOf(option: string, value: unknown, possible: string): AmoraError {
  return new AmoraError("bad_request", `there is no ${option} ${JSON.stringify(value)}`, `${option} is ${possible}`);
}

export type { BatchResults, BatchStep } from "./batch.js";
export type { BuiltQuery } from "./built.js";
export type { CallOptions } from "./client.js";
export type { ExecResult } from "./codec.js";
export { Database, type ExportOptions, type FollowOptions, type PurgeOptions, type WatchOptions } from "./database.js";
export { type CheckedModel, type CheckedSchema, defineModel, defineSchema, defineScope } from "./define.js";
export type { Durability } from "./durability.js";
export { AmoraError, type ErrorCode, type KnownErrorCode, type QuarantineReason } from "./errors.js";
export type { LiveStatus, SyncState } from "./live.js";
export type { StorageKind } from "./messages.js";
export type {
  AskedRow,
  Column,
  ColumnRules,
  ColumnType,
  Model,
  ModelName,
  PutIds,
  PutRow,
  PutRows,
  PutTypes,
  QueryRow,
  Reference,
  ResolvedValues,
  RowTypes,
  Schema,
  ScopeDefinition,
  ScopeId,
  ScopeParams,
  SentRow,
  SentTypes,
  Serialized,
  TableRow,
} from "./schema.js";
export type { TrustedUrl } from "./spawn.js";
export type { ArrayOptions, DeleteOptions, StatementOptions } from "./statements.js";
export { destroy, exportFile } from "./stored.js";
export { type Stage, type SyncOptions, type SyncProgress, type SyncResult, SyncSession } from "./sync.js";
export type { BlockingTab, EngineEvents, EngineUrls, NewerTab } from "./tab.js";
export type { Transaction, TransactionCallback, TransactionOptions } from "./transaction.js";
export type {
  Adopted,
  Adoption,
  Certificate,
  Conflict,
  DatasetOptions,
  DatasetStatus,
  EngineStatus,
  Imported,
  Inspection,
  InviteRequest,
  IssuedCertificate,
  Joined,
  JoinRequest,
  KnownCertificate,
  LeaveOptions,
  OnRevoked,
  Purged,
  Quarantined,
  RecoveryRequest,
  RelayKey,
  Rescued,
  Status,
} from "./types.js";
export type { Json, Row, RowValue, SqlParam, SqlParams, SqlValue } from "./values.js";
