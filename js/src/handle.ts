/**
 * What amora/react, amora/svelte and amora/vue share: a database that is open
 * as long as something on the page uses it.
 *
 * Frameworks mount, unmount and mount again at once: React in StrictMode, all of
 * them when a module is replaced while developing. So what is released is given
 * up a moment later, and whoever asks for the same meanwhile gets the same.
 */
import {
  AmoraError,
  type Database,
  type LiveStatus,
  type OpenOptions,
  open,
  type Schema,
  type SyncOptions,
  type SyncSession,
  type SyncState,
} from "./index.js";

/** What is passed to createAmora. */
export interface AmoraOptions<S extends Schema> extends OpenOptions<S> {
  /** Runs when the database has been opened, before anything sees it: to create or join a dataset, for instance. */
  prepare?: (db: Database<S>) => unknown;
}

/** Something that ends a moment after its last user. */
class Shared<T> {
  readonly value: T;
  readonly #end: () => void;
  #users = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(value: T, end: () => void) {
    this.value = value;
    this.#end = end;
  }

  get used(): boolean {
    return this.#users > 0;
  }

  use(): () => void {
    clearTimeout(this.#timer);
    this.#users++;
    let released = false;
    return () => {
      if (released) return;
      released = true;
      if (--this.#users === 0) this.#timer = setTimeout(this.endNow, 0);
    };
  }

  readonly endNow = (): void => {
    clearTimeout(this.#timer);
    this.#end();
  };
}

interface Opened {
  /** What it was opened with: another schema is another database. */
  terms: string;
  db: Promise<Database>;
}

const opened = new Map<string, Shared<Opened>>();
const closing = new Map<string, Promise<void>>();

/**
 * Runs start on the database once it is open. The result ends what start has
 * returned and, where nobody else uses it, closes the database.
 */
export function whileOpen<S extends Schema>(
  name: string,
  options: AmoraOptions<S>,
  start: (db: Database<S>) => (() => void) | undefined,
  fail: (error: AmoraError) => void,
): () => void {
  const shared = find(name, options);
  const release = shared.use();
  let stop: (() => void) | undefined;
  let over = false;
  shared.value.db.then(
    (db) => {
      if (!over) stop = start(db as unknown as Database<S>);
    },
    (error: AmoraError) => {
      if (!over) fail(error);
    },
  );
  return () => {
    over = true;
    stop?.();
    release();
  };
}

function find<S extends Schema>(name: string, options: AmoraOptions<S>): Shared<Opened> {
  const { schema, durability, storage } = options;
  const terms = JSON.stringify([schema, durability, storage]);
  const old = opened.get(name);
  if (old?.value.terms === terms) return old;
  if (old && !old.used) old.endNow(); // an earlier version of the module, which nothing shows any more
  const db = openAfter(name, options);
  const shared: Shared<Opened> = new Shared({ terms, db }, () => {
    if (opened.get(name) === shared) opened.delete(name);
    const closed = db.then((db) => db.close()).catch(() => {});
    closing.set(name, closed);
  });
  opened.set(name, shared);
  db.catch(() => {
    if (opened.get(name) === shared) opened.delete(name); // the next user tries again
  });
  return shared;
}

async function openAfter<S extends Schema>(name: string, options: AmoraOptions<S>): Promise<Database> {
  await closing.get(name);
  const db = await open<S>(name, options);
  try {
    await options.prepare?.(db);
  } catch (error) {
    await db.close();
    throw error;
  }
  return db as unknown as Database;
}

const sessions = new WeakMap<object, Map<string, Shared<SyncSession>>>();

/** Keeps a live sync with a relay as long as somebody wants it. Where it stands is in the status. */
export function keepSyncing<S extends Schema>(db: Database<S>, relay: string, options: SyncOptions = {}): () => void {
  let all = sessions.get(db);
  if (!all) sessions.set(db, (all = new Map()));
  const key = keyOf([relay, options]);
  let shared = all.get(key);
  if (!shared) {
    const session = db.sync(relay, { live: true, ...options });
    const kept = new Shared(session, () => {
      forget();
      session.stop();
    });
    // Of a session that is over, and of its users, nothing may touch the next one.
    const forget = () => {
      if (all.get(key) === kept) all.delete(key);
    };
    session.done.then(forget, forget);
    all.set(key, (shared = kept));
  }
  return shared.use();
}

/** Keeps a live sync with a relay, and tells where it stands. */
export function followSync<S extends Schema>(
  db: Database<S>,
  relay: string,
  options: SyncOptions | undefined,
  tell: (state: SyncState | undefined) => void,
): () => void {
  const leave = keepSyncing(db, relay, options);
  const stop = db.watchStatus((status) => tell(stateWith(relay, status)), { onError: reportUnlessClosed });
  return () => {
    stop();
    leave();
  };
}

/** Where the sync with a relay stands, of a live status. */
export function stateWith(relay: string | undefined, status: LiveStatus | undefined): SyncState | undefined {
  return status?.syncs.find((sync) => sync.relay === relay);
}

/** A text that is the same for values that are the same. */
export function keyOf(values: unknown): string {
  return JSON.stringify(values, (_, value: unknown) => {
    if (typeof value === "bigint") return `${value}n`;
    return value instanceof Uint8Array ? Array.from(value) : value;
  });
}

/** Whether a watch has ended because the database was closed, by us or by a newer tab. */
export function isClosed(error: AmoraError): boolean {
  return error instanceof AmoraError && error.code === "closed";
}

/** Where a watch's error goes, in frameworks that have no place for it. */
export function reportUnlessClosed(error: AmoraError): void {
  if (!isClosed(error)) reportError(error);
}
