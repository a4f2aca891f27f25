/**
 * What is stored of a database that is not open, and perhaps cannot be opened:
 * because of another build or schema, or because the engine does not load. Read
 * and deleted without the engine. wasm/idbvfs/doc.go describes the layout.
 */
import { AmoraError, readArguments } from "./errors.js";
import { type Announcement, groupChannel } from "./messages.js";
import { readFiles, removeFiles } from "./opfs.js";
import { randomHex } from "./random.js";

/** The record that says what the blocks make up. */
interface FileRecord {
  size: number;
  blockSize: number;
}

/** How many bytes of blocks are asked for at once. */
const batchBytes = 4 << 20;

/**
 * The stored database of that name as a SQLite file, as its last commit left
 * it; whether it can be opened, or another tab has it open, does not matter.
 * **It holds this device's private keys**: treat it like an invite. Rejects with
 * `bad_request` where nothing is stored under the name, `storage_failed` where
 * the browser does not give it.
 */
export async function exportFile(name: string): Promise<Uint8Array<ArrayBuffer>> {
  readArguments("exportFile", () => checkName(name));
  const connection = await connect(name);
  try {
    return (await readStored(connection, name)) ?? (await readFiles(name));
  } catch (error) {
    throw stored(error);
  } finally {
    connection.close();
  }
}

/**
 * Deletes all that is stored of the database of that name on this device, and
 * ends it in all tabs that have it open: their calls reject with `closed`. It
 * need not be possible to open it; where there is none nothing happens.
 */
export async function destroy(name: string): Promise<void> {
  readArguments("destroy", () => checkName(name));
  const factory = indexedDBFactory();
  const group = new BroadcastChannel(groupChannel(name));
  group.postMessage({ type: "destroyed", by: randomHex(8) } satisfies Announcement);
  try {
    await answer(factory.deleteDatabase(storedName(name)));
    await removeFiles(name, () => isThere(factory, name));
  } catch (error) {
    throw stored(error);
  } finally {
    group.close();
  }
}

/** Whether there is a database of that name; older browsers do not tell. */
async function isThere(factory: Partial<IDBFactory>, name: string): Promise<boolean> {
  const databases = await factory.databases?.();
  return databases?.some((database) => database.name === storedName(name)) ?? false;
}

/** A database needs a name. */
export function checkName(name: unknown): asserts name is string {
  if (typeof name !== "string" || name === "")
    throw new AmoraError(
      "bad_request",
      "the database has no name",
      "the name is a text, as open(name, { schema }) takes it",
    );
}

const storedName = (name: string) => `amora:${name}`;

// Where storage is switched off some browsers throw at the mere sight of it.
function indexedDBFactory(): IDBFactory {
  let factory: IDBFactory | undefined;
  let cause: unknown;
  try {
    factory = globalThis.indexedDB;
  } catch (error) {
    cause = error;
  }
  if (!factory)
    throw new AmoraError(
      "storage_failed",
      "there is no IndexedDB here",
      "the browser, or this window's mode, stores nothing",
      { cause },
    );
  return factory;
}

/** Opens what is there, and makes nothing. */
async function connect(name: string): Promise<IDBDatabase> {
  const request = indexedDBFactory().open(storedName(name));
  let isNew = false;
  request.onupgradeneeded = () => {
    isNew = true;
    request.transaction!.abort();
  };
  try {
    const connection = await answer(request);
    connection.onversionchange = () => connection.close(); // whoever deletes it need not wait
    return connection;
  } catch (error) {
    throw isNew ? nothingStored(name) : stored(error);
  }
}

/** Reads in one transaction: nobody writes between two batches. undefined: it lies in a file. */
async function readStored(connection: IDBDatabase, name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const stores = ["blocks", "meta"];
  if (!stores.every((store) => connection.objectStoreNames.contains(store))) {
    throw new AmoraError("newer_database", "the stored database is of a newer build", "use that build's exportFile");
  }
  const transaction = connection.transaction(stores, "readonly");
  if ((await answer(transaction.objectStore("meta").get("place"))) === "opfs") return undefined;
  const file = (await answer(transaction.objectStore("meta").get("file"))) as FileRecord | undefined;
  if (!file?.size) throw nothingStored(name);
  const { size, blockSize } = file;
  const bytes = new Uint8Array(size);
  const count = Math.ceil(size / blockSize);
  const step = Math.max(1, Math.floor(batchBytes / blockSize));
  for (let from = 0; from < count; from += step) {
    const to = Math.min(from + step, count);
    const blocks = (await answer(
      transaction.objectStore("blocks").getAll(IDBKeyRange.bound(from, to, false, true)),
    )) as Uint8Array[];
    if (blocks.length !== to - from)
      throw new AmoraError("storage_failed", `${to - from - blocks.length} blocks of the stored database are missing`);
    blocks.forEach((block, i) => {
      const start = (from + i) * blockSize;
      bytes.set(block.subarray(0, size - start), start);
    });
  }
  return bytes;
}

function nothingStored(name: string): AmoraError {
  return new AmoraError(
    "bad_request",
    `nothing is stored of a database named ${JSON.stringify(name)}`,
    "the name is the one given to open(); a database in memory ends with its tab",
  );
}

function stored(error: unknown): AmoraError {
  if (error instanceof AmoraError) return error;
  return new AmoraError(
    "storage_failed",
    `the stored database: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`,
    undefined,
    { cause: error },
  );
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      event.preventDefault();
      reject(request.error);
    };
  });
}
