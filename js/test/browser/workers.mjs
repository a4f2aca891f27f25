/** The package's worker as poorer browsers would run it: what stands before the script. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const before = {
  // What plain http takes away, and SharedWorker.
  poor: `delete WorkerNavigator.prototype.locks; delete WorkerNavigator.prototype.storage; delete Crypto.prototype.subtle;`,
  private: `Object.defineProperty(globalThis, "indexedDB", { get() { throw new DOMException("The operation is insecure.", "SecurityError"); } });`,
  full: `const early = [];
globalThis.onmessage = (event) => early.push(event);
const bucket = await navigator.storageBuckets.open("small", { quota: 8_000_000 });
Object.defineProperty(globalThis, "indexedDB", { value: bucket.indexedDB });
// Of a bucket's files there is no quota.
const { write } = FileSystemSyncAccessHandle.prototype;
FileSystemSyncAccessHandle.prototype.write = function (bytes, options) {
  if (options.at + bytes.length > 8e6) throw new DOMException("no space", "QuotaExceededError");
  return write.call(this, bytes, options);
};
queueMicrotask(() => early.forEach((event) => globalThis.onmessage(event)));`,
  // As the browser may at any time: closes the connections to the stored databases, when it is told to.
  closing: `const connections = new Set();
const { open } = IDBFactory.prototype;
IDBFactory.prototype.open = function (...args) {
  const request = open.apply(this, args);
  request.addEventListener("success", () => connections.add(request.result));
  return request;
};
const told = new BroadcastChannel("close-storage");
told.onmessage = ({ data }) => {
  if (data !== "close") return;
  for (const connection of connections) {
    connection.close();
    connection.dispatchEvent(new Event("close"));
  }
  told.postMessage(connections.size);
  connections.clear();
};`,
};

/** Writes them into the folder that has worker.js. */
export async function writeWorkers(folder) {
  const script = await readFile(join(folder, "worker.js"), "utf8");
  for (const [name, first] of Object.entries(before))
    await writeFile(join(folder, `${name}.js`), `${first}\n${script}`);
}

/** Runs in the page of a poor worker. */
export function poorPage() {
  delete Navigator.prototype.locks;
  delete Navigator.prototype.storage;
  delete Crypto.prototype.subtle;
  delete globalThis.SharedWorker;
}
