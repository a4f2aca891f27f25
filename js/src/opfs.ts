/**
 * A database that lies in a file, read and removed without the engine.
 * wasm/opfsvfs/doc.go describes the layout.
 */
import { AmoraError } from "./errors.js";

const suffixes = [".sqlite", ".sqlite-wal"] as const;

/** How long the worker of another tab may take to end, in milliseconds. */
const patience = 10_000;
const pause = 50;

async function folder(): Promise<FileSystemDirectoryHandle | undefined> {
  if (typeof FileSystemFileHandle === "undefined") return undefined;
  try {
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle("amora");
  } catch {
    return undefined;
  }
}

/** Capital letters are written as _ and the small one: there are systems that take both for the same. */
const encode = (name: string) => encodeURIComponent(name).replace(/[A-Z_]/g, (c) => `_${c.toLowerCase()}`);

/**
 * Removes the files of a database, once those who have been told that it is destroyed let go of them. Whoever begins a
 * new one of that name meanwhile has emptied them: then isNew says so, and they stay.
 */
export async function removeFiles(name: string, isNew: () => Promise<boolean>): Promise<void> {
  const where = await folder();
  if (!where) return;
  for (const suffix of suffixes) {
    for (let waited = 0; ; waited += pause) {
      if (await isNew()) return;
      try {
        await where.removeEntry(encode(name) + suffix);
        break;
      } catch (error) {
        const { name } = error as DOMException;
        if (name === "NotFoundError") break;
        if (name !== "NoModificationAllowedError" || waited >= patience) throw error;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }
}

/** The database as its last commit left it. Who has it open may write meanwhile: then it is read again. */
export async function readFiles(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const where = await folder();
  if (!where) throw new AmoraError("storage_failed", "the browser does not give the database's file");
  const handles = await Promise.all(suffixes.map((suffix) => where.getFileHandle(encode(name) + suffix)));
  for (let tries = 0; ; tries++) {
    const before = await Promise.all(handles.map((handle) => handle.getFile()));
    try {
      const [file, log] = await Promise.all(before.map((file) => file.arrayBuffer()));
      const after = await Promise.all(handles.map((handle) => handle.getFile()));
      if (before.every((file, i) => file.size === after[i]!.size && file.lastModified === after[i]!.lastModified))
        return withLog(new Uint8Array(file!), new DataView(log!));
    } catch (error) {
      if ((error as DOMException).name !== "NotReadableError") throw error; // it was written to
    }
    if (tries === 100) throw new AmoraError("busy", "the database is written to all the time");
  }
}

/**
 * A database and its write-ahead log in one: https://sqlite.org/fileformat2.html#the_write_ahead_log
 * What follows the last commit, and what an earlier log has left behind, has no valid checksum or none of this salt.
 */
export function withLog(file: Uint8Array<ArrayBuffer>, log: DataView<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const pages = new Map<number, number>();
  let open: [page: number, at: number][] = [];
  let size = file.length;
  if (log.byteLength >= 32) {
    const pageSize = log.getUint32(8);
    const little = (log.getUint32(0) & 1) === 0;
    let sum: Sum = checksum(log, 0, 24, little, [0, 0]);
    const valid = sum[0] === log.getUint32(24) && sum[1] === log.getUint32(28);
    for (let at = 32; valid && at + 24 + pageSize <= log.byteLength; at += 24 + pageSize) {
      if (log.getUint32(at + 8) !== log.getUint32(16) || log.getUint32(at + 12) !== log.getUint32(20)) break;
      sum = checksum(log, at + 24, pageSize, little, checksum(log, at, 8, little, sum));
      if (sum[0] !== log.getUint32(at + 16) || sum[1] !== log.getUint32(at + 20)) break;
      open.push([log.getUint32(at), at + 24]);
      const committed = log.getUint32(at + 4);
      if (!committed) continue;
      for (const [page, from] of open) pages.set(page, from);
      open = [];
      size = committed * pageSize;
    }
    const whole = new Uint8Array(size);
    whole.set(file.subarray(0, size));
    for (const [page, from] of pages)
      if (page * pageSize <= size) whole.set(new Uint8Array(log.buffer, from, pageSize), (page - 1) * pageSize);
    file = whole;
  }
  if (file.length > 19) file[18] = file[19] = 1; // the log does not travel with the file
  return file;
}

type Sum = readonly [number, number];

function checksum(log: DataView, at: number, length: number, little: boolean, [a, b]: Sum): Sum {
  for (let i = at; i < at + length; i += 8) {
    a = (a + log.getUint32(i, little) + b) >>> 0;
    b = (b + log.getUint32(i + 4, little) + a) >>> 0;
  }
  return [a, b];
}
