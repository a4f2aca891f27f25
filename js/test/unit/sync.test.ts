import assert from "node:assert/strict";
import test from "node:test";
import { SyncSession, type Stage, type SyncProgress } from "../../src/sync.js";
import { FakeOwner } from "./fake.js";

const result = { pushed: 0, pulled: 2, conflicts: 0, quarantined: 0, bytesSent: 1, bytesReceived: 2 };
const request = { relay: "ws://localhost", push: false, pull: false, live: false, filter: null, chunkSize: 0 };

function start(signal?: AbortSignal) {
  const owner = new FakeOwner();
  const session = new SyncSession(owner.client, request, signal);
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
