import { AmoraError } from "./errors.js";

// A module is compiled once per page, however many databases are open.
const compiled = new Map<string, Promise<WebAssembly.Module>>();

/** Fetches and compiles the engine; override is where it is if not beside this script. */
export function loadWasm(override: string | URL | undefined): Promise<WebAssembly.Module> {
  const url = override === undefined ? new URL("./amora.wasm", import.meta.url) : fileUrl("wasmUrl", override);
  let loading = compiled.get(url.href);
  if (!loading) {
    loading = compile(url);
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

async function compile(url: URL): Promise<WebAssembly.Module> {
  const response = await fetch(url, { credentials: "same-origin" }).catch(unfetchable(url));
  if (!response.ok) {
    throw new AmoraError("engine_failed", `${url.href} answers ${response.status}`, misplaced);
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
    throw new AmoraError("engine_failed", `${url.href} is ${what}, not WebAssembly`, misplaced);
  }
  return WebAssembly.compile(bytes).catch(uncompilable(url));
}

const misplaced = "is amora.wasm served beside index.js? Otherwise pass wasmUrl to open()";

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
