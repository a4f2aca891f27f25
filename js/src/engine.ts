/**
 * Starts the worker and its WebAssembly. The bytes are fetched here and not in
 * the worker: bundlers find a literal `new URL(…, import.meta.url)` in the
 * main script, but leave out what a dependency's worker refers to.
 */
import { AmoraError } from "./errors.js";
import { Client } from "./client.js";
import type { ToWorker } from "./messages.js";
import { version } from "./version.js";

/** Where the two other files of this package are, if not beside this script. */
export interface EngineUrls {
  /** worker.js; it may lie on another origin. */
  workerUrl?: string | URL;
  /** amora.wasm. */
  wasmUrl?: string | URL;
}

/** Starts an engine of its own, and answers once it can take calls. */
export async function startEngine(urls: EngineUrls): Promise<Client> {
  if (typeof Worker === "undefined" || typeof WebAssembly === "undefined") {
    throw new AmoraError("engine_failed", "no workers or no WebAssembly here", "open() runs in a browser, not while a page is rendered on a server");
  }
  const worker = startWorker(urls.workerUrl);
  const client = new Client(worker);
  try {
    const wasm = await loadWasm(urls.wasmUrl);
    worker.postMessage({ type: "boot", wasm, version } satisfies ToWorker, wasm instanceof ArrayBuffer ? [wasm] : []);
    await client.ready;
  } catch (error) {
    client.terminate();
    throw error;
  }
  return client;
}

function startWorker(override: string | URL | undefined): Worker {
  try {
    if (override === undefined) return new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    const url = new URL(override, location.href);
    if (url.origin === location.origin || !url.protocol.startsWith("http")) return new Worker(url, { type: "module" });
    // A worker has to be of the page's origin, what it imports need not.
    const stub = URL.createObjectURL(new Blob([`import ${JSON.stringify(url.href)};`], { type: "text/javascript" }));
    return new Worker(stub, { type: "module" });
  } catch (cause) {
    throw new AmoraError("engine_failed", "the worker cannot be started", "does the page's Content-Security-Policy allow worker-src?", { cause });
  }
}

// A module is compiled once per page, however many databases are open.
const compiled = new Map<string, Promise<WebAssembly.Module | ArrayBuffer>>();

function loadWasm(override: string | URL | undefined): Promise<WebAssembly.Module | ArrayBuffer> {
  const url = override === undefined ? new URL("./amora.wasm", import.meta.url) : new URL(override, location.href);
  let loading = compiled.get(url.href);
  if (!loading) {
    loading = compile(url);
    compiled.set(url.href, loading);
    loading.catch(() => compiled.delete(url.href));
  }
  return loading;
}

async function compile(url: URL): Promise<WebAssembly.Module> {
  const response = await fetch(url, { credentials: "same-origin" }).catch((cause: unknown) => {
    throw new AmoraError("engine_failed", `${url.href} cannot be fetched`, undefined, { cause });
  });
  if (!response.ok) {
    throw new AmoraError("engine_failed", `${url.href} answers ${response.status}`, misplaced);
  }
  // Without the right type compileStreaming refuses, the bytes may still do.
  const type = response.headers.get("Content-Type") ?? "";
  if (typeof WebAssembly.compileStreaming === "function" && type.startsWith("application/wasm")) {
    return WebAssembly.compileStreaming(response).catch(uncompilable(url));
  }
  const bytes = await response.arrayBuffer();
  const start = new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength));
  if (start[0] !== 0x00 || start[1] !== 0x61 || start[2] !== 0x73 || start[3] !== 0x6d) {
    const what = start[0] === 0x3c ? "an HTML page" : "something else";
    throw new AmoraError("engine_failed", `${url.href} is ${what}, not WebAssembly`, misplaced);
  }
  return WebAssembly.compile(bytes).catch(uncompilable(url));
}

const misplaced = "is amora.wasm served beside index.js? Otherwise pass wasmUrl to open()";

function uncompilable(url: URL): (cause: unknown) => never {
  return (cause) => {
    throw new AmoraError("engine_failed", `${url.href} does not compile`, "a Content-Security-Policy needs 'wasm-unsafe-eval' in script-src", { cause });
  };
}
