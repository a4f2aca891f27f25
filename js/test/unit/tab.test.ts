import assert from "node:assert/strict";
import test from "node:test";
import { type EngineUrls, type NewerTab, Tab } from "../../src/tab.js";
import { FakeWorker, stored } from "./fake.js";

const emptyModule = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/** A page whose server answers every fetch with that; returns the workers it has started. */
function page(body: BodyInit, type: string, status = 200): FakeWorker[] {
  const workers: FakeWorker[] = [];
  const fake = {
    location: new URL("https://app.example/"),
    fetch: async () => new Response(body, { status, headers: { "Content-Type": type } }),
    window: new EventTarget(),
    document: new EventTarget(),
    Worker: class extends FakeWorker {
      constructor(url: string | URL) {
        super(url);
        workers.push(this);
      }

      override postMessage(...args: Parameters<FakeWorker["postMessage"]>): void {
        super.postMessage(...args);
        // It runs the engine as soon as it has it.
        if (args[0].type === "wasm") queueMicrotask(() => this.answer({ type: "open", owner: true, reply: stored }));
      }
    },
  };
  Object.assign(globalThis, fake);
  return workers;
}

let files = 0;
const request = { name: "school", schema: {}, durability: "strict", memory: false } as const;

async function start(urls: EngineUrls = { workerUrl: "/worker.js", wasmUrl: `/${++files}.wasm` }): Promise<Tab> {
  const tab = new Tab(request, urls);
  await tab.client.opened;
  return tab;
}

test("the worker gets the compiled module", async () => {
  for (const type of ["application/wasm", "application/octet-stream", ""]) {
    const workers = page(emptyModule, type);
    await start();
    assert.equal(workers[0]!.of("wasm")[0]!.wasm instanceof WebAssembly.Module, true, type);
  }
});

test("SQLite's module comes from beside the engine's, or from where the app says", async () => {
  Object.assign(globalThis, { AMORA_SQLITE: true }); // as esbuild would
  for (const [sqliteUrl, expected] of [
    [undefined, "/here/sqlite.wasm"],
    ["/there/db.wasm?v=1", "/there/db.wasm"],
  ] as const) {
    const workers = page(emptyModule, "application/wasm");
    const fetched: string[] = [];
    const answer = globalThis.fetch;
    globalThis.fetch = (url) => {
      fetched.push(new URL(String(url)).pathname);
      return answer(url);
    };
    const wasmUrl = `/here/${++files}.wasm`;
    await start({ workerUrl: "/worker.js", wasmUrl, ...(sqliteUrl === undefined ? {} : { sqliteUrl }) });
    assert.deepEqual(fetched, [wasmUrl, expected]);
    assert.equal(workers[0]!.of("wasm")[0]!.sqlite instanceof WebAssembly.Module, true);
  }
  Reflect.deleteProperty(globalThis, "AMORA_SQLITE");
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

test("a script that cannot be loaded is told from one that throws", async () => {
  for (const [message, code] of [
    [undefined, "engine_failed"],
    ["boom", "engine_stopped"],
  ] as const) {
    const workers = page(emptyModule, "application/wasm");
    const tab = await start();
    const pending = tab.client.call("query");
    workers[0]!.onerror?.({ message, preventDefault() {} });
    await assert.rejects(pending, { code });
    assert.equal(workers[0]!.terminated, true);
  }
});

test("a worker of another origin starts through a stub", async () => {
  const workers = page(emptyModule, "application/wasm");
  await start({ workerUrl: "https://cdn.example/worker.js", wasmUrl: `/${++files}.wasm` });
  assert.equal(workers[0]!.url.slice(0, 5), "blob:");
});

test("the file is compiled once, and again after a failure", async () => {
  page("", "text/plain", 404);
  const urls = { workerUrl: "/worker.js", wasmUrl: `/${++files}.wasm` };
  await assert.rejects(start(urls), { code: "engine_failed" });
  page(emptyModule, "application/wasm");
  await start(urls);
  page("", "text/plain", 404);
  await start(urls);
});

test("files of another build are asked for once more, past caches", async () => {
  const workers = page(emptyModule, "application/wasm");
  const fetched: string[] = [];
  const answer = globalThis.fetch;
  globalThis.fetch = (url) => {
    fetched.push(new URL(String(url)).search);
    return answer(url);
  };
  const tab = new Tab(request, { workerUrl: "/worker.js", wasmUrl: `/${++files}.wasm` });
  const mixed = { code: "engine_failed", text: "index.js is of build 2, worker.js of build 1" };
  workers[0]!.answer({ type: "stopped", error: mixed });
  assert.equal(workers[0]!.terminated, true);
  while (!workers[1]) await new Promise(setImmediate);
  assert.equal(new URL(workers[1].url).search, "?amora=dev");
  await tab.client.opened;
  assert.deepEqual(fetched, ["", "?amora=dev"]);
  workers[1].answer({ type: "stopped", error: mixed });
  await assert.rejects(tab.client.call("query"), { code: "engine_failed" });
  assert.equal(workers.length, 2, "once");
});

test("open is refused where the second worker may not be started", async () => {
  const workers = page(emptyModule, "application/wasm");
  const tab = new Tab(request, { workerUrl: "/worker.js", wasmUrl: `/${++files}.wasm` });
  const Given = globalThis.Worker;
  globalThis.Worker = class {
    constructor() {
      throw new TypeError("Trusted Types forbid it");
    }
  } as unknown as typeof Worker;
  workers[0]!.answer({ type: "stopped", error: { code: "engine_failed", text: "of another build" } });
  await assert.rejects(tab.client.opened, { code: "engine_failed", message: /worker cannot be started/ });
  globalThis.Worker = Given;
});

test("a lost worker is replaced, and what waited is sent to the next one", async () => {
  const workers = page(emptyModule, "application/wasm");
  const tab = await start();
  const pending = tab.client.call("exec");
  workers[0]!.answer({ type: "lost" });
  assert.equal(workers[0]!.terminated, true);
  for (let i = 0; i < 10 && workers[1]!.of("call").length === 0; i++)
    await new Promise((resolve) => setTimeout(resolve));
  const [again] = workers[1]!.of("call");
  assert.equal(again!.again, true);
  assert.equal(workers[1]!.of("start")[0]!.open.stored, true, "memory would not do any more");
  assert.equal(workers[1]!.of("start")[0]!.patience > workers[0]!.of("start")[0]!.patience, true);
  workers[1]!.answer({ type: "reply", id: again!.id, payload: new Uint8Array(0) });
  await pending;
});

test("a page that wakes asks for the database that it had, and ends where that is gone", async () => {
  const workers = page(emptyModule, "application/wasm");
  const tab = await start();
  const write = tab.client.call("exec");
  workers[0]!.answer({ type: "lost" });
  const { open } = workers[1]!.of("start")[0]!;
  assert.deepEqual([open.stored, open.database], [true, stored.database]);
  assert.equal(tab.destroyed, false);
  workers[1]!.answer({ type: "stopped", error: { code: "closed", text: "the database was destroyed" } });
  await assert.rejects(write, { code: "closed" });
  assert.equal(tab.destroyed, true);
});

test("a page that is put to sleep has no worker until it wakes", async () => {
  for (const [target, sleep, wake] of [
    ["document", "freeze", "resume"],
    ["window", "pagehide", "pageshow"],
  ] as const) {
    const workers = page(emptyModule, "application/wasm");
    const tab = await start();
    globalThis[target].dispatchEvent(new Event(sleep));
    assert.equal(workers[0]!.terminated, true, sleep);
    assert.equal(workers.length, 1);
    globalThis[target].dispatchEvent(new Event(wake));
    globalThis[target].dispatchEvent(new Event(wake));
    assert.equal(workers.length, 2, wake);
    tab.terminate();
    globalThis[target].dispatchEvent(new Event(wake));
    assert.equal(workers.length, 2, "it is over");
  }
});

test("on a server it is told where it runs", async () => {
  Object.assign(globalThis, { Worker: undefined });
  await assert.rejects(start(), { code: "engine_failed", hint: /browser/ });
});

test("fault: a page is told of a newer tab, and gives way unless it says no", async () => {
  for (const stays of [true, false]) {
    const workers = page(emptyModule, "application/wasm");
    const told: string[] = [];
    const onNewerTab = ({ version, preventDefault }: NewerTab) => {
      told.push(version);
      if (stays) preventDefault();
    };
    const tab = new Tab(request, { workerUrl: "/worker.js", wasmUrl: `/${++files}.wasm`, onNewerTab });
    await tab.client.opened;
    const put = tab.client.call("put");
    const watch = tab.client.call("watch");
    const worker = workers[0]!;
    for (let again = 0; again < 2; again++) worker.answer({ type: "newer", member: "m", version: "9.0.0" });
    assert.deepEqual(told, ["9.0.0"], "once");
    if (stays) {
      assert.equal(worker.terminated, false);
      tab.terminate();
      await assert.rejects(put, { code: "closed" });
      await assert.rejects(watch, { code: "closed" });
      continue;
    }
    await assert.rejects(watch, { code: "closed", message: /newer tab/ });
    const reply = (method: string) =>
      worker.answer({
        type: "reply",
        id: worker.of("call").find((call) => call.method === method)!.id,
        payload: new Uint8Array(0),
      });
    assert.equal(worker.terminated, false, "what is under way is finished first");
    reply("put");
    await put;
    await new Promise(setImmediate);
    reply("close");
    await new Promise(setImmediate);
    assert.equal(worker.terminated, true);
    await assert.rejects(tab.client.call("query"), { code: "closed", message: /newer tab/ });
  }
});

test("fault: in a service worker or shared worker it is told what is missing there", async () => {
  Object.assign(globalThis, { Worker: undefined });
  const before = Object.getOwnPropertyDescriptor(globalThis, Symbol.toStringTag);
  try {
    for (const [scope, place] of [
      ["ServiceWorkerGlobalScope", "a service worker"],
      ["SharedWorkerGlobalScope", "a shared worker"],
    ] as const) {
      Object.defineProperty(globalThis, Symbol.toStringTag, { value: scope, configurable: true });
      await assert.rejects(start(), {
        code: "engine_failed",
        message: new RegExp(`${place} cannot start`),
        hint: /page or a dedicated worker/,
      });
    }
  } finally {
    if (before) Object.defineProperty(globalThis, Symbol.toStringTag, before);
  }
});

test("a file that breaks off is told so", async () => {
  page(new ReadableStream({ start: (stream) => stream.error(new TypeError("cut off")) }), "application/octet-stream");
  await assert.rejects(start(), { code: "engine_failed", message: /cannot be fetched/ });
});

test("an address that is none is named", async () => {
  page(emptyModule, "application/wasm");
  await assert.rejects(start({ workerUrl: "http://", wasmUrl: `/${++files}.wasm` }), {
    code: "bad_request",
    message: /workerUrl is no URL: http:/,
  });
  await assert.rejects(start({ workerUrl: "/worker.js", wasmUrl: "http://" }), {
    code: "bad_request",
    message: /wasmUrl is no URL: http:/,
  });
});
