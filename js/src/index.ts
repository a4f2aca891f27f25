/**
 * Amora in the tab: SQLite in a worker, kept in IndexedDB, whose tables sync
 * as Morango's do.
 *
 *     const db = await open("school", { schema });
 *     await db.join(invite);
 *     await db.sync("wss://relay.example").done;
 *     await db.query("SELECT * FROM user");
 */
import { Database } from "./database.js";
import { AmoraError, readArguments } from "./errors.js";
import type { OpenRequest } from "./messages.js";
import type { Schema } from "./schema.js";
import { checkName } from "./stored.js";
import { type EngineEvents, type EngineUrls, Tab } from "./tab.js";

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
  /** `"memory"` keeps nothing beyond the page; by default IndexedDB where it can be had. */
  storage?: "memory";
}

/**
 * Opens a database by name, and makes it if there is none. Where the browser
 * refuses storage (private windows, no quota) it lives in memory and
 * `db.storageReason` says why: that alone never rejects. Any number of tabs may
 * have it open. Rejects with `bad_request`, `engine_failed`, `bad_schema`,
 * `schema_changed`, `newer_database`, or with `other_version` where another tab has it open by
 * a newer build, with another schema or durability, or does not give way to this newer one.
 */
export async function open<const S extends Schema>(name: string, options: OpenOptions<S>): Promise<Database<S>> {
  const tab = new Tab(
    readArguments("open", () => openRequest(name, options)),
    options,
  );
  try {
    await tab.client.opened;
    return new Database<S>(tab, name);
  } catch (error) {
    tab.terminate();
    throw error;
  }
}

function openRequest(name: string, { schema, durability = "strict", storage }: OpenOptions<Schema>): OpenRequest {
  checkName(name);
  if (durability !== "strict" && durability !== "relaxed")
    throw notOneOf("durability", durability, '"strict" or "relaxed"');
  if (storage !== undefined && storage !== "memory") throw notOneOf("storage", storage, '"memory", or left out');
  return {
    name,
    schema: JSON.parse(JSON.stringify(schema ?? null)) as unknown,
    durability,
    memory: storage === "memory",
  };
}

function notOneOf(option: string, value: unknown, possible: string): AmoraError {
  return new AmoraError("bad_request", `there is no ${option} ${JSON.stringify(value)}`, `${option} is ${possible}`);
}

export type { Row, SqlParam, SqlValue } from "./codec.js";
export { Database, type WatchOptions } from "./database.js";
export { AmoraError, type ErrorCode, type KnownErrorCode, type QuarantineReason } from "./errors.js";
export type {
  Column,
  ColumnRules,
  ColumnType,
  Json,
  Model,
  ModelName,
  PutRow,
  PutTypes,
  QueryRow,
  Reference,
  ResolvedValues,
  Schema,
  ScopeDefinition,
  Serialized,
  SqlTypes,
  TableRow,
} from "./schema.js";
export { destroy, exportFile } from "./stored.js";
export { type Stage, type SyncOptions, type SyncProgress, type SyncResult, SyncSession } from "./sync.js";
export type { EngineEvents, EngineUrls, NewerTab } from "./tab.js";
export type {
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
