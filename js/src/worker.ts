/**
 * The worker: runs the engine and carries messages between it and the page
 * (messages.ts). wasm_exec.js is Go's own, of the version that built the
 * engine; the build script binds it in.
 */
import "wasm_exec";
import type { ErrorRecord } from "./errors.js";
import type { ToPage, ToWorker } from "./messages.js";
import { version } from "./version.js";

/** What wasm/main_js.go expects to find as globalThis.amoraHost. */
interface Host {
  /** The engine runs: call starts a call, cancel asks for its end. */
  ready(version: string, call: (id: string, method: string, payload: Uint8Array) => void, cancel: (id: string) => void): void;
  /** A message for the page; the payload's buffer is given away. */
  send(type: "reply" | "error" | "event", id: string, payload: Uint8Array<ArrayBuffer>): void;
}

interface GoRuntime {
  readonly importObject: WebAssembly.Imports;
  run(instance: WebAssembly.Instance): Promise<void>;
}

interface WorkerScope {
  Go: new () => GoRuntime;
  fs: { writeSync(fd: number, bytes: Uint8Array): number };
  amoraHost: Host;
  postMessage(message: ToPage, transfer?: Transferable[]): void;
  onmessage: (event: MessageEvent<ToWorker>) => void;
}

const scope = globalThis as unknown as WorkerScope;

let call: Parameters<Host["ready"]>[1] | undefined;
let cancel: Parameters<Host["ready"]>[2] | undefined;

scope.onmessage = ({ data }) => {
  switch (data.type) {
    case "boot":
      void boot(data.wasm, data.version);
      break;
    case "call":
      call?.(data.id, data.method, data.payload);
      break;
    case "cancel":
      cancel?.(data.id);
  }
};

async function boot(wasm: WebAssembly.Module | ArrayBuffer, pageVersion: string): Promise<void> {
  if (pageVersion !== version) return stopped(mixed("index.js", pageVersion, "worker.js", version));
  scope.amoraHost = {
    ready(engineVersion, callEngine, cancelEngine) {
      if (engineVersion !== version) return stopped(mixed("worker.js", version, "amora.wasm", engineVersion));
      call = callEngine;
      cancel = cancelEngine;
      scope.postMessage({ type: "ready" });
    },
    send(type, id, payload) {
      scope.postMessage({ type, id, payload }, [payload.buffer]);
    },
  };
  const reason = keepReason();
  const go = new scope.Go();
  try {
    const instance =
      wasm instanceof WebAssembly.Module
        ? await WebAssembly.instantiate(wasm, go.importObject)
        : (await WebAssembly.instantiate(wasm, go.importObject)).instance;
    await go.run(instance);
    stopped({ code: "engine_stopped", text: `the engine ended: ${reason()}`, hint: "open the database again" });
  } catch (error) {
    stopped({ code: call ? "engine_stopped" : "engine_failed", text: String(error), hint: "are worker.js and amora.wasm of one build?" });
  }
}

function stopped(error: ErrorRecord): void {
  call = cancel = undefined;
  scope.postMessage({ type: "stopped", error });
}

function mixed(a: string, versionA: string, b: string, versionB: string): ErrorRecord {
  return {
    code: "engine_failed",
    text: `${a} is of build ${versionA}, ${b} of build ${versionB}`,
    hint: "serve the files of one build together, and reload past any cache",
  };
}

// A crash tells its reason on standard error, which goes on to the console.
function keepReason(): () => string {
  const decoder = new TextDecoder();
  const write = scope.fs.writeSync.bind(scope.fs);
  let output = "";
  scope.fs.writeSync = (fd, bytes) => {
    output += decoder.decode(bytes, { stream: true });
    const start = output.search(/^(?:panic|fatal error): /m);
    output = start < 0 ? output.slice(-100) : output.slice(start, start + 1000);
    return write(fd, bytes);
  };
  return () => /^(?:panic|fatal error): .*/.exec(output)?.[0] ?? "no reason given";
}
