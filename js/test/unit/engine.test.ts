import assert from "node:assert/strict";
import test from "node:test";
import { startEngine } from "../../src/engine.js";
import { FakeWorker } from "./fake.js";

const emptyModule = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/** A page whose server answers every fetch with that; returns the workers it has started. */
function page(body: BodyInit, type: string, status = 200): FakeWorker[] {
  const workers: FakeWorker[] = [];
  const fake = {
    location: new URL("https://app.example/"),
    fetch: async () => new Response(body, { status, headers: { "Content-Type": type } }),
    Worker: class extends FakeWorker {
      constructor(url: string | URL) {
        super(url);
        workers.push(this);
      }

      override postMessage(...args: Parameters<FakeWorker["postMessage"]>): void {
        super.postMessage(...args);
        queueMicrotask(() => this.answer({ type: "ready" }));
      }
    },
  };
  Object.assign(globalThis, fake);
  return workers;
}

let files = 0;
const start = () => startEngine({ workerUrl: "/worker.js", wasmUrl: `/${++files}.wasm` });

test("the worker gets the compiled module", async () => {
  for (const type of ["application/wasm", "application/octet-stream", ""]) {
    const workers = page(emptyModule, type);
    await start();
    const boot = workers[0]!.sent[0];
    assert.equal(boot?.type === "boot" && boot.wasm instanceof WebAssembly.Module, true, type);
  }
});

test("a page in place of the file is told so", async () => {
  const workers = page("<!doctype html>", "text/html");
  await assert.rejects(start(), { code: "engine_failed", message: /HTML page/ });
  assert.equal(workers[0]!.terminated, true);
});

test("a missing or damaged file is told so", async () => {
  page("", "text/plain", 404);
  await assert.rejects(start(), { code: "engine_failed", message: /404/ });
  page(emptyModule.slice(0, 5), "application/wasm");
  await assert.rejects(start(), { code: "engine_failed", message: /does not compile/ });
  page("", "application/octet-stream");
  await assert.rejects(start(), { code: "engine_failed", message: /not WebAssembly/ });
});

test("a worker of another origin starts through a stub", async () => {
  const workers = page(emptyModule, "application/wasm");
  await startEngine({ workerUrl: "https://cdn.example/worker.js", wasmUrl: `/${++files}.wasm` });
  assert.equal(workers[0]!.url.slice(0, 5), "blob:");
});

test("the file is compiled once, and again after a failure", async () => {
  page("", "text/plain", 404);
  const url = `/${++files}.wasm`;
  const again = () => startEngine({ workerUrl: "/worker.js", wasmUrl: url });
  await assert.rejects(again(), { code: "engine_failed" });
  page(emptyModule, "application/wasm");
  await again();
  page("", "text/plain", 404);
  await again();
});

test("on a server it is told where it runs", async () => {
  Object.assign(globalThis, { Worker: undefined });
  await assert.rejects(start(), { code: "engine_failed", hint: /browser/ });
});
