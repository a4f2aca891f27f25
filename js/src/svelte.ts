/**
 * Amora in Svelte, as stores:
 *
 *     export const { database, query, sync } = createAmora("notes", { schema });
 *     const notes = query("SELECT * FROM note"); // {#each $notes ?? [] as note}
 *
 * @module amora/svelte
 */
import { type Readable, readable } from "svelte/store";
import { builtOf, statementOf } from "./built.js";
import { type AmoraOptions, reportUnlessClosed as fail, followSync, whileOpen } from "./handle.js";
import type {
  BuiltQuery,
  Conflict,
  Database,
  LiveStatus,
  QueryRow,
  Schema,
  SqlParams,
  SyncOptions,
  SyncState,
} from "./index.js";

export type { AmoraOptions } from "./handle.js";

/** A database's stores. It is open while one of them has a subscriber; each is undefined until something is known. */
export interface Amora<S extends Schema> {
  /** The open database. */
  readonly database: Readable<Database<S> | undefined>;
  /** The rows of a live query. */
  query<const Q extends string>(sql: Q, params?: SqlParams): Readable<QueryRow<S, Q>[] | undefined>;
  /** The same for SQL whose rows you name the type of. */
  query<R extends object>(sql: string, params?: SqlParams): Readable<R[] | undefined>;
  /** The same for what a query builder has built. */
  query<R>(query: BuiltQuery<R>): Readable<R[] | undefined>;
  /** The live state of the database. */
  readonly status: Readable<LiveStatus | undefined>;
  /** The conflicts that are to be settled. */
  readonly conflicts: Readable<Conflict<S>[] | undefined>;
  /** Keeps a live sync with a relay while it has a subscriber, and says where it stands. */
  sync(relay: string, options?: SyncOptions): Readable<SyncState | undefined>;
}

/** Stores for a database, typed after its schema. Call it in a module. */
export function createAmora<const S extends Schema>(name: string, options: AmoraOptions<S>): Amora<S> {
  const store = <T>(start: (db: Database<S>, set: (value: T | undefined) => void) => () => void) =>
    readable<T | undefined>(undefined, (set) => {
      const stop = whileOpen(name, options, (db) => start(db, set), fail);
      return () => {
        stop();
        set(undefined);
      };
    });
  return {
    database: store<Database<S>>((db, set) => {
      set(db);
      return () => {};
    }),
    query: (query: string | BuiltQuery<unknown>, given?: SqlParams) => {
      const statement = statementOf(query, given);
      return store<never[]>((db, set) => db.watch<never>(builtOf(statement), set, { onError: fail }));
    },
    status: store<LiveStatus>((db, set) => db.watchStatus(set, { onError: fail })),
    conflicts: store<Conflict<S>[]>((db, set) => db.watchConflicts(set, { onError: fail })),
    sync: (relay, syncOptions) => store<SyncState>((db, set) => followSync(db, relay, syncOptions, set)),
  };
}
