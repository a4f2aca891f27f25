/**
 * The protocol between page and worker. wasm/bridge_js.go is its other end:
 * worker.ts only carries the messages across.
 *
 *     page → worker                      worker → page
 *     boot   wasm, version               ready    the engine runs
 *     call   id, method, payload         reply    id, payload: the call is over
 *     cancel id                          error    id, payload: the call is over
 *                                        event    id, payload: any number before that
 *                                        stopped  payload: no call will be answered
 *
 * - A payload is one buffer, transferred, UTF-8 JSON unless the method says
 *   otherwise; an error's is `{code, text, hint?}`.
 * - An id is text, unique among all tabs and for ever, so that a request may
 *   be handed to another owner of the database without being done twice.
 * - Calls run side by side. cancel asks one to end early; it still answers.
 * - version: page, worker and WebAssembly are of one build or do not talk.
 */
import type { ErrorRecord } from "./errors.js";

/**
 * What can be called:
 *
 *     method       payload                                reply
 *     open         OpenRequest                            OpenReply
 *     exec         {sql, params}                          {changes}
 *     query        {sql, params}                          {columns, rows}
 *     watch        {sql, params}; events {columns, rows}  {} after cancel
 *     put          {model}, newline, row or rows          [id, …]
 *     delete       {model, id, hard}                      {}
 *     createRoot   {scope, params}                        Certificate
 *     invite       {scope, params, relay}                 invite, a JSON string
 *     join         invite, a JSON string                  Joined
 *     sync         SyncRequest; events SyncProgress       SyncResult, also after cancel
 *     conflicts, quarantine, status, inspect              JSON
 *     export       nothing                                the database file's bytes
 *     close        nothing                                {}
 *     destroy      nothing                                {}
 */
export type Method =
  | "open"
  | "exec"
  | "query"
  | "watch"
  | "put"
  | "delete"
  | "createRoot"
  | "invite"
  | "join"
  | "sync"
  | "conflicts"
  | "quarantine"
  | "status"
  | "inspect"
  | "export"
  | "close"
  | "destroy";

/** The payload of open. */
export interface OpenRequest {
  name: string;
  schema: unknown;
  durability: "strict" | "relaxed";
  /** Keep nothing: do not even try IndexedDB. */
  memory: boolean;
}

/** The reply to open. */
export interface OpenReply {
  instanceId: string;
  storage: "indexeddb" | "memory";
  /** Why it is not IndexedDB. */
  storageReason?: string;
}

/** The payload of sync. */
export interface SyncRequest {
  relay: string;
  push: boolean;
  pull: boolean;
  live: boolean;
  /** null: all that the certificates permit. */
  filter: readonly string[] | null;
  /** 0: the engine's default. */
  chunkSize: number;
}

/** Page → worker. */
export type ToWorker =
  | { type: "boot"; wasm: WebAssembly.Module | ArrayBuffer; version: string }
  | { type: "call"; id: string; method: Method; payload: Uint8Array<ArrayBuffer> }
  | { type: "cancel"; id: string };

/** Worker → page. */
export type ToPage =
  | { type: "ready" }
  | { type: "reply" | "error" | "event"; id: string; payload: Uint8Array<ArrayBuffer> }
  | { type: "stopped"; error: ErrorRecord };
