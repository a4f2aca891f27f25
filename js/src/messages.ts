/**
 * The protocol between page and worker, and between the tabs that share a
 * database. wasm/bridge_js.go is the engine's end of it.
 *
 *     page → worker                             worker → page
 *     start   what to open                      elected  this tab runs the engine
 *     wasm    the engine: now it may be run     newer    a newer tab wants the database
 *                                               blocked  an older tab does not give way
 *                                               open     calls are answered from now on
 *     call    id, method, payload               reply    id, payload: the call is over
 *     cancel  id                                error    id, payload: the call is over
 *                                               event    id, payload: any number before that
 *                                               lost     another tab runs the engine: replace me
 *                                               stopped  error: no call will be answered; only of a
 *                                                        database that was destroyed it is closed
 *
 * - A payload is one buffer, UTF-8 JSON unless the method says otherwise; an
 *   error's is `{code, text, hint?}`.
 * - An id is "page-number", unique among all tabs and for ever. Whoever takes
 *   the database over is sent again what has had no answer: `open` asks the
 *   page for that. What a call commits is stored with its id and its answer,
 *   so that it is not done twice.
 * - Calls run side by side. cancel asks one to end early; it still answers.
 * - A transaction is a call that goes on while its page sends steps, which name
 *   the transaction's id. It does not go on with another owner.
 * - version: page, worker, WebAssembly and the other tabs are of one build or
 *   do not talk.
 *
 * One tab's worker, the owner, runs the engine; member.ts says how it is found.
 * The others pass their page's calls on to it, through BroadcastChannels:
 *
 *     amora:NAME         everyone of that database     Announcement
 *     amora-member:ID    one worker's own              Request to the owner, Response from it
 *     amora-alive:ID     the owner's page              Beat
 */
import type { ErrorRecord } from "./errors.js";

/**
 * What can be called:
 *
 *     method       payload                                reply
 *     open         OpenRequest (by the worker itself)     OpenReply
 *     exec         {sql, params, timeout}                 {changes}, {changes, columns, origins, rows}
 *     query        {sql, params, timeout}                 {columns, origins, rows}
 *     watch        likewise; events the same              {} after cancel
 *     put          {model}, newline, row or rows          [id, …]
 *     delete       {model, id, hard}                      {}
 *     batch        [{method, payload}, …] of these        [reply, …]
 *     transaction  {timeout, lock}; the event {}: begun   {} after commit
 *     step         {transaction, method}, newline,        the method's reply
 *                  payload of one of these, or "commit"
 *     can          {action, model}, newline, row          true or false
 *     resolve      {model, id}, newline, values           {}
 *     createRoot   {scope, params, another}               Certificate
 *     invite       {scope, params, relay, room}           invite, a JSON string
 *     join         {invite, another}, or JoinRequest      Joined
 *     revoke       certificate's id, a JSON string        {}
 *     revokeRelay  {fingerprint, room}                    {}
 *     leave        {room, force}                          {}
 *     adopt        {from, into, set}                      Adopted
 *     onRevoked    "freeze", "keep" or "remove"           {}
 *     discard      numbers of rescued records             {}
 *     sync         SyncRequest; events SyncProgress       SyncResult, also after cancel
 *     network      nothing: it may have changed           {}
 *     watchStatus  nothing; events EngineLiveStatus       {} after cancel
 *     watchConflicts, watchQuarantine
 *                  nothing; events JSON                   {} after cancel
 *     reached      nothing                                {} once a relay has what was written
 *     conflicts, quarantine, status, inspect, issued,
 *     relays, rescued
 *                  nothing                                JSON
 *     export       {keys}                                 the database file's bytes
 *     exportData   nothing; events: pieces of the file    Exported
 *     importData   the file's bytes                       Imported
 *     purge        {olderThan, conflicts, dryRun}         Purged
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
  | "batch"
  | "transaction"
  | "step"
  | "can"
  | "resolve"
  | "createRoot"
  | "invite"
  | "join"
  | "revoke"
  | "revokeRelay"
  | "leave"
  | "adopt"
  | "onRevoked"
  | "rescued"
  | "discard"
  | "sync"
  | "network"
  | "watchStatus"
  | "watchConflicts"
  | "watchQuarantine"
  | "reached"
  | "conflicts"
  | "quarantine"
  | "status"
  | "inspect"
  | "issued"
  | "relays"
  | "export"
  | "exportData"
  | "importData"
  | "purge"
  | "close"
  | "destroy";

/** Whether a call goes on until it is cancelled, or may. */
export function isLasting(method: Method): boolean {
  return ["watch", "watchStatus", "watchConflicts", "watchQuarantine", "reached", "sync"].includes(method);
}

/**
 * Whether a call commits something: only the engine can say whether it has. One
 * that comes again is not done twice, or does nothing the second time.
 */
export function isWrite(method: Method): boolean {
  return [
    "exec",
    "put",
    "delete",
    "batch",
    "transaction",
    "resolve",
    "createRoot",
    "invite",
    "join",
    "revoke",
    "revokeRelay",
    "leave",
    "adopt",
    "importData",
    "purge",
  ].includes(method);
}

/** Whether a call is of no use once the tab that has made it is gone. */
export function endsWithTab(method: Method): boolean {
  return !isWrite(method) || method === "transaction";
}

/** The payload of transaction. */
export interface TransactionRequest {
  /** In milliseconds, 0: the engine's default. */
  timeout: number;
  /** Name of the Web Lock that the page holds as long as it is there, "" where there are none. */
  lock: string;
}

/** The payload of open. */
export interface OpenRequest {
  name: string;
  schema: unknown;
  durability: "strict" | "relaxed";
  /** Keep nothing: do not even try IndexedDB. */
  memory: boolean;
  /** Keep it in a file, where the browser has such. */
  file?: boolean;
  /** The database is known to be stored: open nothing else, neither memory nor a new one. `closed` where it is gone. */
  stored?: boolean;
  /** Its id then, where that is known. */
  database?: string;
}

/** Where a database is kept: in IndexedDB, in a file of the origin private file system, or not at all. */
export type StorageKind = "indexeddb" | "opfs" | "memory";

/** The reply to open. */
export interface OpenReply {
  instanceId: string;
  storage: StorageKind;
  /** Why it is not what was asked for. */
  storageReason?: string;
  /** Number of the owner: later ones have higher numbers. */
  epoch: number;
  /** Id of the stored database, another one if it was destroyed and made anew; "" in memory. */
  database?: string;
}

/** The payload of sync. */
export interface SyncRequest {
  relay: string;
  /** The dataset; "": all that live at the relay. */
  room: string;
  push: boolean;
  pull: boolean;
  live: boolean;
  /** null: all that the certificates permit. */
  filter: readonly string[] | null;
  /** 0: the engine's default. */
  chunkSize: number;
  /** Fingerprint of the relay's key that the user admits; "": none. */
  admit: string;
}

export type Bytes = Uint8Array<ArrayBuffer>;

/** One call of a method. */
export interface Call {
  type: "call";
  id: string;
  method: Method;
  payload: Bytes;
  /** It was sent before and may have been done. */
  again: boolean;
  /** Writes of this page up to this number have had their answers. */
  settled: number;
}

export interface Cancel {
  type: "cancel";
  id: string;
}

/** What the engine says about a call. */
export interface Answer {
  type: "reply" | "error" | "event";
  id: string;
  payload: Bytes;
}

export interface Start {
  type: "start";
  version: string;
  open: OpenRequest;
  /** Beats without an answer after which the owner counts as gone. */
  patience: number;
}

/** The engine, compiled. */
export interface EngineModules {
  wasm: WebAssembly.Module;
  /** SQLite, where it is a module of its own. */
  sqlite?: WebAssembly.Module | undefined;
}

/** Page → worker. */
export type ToWorker = Start | ({ type: "wasm" } & EngineModules) | Call | Cancel;

/** Worker → page. */
export type ToPage =
  | { type: "elected"; member: string }
  | { type: "newer"; member: string; version: string }
  | { type: "blocked"; version: string; error: ErrorRecord }
  | { type: "open"; owner: boolean; reply: OpenReply }
  | Answer
  | { type: "lost" }
  | { type: "stopped"; error: ErrorRecord };

/**
 * What everyone hears. who and hello stay as they are for ever: it is by them
 * that tabs of different builds notice each other.
 */
export type Announcement =
  | { type: "who" }
  /** terms: what all tabs must agree on. Without reply the owner is about to open the database. */
  | { type: "hello"; owner: string; version: string; terms: string; reply?: OpenReply }
  /** A tab of a newer build or schema asks the others to give way. */
  | { type: "newer"; member: string; version: string; terms: string }
  | { type: "left"; member: string }
  | { type: "destroyed"; by: string };

/** A member → the owner. */
export type Request = (Call | Cancel | { type: "ping" }) & { from: string };

/** The owner → a member. forgotten: nothing of yours runs here; send again what you wait for. */
export type Response = Answer | { type: "pong" } | { type: "forgotten" };

/** Asked of the owner's page, whose worker may be busy. */
export type Beat = "ping" | "pong";

export const groupChannel = (name: string) => `amora:${name}`;
export const memberChannel = (member: string) => `amora-member:${member}`;
export const aliveChannel = (member: string) => `amora-alive:${member}`;
