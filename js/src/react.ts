// biome-ignore-all lint/correctness/noComponentHookFactories: createAmora is called once, in a module
/**
 * Amora in React:
 *
 *     export const { Provider, useDatabase, useQuery, useSync } = createAmora("notes", { schema });
 *     <Provider fallback="…"><Notes /></Provider>
 *
 * @module amora/react
 */
import {
  createContext,
  createElement,
  type ReactElement,
  type ReactNode,
  useContext,
  useEffect,
  useState,
} from "react";
import { builtOf, statementOf } from "./built.js";
import { type AmoraOptions, isClosed, keepSyncing, keyOf, stateWith, whileOpen } from "./handle.js";
import type {
  AmoraError,
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

/** What a Provider takes. */
export interface ProviderProps {
  /** Is shown until the database is open. */
  fallback?: ReactNode;
  children?: ReactNode;
}

/** A database's provider and hooks. Below the provider the database is open. */
export interface Amora<S extends Schema> {
  /**
   * Opens the database, and closes it when the last provider of it is gone. What
   * keeps it from being opened is thrown, for an error boundary.
   */
  Provider(props: ProviderProps): ReactElement;
  /** The open database. Throws outside of the provider. */
  useDatabase(): Database<S>;
  /** The rows of a live query; undefined until the first have come. */
  useQuery<const Q extends string>(sql: Q, params?: SqlParams): QueryRow<S, Q>[] | undefined;
  /** The same for SQL whose rows you name the type of. */
  useQuery<R extends object>(sql: string, params?: SqlParams): R[] | undefined;
  /** The same for what a query builder has built. */
  useQuery<R>(query: BuiltQuery<R>): R[] | undefined;
  /** The live state of the database; undefined until it is known. */
  useStatus(): LiveStatus | undefined;
  /** The conflicts that are to be settled; undefined until they are known. */
  useConflicts(): Conflict<S>[] | undefined;
  /** Keeps a live sync with a relay while a component is shown, and says where it stands. Without a relay it rests. */
  useSync(relay: string | undefined, options?: SyncOptions): SyncState | undefined;
}

/** Hooks for a database, typed after its schema. Call it in a module. */
export function createAmora<const S extends Schema>(name: string, options: AmoraOptions<S>): Amora<S> {
  const Context = createContext<Database<S> | undefined>(undefined);

  function Provider({ fallback = null, children }: ProviderProps): ReactElement {
    const [state, setState] = useState<{ db?: Database<S>; error?: AmoraError }>({});
    useEffect(
      () =>
        whileOpen(
          name,
          options,
          (db) => {
            setState({ db });
            return () => setState({});
          },
          (error) => setState({ error }),
        ),
      [],
    );
    if (state.error) throw state.error;
    return createElement(Context.Provider, { value: state.db }, state.db ? children : fallback);
  }

  function useDatabase(): Database<S> {
    const db = useContext(Context);
    if (!db) throw new Error(`amora: there is no Provider of the database "${name}" around this component`);
    return db;
  }

  type Watch<T> = (db: Database<S>, tell: (value: T) => void, onError: (error: AmoraError) => void) => () => void;

  /** What a watch tells. key stands for all that watch depends on. */
  function useLive<T>(key: string, watch: Watch<T>): T | undefined {
    const db = useDatabase();
    const [state, setState] = useState<{ key: string; value?: T; error?: AmoraError }>();
    // biome-ignore lint/correctness/useExhaustiveDependencies: key stands for watch
    useEffect(() => {
      const fail = (error: AmoraError) => isClosed(error) || setState({ key, error });
      return watch(db, (value) => setState({ key, value }), fail);
    }, [db, key]);
    if (state?.key !== key) return undefined;
    if (state.error) throw state.error;
    return state.value;
  }

  function useQuery(query: string | BuiltQuery<unknown>, given?: SqlParams): never[] | undefined {
    const statement = statementOf(query, given);
    return useLive<never[]>(keyOf(statement), (db, tell, onError) =>
      db.watch<never>(builtOf(statement), tell, { onError }),
    );
  }

  function useStatus(): LiveStatus | undefined {
    return useLive<LiveStatus>("status", (db, tell, onError) => db.watchStatus(tell, { onError }));
  }

  function useConflicts(): Conflict<S>[] | undefined {
    return useLive<Conflict<S>[]>("conflicts", (db, tell, onError) => db.watchConflicts(tell, { onError }));
  }

  function useSync(relay: string | undefined, syncOptions?: SyncOptions): SyncState | undefined {
    const db = useDatabase();
    const key = keyOf([relay, syncOptions]);
    // biome-ignore lint/correctness/useExhaustiveDependencies: key stands for both
    useEffect(() => (relay === undefined ? undefined : keepSyncing(db, relay, syncOptions)), [db, key]);
    return stateWith(relay, useStatus());
  }

  return { Provider, useDatabase, useQuery, useStatus, useConflicts, useSync };
}
