import { AmoraError } from "./errors.js";
import { keptFile, ofThisBuild } from "./kept.js";
import type { EngineModules } from "./messages.js";

/** Set by the build (esbuild --define): whether SQLite is a module of its own. */
declare const AMORA_SQLITE: boolean | undefined;

/** Where the engine's files are, if not beside this script. */
export interface FileUrls {
  /** amora.wasm. */
  wasmUrl?: string | URL;
  /** sqlite.wasm; by default it is looked for beside amora.wasm. */
  sqliteUrl?: string | URL;
}

// A module is compiled once per page, however many databases are open.
const compiled = new Map<string, Promise<WebAssembly.Module>>();

/**
 * Fetches and compiles the engine: its modules side by side, while they arrive.
 * fresh asks for this build's files, past caches that have others.
 */
export async function loadEngine(where: FileUrls, fresh: boolean): Promise<EngineModules> {
  const { wasm, sqlite } = engineUrls(where, fresh);
  const modules = await Promise.all([load(wasm, "wasmUrl"), sqlite && load(sqlite, "sqliteUrl")]);
  return { wasm: modules[0], sqlite: modules[1] };
}

/** The addresses of the engine's files. */
export function engineUrls({ wasmUrl, sqliteUrl }: FileUrls, fresh: boolean): { wasm: URL; sqlite?: URL } {
  const build = fresh ? ofThisBuild : (url: URL) => url;
  // Bundlers look for literal paths.
  const wasm = wasmUrl === undefined ? new URL("./amora.wasm", import.meta.url) : fileUrl("wasmUrl", wasmUrl);
  if (typeof AMORA_SQLITE === "undefined" || !AMORA_SQLITE) return { wasm: build(wasm) };
  let sqlite: URL;
  if (sqliteUrl !== undefined) sqlite = fileUrl("sqliteUrl", sqliteUrl);
  else if (wasmUrl !== undefined) sqlite = new URL("./sqlite.wasm", wasm);
  else sqlite = new URL("./sqlite.wasm", import.meta.url);
  return { wasm: build(wasm), sqlite: build(sqlite) };
}

/** Fetches and compiles one module; option is where an app names its place. */
function load(url: URL, option: keyof FileUrls): Promise<WebAssembly.Module> {
  let loading = compiled.get(url.href);
  if (!loading) {
    loading = compile(url, misplaced[option]);
    compiled.set(url.href, loading);
    loading.catch(() => compiled.delete(url.href));
  }
  return loading;
}

/** Where the app says that a file of this package is. */
export function fileUrl(option: string, where: string | URL): URL {
  try {
    return new URL(where, location.href);
  } catch (cause) {
    throw new AmoraError(
      "bad_request",
      `${option} is no URL: ${String(where)}`,
      "it is absolute, or relative to the page's address",
      { cause },
    );
  }
}

async function compile(url: URL, hint: string): Promise<WebAssembly.Module> {
  const response = (await keptFile(url)) ?? (await fetch(url, { credentials: "same-origin" }).catch(unfetchable(url)));
  if (!response.ok) {
    throw new AmoraError("engine_failed", `${url.href} answers ${response.status}`, hint);
  }
  // Without the right type compileStreaming refuses, the bytes may still do.
  const type = response.headers.get("Content-Type") ?? "";
  if (typeof WebAssembly.compileStreaming === "function" && type.startsWith("application/wasm")) {
    return WebAssembly.compileStreaming(response).catch(uncompilable(url));
  }
  const bytes = await response.arrayBuffer().catch(unfetchable(url));
  const start = new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength));
  if (start[0] !== 0x00 || start[1] !== 0x61 || start[2] !== 0x73 || start[3] !== 0x6d) {
    const what = start[0] === 0x3c ? "an HTML page" : "something else";
    throw new AmoraError("engine_failed", `${url.href} is ${what}, not WebAssembly`, hint);
  }
  return WebAssembly.compile(bytes).catch(uncompilable(url));
}

const misplaced = {
  wasmUrl: "is amora.wasm served beside index.js? Otherwise pass wasmUrl to open()",
  sqliteUrl: "is sqlite.wasm served beside amora.wasm? Otherwise pass sqliteUrl to open()",
};

function unfetchable(url: URL): (cause: unknown) => never {
  return (cause) => {
    throw new AmoraError(
      "engine_failed",
      `${url.href} cannot be fetched`,
      "is there a connection, and does the page's Content-Security-Policy allow it in connect-src?",
      { cause },
    );
  };
}

function uncompilable(url: URL): (cause: unknown) => never {
  return (cause) => {
    throw new AmoraError(
      "engine_failed",
      `${url.href} does not compile`,
      "a Content-Security-Policy needs 'wasm-unsafe-eval' in script-src",
      { cause },
    );
  };
}
