/**
 * Runs the engine, a Go program. wasm_exec.js is Go's own, of the version that
 * built the engine; the build script binds it in.
 */
import "wasm_exec";
import type { ErrorRecord } from "./errors.js";
import { type GoProgram, linkSQLite, needsSQLite } from "./link.js";
import type { Answer, Bytes, Call, EngineModules } from "./messages.js";
import { mixed, version } from "./version.js";

/** The running engine; its other side is wasm/bridge_js.go. */
export interface Engine {
  call(call: Call): void;
  cancel(id: string): void;
}

/** Who started the engine, and is told what becomes of it. */
export interface EngineHost {
  ready(engine: Engine): void;
  answer(answer: Answer): void;
}

type CallEngine = (id: string, method: string, payload: Bytes, again: boolean, settled: number) => void;

/** What wasm/main_js.go expects to find as globalThis.amoraHost. */
interface AmoraHost {
  /** The engine runs: call starts a call, cancel asks for its end. */
  ready(version: string, call: CallEngine, cancel: (id: string) => void): void;
  send(type: Answer["type"], id: string, payload: Bytes): void;
}

interface GoRuntime extends GoProgram {
  run(instance: WebAssembly.Instance): Promise<void>;
}

interface GoScope {
  Go: new () => GoRuntime;
  fs: { writeSync(fd: number, bytes: Uint8Array): number };
  amoraHost: AmoraHost;
}

const scope = globalThis as unknown as GoScope;

/** Runs the engine, and answers why it has stopped. */
export async function startEngine({ wasm, sqlite }: EngineModules, host: EngineHost): Promise<ErrorRecord> {
  let running = false;
  const reason = keepReason();
  try {
    return await new Promise<ErrorRecord>((stopped, failed) => {
      scope.amoraHost = {
        ready(engineVersion, call, cancel) {
          if (engineVersion !== version) return stopped(mixed("worker.js", version, "amora.wasm", engineVersion));
          running = true;
          host.ready({
            call: ({ id, method, payload, again, settled }) => call(id, method, payload, again, settled),
            cancel,
          });
        },
        send: (type, id, payload) => host.answer({ type, id, payload }),
      };
      const go = new scope.Go();
      const link = linker(go, wasm, sqlite, failed);
      WebAssembly.instantiate(wasm, go.importObject)
        .then((instance) => {
          link(instance);
          return go.run(instance);
        })
        .then(
          () =>
            stopped({ code: "engine_stopped", text: `the engine ended: ${reason()}`, hint: "open the database again" }),
          failed,
        );
    });
  } catch (error) {
    return running
      ? { code: "engine_stopped", text: String(error), hint: "open the database again" }
      : { code: "engine_failed", text: String(error), hint: "are worker.js and amora.wasm of one build?" };
  }
}

/** Adds SQLite to the engine, if it is not part of it. */
function linker(
  go: GoRuntime,
  wasm: WebAssembly.Module,
  sqlite: WebAssembly.Module | undefined,
  died: (error: Error) => void,
): (instance: WebAssembly.Instance) => void {
  if (!needsSQLite(wasm)) return () => {};
  if (!sqlite) throw new Error("amora.wasm needs sqlite.wasm, which this build of index.js does not know of");
  return linkSQLite(go, wasm, sqlite, died);
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
