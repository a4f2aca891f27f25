/**
 * A lock that one worker of the browser has at a time, that others queue for,
 * and that ends with the worker, however it ends.
 */
export interface Hold {
  /** Resolves when somebody else has taken the lock by force. */
  readonly lost: Promise<void>;
  release(): void;
}

/** Waits for the lock; steal takes it from whoever has it. */
export type Acquire = (name: string, steal: boolean) => Promise<Hold>;

/** Where there are no locks at all there is no storage to guard either. */
const unguarded: Hold = { lost: new Promise(() => {}), release() {} };

/** The lock of this browser and context. */
export const acquire: Acquire = (name, steal) => {
  const locks = navigator.locks as LockManager | undefined;
  return locks ? webLock(locks, name, steal) : connectionLock(name, steal);
};

/** By Web Locks: https://w3c.github.io/web-locks/ */
function webLock(locks: LockManager, name: string, steal: boolean): Promise<Hold> {
  return new Promise((granted) => {
    let lose!: () => void;
    const lost = new Promise<void>((resolve) => (lose = resolve));
    const hold = () => new Promise<void>((release) => granted({ lost, release }));
    // Rejects when the lock is stolen, or where locks are forbidden.
    locks.request(name, { steal }, hold).catch(() => {
      lose();
      granted(unguarded);
    });
  });
}

/**
 * Without Web Locks, as on plain http, by a connection to an empty IndexedDB
 * database: opening it with a higher version waits until all connections to it
 * are closed, and requests wait in their order. The browser closes a
 * connection whose worker has ended. Time serves as the version.
 * https://w3c.github.io/IndexedDB/#opening
 *
 * It cannot be stolen: whoever tries goes ahead without it, and the epoch in
 * the database itself keeps the other from writing.
 */
export const connectionLock: Acquire = async (name, steal) => {
  if (steal) return unguarded;
  try {
    for (let version = Date.now(); ; version++) {
      const { connection, upgraded } = await connect(name, version);
      if (upgraded) return { lost: unguarded.lost, release: () => connection.close() };
      version = Math.max(connection.version, Date.now());
      connection.close();
    }
  } catch {
    return unguarded;
  }
};

/** Opens the database with a version of its own; or as it is, where it has got that far. */
function connect(name: string, version?: number): Promise<{ connection: IDBDatabase; upgraded: boolean }> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    let upgraded = false;
    request.onupgradeneeded = () => (upgraded = version !== undefined);
    request.onsuccess = () => resolve({ connection: request.result, upgraded });
    request.onerror = () => {
      if (version !== undefined && request.error?.name === "VersionError") resolve(connect(name));
      else reject(request.error);
    };
  });
}

function hasLocks(): boolean {
  return (globalThis.navigator as Partial<Navigator> | undefined)?.locks !== undefined;
}

/** A lock under a name, "" where there are no Web Locks. */
export interface NamedLock {
  readonly name: string;
  release(): void;
}

/** Takes a Web Lock of that name, by which others can tell whether this page is still there. */
export async function holdLock(name: string): Promise<NamedLock> {
  if (!hasLocks()) return { name: "", release() {} };
  const { release } = await acquire(name, false);
  return { name, release };
}

/** Calls back once nobody holds the lock any more. */
export function whenReleased(name: string, fn: () => void): void {
  if (name === "" || !hasLocks()) return;
  void acquire(name, false).then((hold) => {
    hold.release();
    fn();
  });
}
