/**
 * Amora in Vue, as composables:
 *
 *     export const { useDatabase, useQuery, useSync } = createAmora("notes", { schema });
 *     const notes = useQuery("SELECT * FROM note");
 *
 * @module amora/vue
 */
import { type MaybeRefOrGetter, onScopeDispose, type ShallowRef, shallowRef, toValue, watch } from "vue";
import { builtOf, type Statement, statementOf } from "./built.js";
import { type AmoraOptions, reportUnlessClosed as fail, followSync, keyOf, whileOpen } from "./handle.js";
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

/**
 * A database's composables. It is open while a component or scope uses one of
 * them; each ref is undefined until something is known.
 */
export interface Amora<S extends Schema> {
  /** The open database. */
  useDatabase(): Readonly<ShallowRef<Database<S> | undefined>>;
  /** The rows of a live query; refs and getters are followed. */
  useQuery<const Q extends string>(
    sql: Q,
    params?: MaybeRefOrGetter<SqlParams>,
  ): Readonly<ShallowRef<QueryRow<S, Q>[] | undefined>>;
  /** The same for SQL whose rows you name the type of. */
  useQuery<R extends object>(
    sql: MaybeRefOrGetter<string>,
    params?: MaybeRefOrGetter<SqlParams>,
  ): Readonly<ShallowRef<R[] | undefined>>;
  /** The same for what a query builder has built. */
  useQuery<R>(query: MaybeRefOrGetter<BuiltQuery<R>>): Readonly<ShallowRef<R[] | undefined>>;
  /** The live state of the database. */
  useStatus(): Readonly<ShallowRef<LiveStatus | undefined>>;
  /** The conflicts that are to be settled. */
  useConflicts(): Readonly<ShallowRef<Conflict<S>[] | undefined>>;
  /** Keeps a live sync with a relay as long as the component lives, and says where it stands. */
  useSync(
    relay: MaybeRefOrGetter<string | undefined>,
    options?: SyncOptions,
  ): Readonly<ShallowRef<SyncState | undefined>>;
}

/** Composables for a database, typed after its schema. Call it in a module. */
export function createAmora<const S extends Schema>(name: string, options: AmoraOptions<S>): Amora<S> {
  /** What start tells; it is started anew whenever what depends gives has changed. */
  function follow<T, D>(depends: () => D, start: (db: Database<S>, on: D, tell: (value: T) => void) => () => void) {
    const found = shallowRef<T>();
    const tell = (value: T) => {
      found.value = value;
    };
    const begin = () => whileOpen(name, options, (db) => start(db, depends(), tell), fail);
    let stop = begin();
    const forget = watch(
      () => keyOf(depends()),
      () => {
        const old = stop;
        found.value = undefined;
        stop = begin();
        old();
      },
    );
    onScopeDispose(() => {
      forget();
      stop();
    });
    return found;
  }
  const never = () => undefined;

  return {
    useDatabase: () =>
      follow<Database<S>, undefined>(never, (db, _, tell) => {
        tell(db);
        return () => {};
      }),
    useQuery: (query: MaybeRefOrGetter<string | BuiltQuery<unknown>>, given?: MaybeRefOrGetter<SqlParams>) =>
      follow<never[], Statement>(
        () => statementOf(toValue(query), toValue(given)),
        (db, on, tell) => db.watch<never>(builtOf(on), tell, { onError: fail }),
      ),
    useStatus: () => follow<LiveStatus, undefined>(never, (db, _, tell) => db.watchStatus(tell, { onError: fail })),
    useConflicts: () =>
      follow<Conflict<S>[], undefined>(never, (db, _, tell) => db.watchConflicts(tell, { onError: fail })),
    useSync: (relay, syncOptions) =>
      follow<SyncState | undefined, string | undefined>(
        () => toValue(relay),
        (db, address, tell) => (address === undefined ? () => {} : followSync(db, address, syncOptions, tell)),
      ),
  };
}
