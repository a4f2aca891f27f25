import assert from "node:assert/strict";
import test from "node:test";
import { decodeJson } from "../../src/rows.js";
import { SyncSession, type Stage, type SyncOptions, type SyncProgress } from "../../src/sync.js";
import { FakeOwner } from "./fake.js";

const result = { pushed: 0, pulled: 2, conflicts: 0, quarantined: 0, bytesSent: 1, bytesReceived: 2 };
const relay = "ws://localhost";

function start(signal?: AbortSignal) {
  const owner = new FakeOwner();
  const session = new SyncSession(owner.client, relay, signal ? { signal } : {});
  const id = owner.ids[0]!;
  return {
    owner,
    session,
    progress(stage: Stage, records: number) {
      const progress: SyncProgress = { direction: "pull", stage, records, total: 9, bytes: 0, offline: false };
      owner.answer("event", id, JSON.stringify(progress));
    },
    finish: () => owner.answer("reply", id, JSON.stringify(result)),
    fail: () => owner.answer("error", id, '{"code":"unavailable","text":"gone"}'),
  };
}

async function collect(session: SyncSession): Promise<string[]> {
  const seen: string[] = [];
  for await (const { stage, records } of session) seen.push(`${stage} ${records}`);
  return seen;
}

test("a loop sees progress and ends with the session", async () => {
  const { session, progress, finish } = start();
  const seen = collect(session);
  progress("queuing", 0);
  await Promise.resolve();
  progress("transferring", 5);
  finish();
  assert.deepEqual(await seen, ["queuing 0", "transferring 5"]);
  assert.deepEqual(await session.done, result);
});

test("a slow loop sees the latest of each stage", async () => {
  const { session, progress, finish } = start();
  progress("queuing", 0);
  for (let i = 1; i <= 1000; i++) progress("transferring", i);
  finish();
  assert.deepEqual(await collect(session), ["queuing 0", "transferring 1000"]);
});

test("a failure reaches the loop and done", async () => {
  const { session, fail } = start();
  const loop = collect(session);
  fail();
  await assert.rejects(loop, { code: "unavailable" });
  await assert.rejects(session.done, { code: "unavailable" });
});

test("stop cancels, and done resolves with the result so far", async () => {
  const { owner, session, finish } = start();
  session.stop();
  assert.equal(owner.sent.at(-1)?.type, "cancel");
  finish();
  assert.deepEqual(await session.done, result);
});

test("an aborted session rejects", async () => {
  const abort = new AbortController();
  const { owner, session, finish } = start(abort.signal);
  abort.abort();
  assert.equal(owner.sent.at(-1)?.type, "cancel");
  finish();
  await assert.rejects(session.done, { code: "aborted" });
});

test("what is not said about push and pull follows from what is", () => {
  const directions = (options: SyncOptions) => {
    const owner = new FakeOwner();
    new SyncSession(owner.client, relay, options);
    const { push, pull } = decodeJson<{ push: boolean; pull: boolean }>(owner.calls[0]!.payload);
    return `${push ? "push" : ""} ${pull ? "pull" : ""}`.trim();
  };
  assert.equal(directions({}), "push pull");
  assert.equal(directions({ push: true, pull: true }), "push pull");
  for (const options of [{ push: true }, { push: true, pull: false }, { pull: false }]) assert.equal(directions(options), "push");
  for (const options of [{ pull: true }, { pull: true, push: false }, { push: false }]) assert.equal(directions(options), "pull");
});

test("options that cannot be followed reject, and nothing is sent", async () => {
  for (const options of [{ push: false, pull: false }, null as unknown as SyncOptions]) {
    const owner = new FakeOwner();
    await assert.rejects(new SyncSession(owner.client, relay, options).done, { code: "bad_request" });
    assert.deepEqual(owner.sent, []);
  }
});
