/**
 * The worker: a member of the group of tabs (member.ts) and, once it is elected,
 * the engine's host.
 */
import { type Engine, startEngine } from "./engine.js";
import { acquire, whenReleased } from "./lock.js";
import { Member } from "./member.js";
import type { EngineModules, Start, ToPage, ToWorker } from "./messages.js";
import { mixed, version } from "./version.js";

interface WorkerScope {
  postMessage(message: ToPage, transfer?: Transferable[]): void;
  onmessage: (event: MessageEvent<ToWorker>) => void;
}

const scope = globalThis as unknown as WorkerScope;

let member: Member | undefined;
let modules: EngineModules | undefined;
let engine: Engine | undefined;

scope.onmessage = ({ data }) => {
  switch (data.type) {
    case "start":
      join(data);
      break;
    case "wasm":
      modules = data;
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
    whenReleased,
    run: () => void run(),
    engine: { call: (call) => engine?.call(call), cancel: (id) => engine?.cancel(id) },
    post: (message, transfer = []) => scope.postMessage(message, transfer),
  });
}

async function run(): Promise<void> {
  const error = await startEngine(modules!, {
    ready(running) {
      engine = running;
      member?.ready();
    },
    answer: (answer) => member?.answer(answer),
  });
  engine = undefined;
  member?.stop(error);
}
