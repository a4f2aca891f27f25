import assert from "node:assert/strict";
import test from "node:test";
import { Client } from "../../src/client.js";
import { encodeText } from "../../src/rows.js";
import { FakeWorker } from "./fake.js";

function start(): { worker: FakeWorker; client: Client } {
  const worker = new FakeWorker();
  return { worker, client: new Client(worker as unknown as Worker) };
}

test("replies find their calls, in whatever order", async () => {
  const { worker, client } = start();
  const first = client.call("query", encodeText("1"));
  const second = client.call("query", encodeText("2"));
  const [a, b] = worker.calls;
  worker.answer({ type: "reply", id: b!, payload: encodeText("b") });
  worker.answer({ type: "reply", id: a!, payload: encodeText("a") });
  assert.deepEqual([await first, await second], [encodeText("a"), encodeText("b")]);
});

test("ids are unique among pages", () => {
  const one = start();
  const two = start();
  void one.client.start("sync");
  void two.client.start("sync");
  assert.equal(one.worker.calls[0] === two.worker.calls[0], false);
});

test("a payload is given away whole", () => {
  const { worker, client } = start();
  const payload = encodeText("{}");
  void client.start("exec", payload);
  assert.equal(payload.byteLength, 0);
  assert.deepEqual(worker.sent.map((message) => message.type === "call" && message.payload), [encodeText("{}")]);
});

test("an error of the engine rejects its call only", async () => {
  const { worker, client } = start();
  const bad = client.call("exec");
  const good = client.call("exec");
  const [a, b] = worker.calls;
  worker.answer({ type: "error", id: a!, payload: encodeText('{"code":"constraint","text":"taken","hint":""}') });
  worker.answer({ type: "reply", id: b!, payload: encodeText("{}") });
  await assert.rejects(bad, { code: "constraint", hint: undefined });
  await good;
});

test("events come before the reply, none after", async () => {
  const { worker, client } = start();
  const seen: string[] = [];
  const call = client.start("watch", encodeText(""), (payload) => seen.push(new TextDecoder().decode(payload)));
  worker.answer({ type: "event", id: call.id, payload: encodeText("1") });
  worker.answer({ type: "reply", id: call.id, payload: encodeText("{}") });
  worker.answer({ type: "event", id: call.id, payload: encodeText("2") });
  await call.reply;
  assert.deepEqual(seen, ["1"]);
});

test("a stopped engine rejects what is pending, and what comes later", async () => {
  const { worker, client } = start();
  const pending = client.call("query");
  worker.answer({ type: "stopped", error: { code: "engine_stopped", text: "panic" } });
  await assert.rejects(pending, { code: "engine_stopped" });
  await assert.rejects(client.call("query"), { code: "engine_stopped" });
  await assert.rejects(client.ready, { code: "engine_stopped" });
  assert.equal(worker.terminated, true);
});

test("a script that cannot be loaded is told from one that throws", async () => {
  for (const [message, code] of [[undefined, "engine_failed"], ["boom", "engine_stopped"]] as const) {
    const { worker, client } = start();
    worker.onerror?.({ message, preventDefault() {} });
    await assert.rejects(client.ready, { code });
  }
});

test("an abort cancels the call, and tells so", async () => {
  const { worker, client } = start();
  const abort = new AbortController();
  const pending = client.call("join", encodeText('""'), { signal: abort.signal });
  const [id] = worker.calls;
  abort.abort();
  assert.deepEqual(worker.sent.at(-1), { type: "cancel", id });
  worker.answer({ type: "error", id: id!, payload: encodeText('{"code":"internal","text":"context canceled"}') });
  await assert.rejects(pending, { code: "aborted" });
  await assert.rejects(client.call("join", encodeText('""'), { signal: abort.signal }), { code: "aborted" });
  assert.equal(worker.calls.length, 1);
});
