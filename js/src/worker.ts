/**
 * The worker: a member of the group of tabs (tabs.ts) and, once it is elected,
 * the engine's host.
 */
import { type GoEngine, startGo } from "./go.js";
import { acquire } from "./lock.js";
import type { Start, ToPage, ToWorker } from "./messages.js";
import { Member } from "./tabs.js";
import { mixed, version } from "./version.js";

interface WorkerScope {
  postMessage(message: ToPage, transfer?: Transferable[]): void;
  onmessage: (event: MessageEvent<ToWorker>) => void;
}

const scope = globalThis as unknown as WorkerScope;

let member: Member | undefined;
let wasm: WebAssembly.Module | undefined;
let go: GoEngine | undefined;

scope.onmessage = ({ data }) => {
  switch (data.type) {
    case "start":
      join(data);
      break;
    case "wasm":
      wasm = data.wasm;
      member?.stand();
      break;
    case "call":
      member?.call(data);
      break;
    case "cancel":
      member?.cancel(data.id);
  }
};

function join(start: Start): void {
  if (start.version !== version) {
    scope.postMessage({ type: "stopped", error: mixed("index.js", start.version, "worker.js", version) });
    return;
  }
  member = new Member(start, {
    acquire,
    run: () => void run(),
    engine: { call: (call) => go?.call(call), cancel: (id) => go?.cancel(id) },
    post: (message, transfer = []) => scope.postMessage(message, transfer),
  });
}

async function run(): Promise<void> {
  const error = await startGo(wasm!, {
    ready(engine) {
      go = engine;
      member?.ready();
    },
    answer: (answer) => member?.answer(answer),
  });
  go = undefined;
  member?.stop(error);
}
