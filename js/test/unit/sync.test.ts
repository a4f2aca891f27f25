import assert from "node:assert/strict";
import test from "node:test";
import { decodeJson } from "../../src/codec.js";
import { AmoraError } from "../../src/errors.js";
import { type Stage, type SyncOptions, type SyncProgress, SyncSession } from "../../src/sync.js";
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
  for (const options of [{ push: true }, { push: true, pull: false }, { pull: false }])
    assert.equal(directions(options), "push");
  for (const options of [{ pull: true }, { pull: true, push: false }, { push: false }])
    assert.equal(directions(options), "pull");
});

test("options that cannot be followed reject, and nothing is sent", async () => {
  for (const options of [{ push: false, pull: false }, null as unknown as SyncOptions]) {
    const owner = new FakeOwner();
    await assert.rejects(new SyncSession(owner.client, relay, options).done, { code: "bad_request" });
    assert.deepEqual(owner.sent, []);
  }
});

// What nobody handled by the time the event loop came round.
async function unhandled(run: () => unknown): Promise<unknown[]> {
  const seen: unknown[] = [];
  const note = (reason: unknown) => seen.push(reason);
  process.on("unhandledRejection", note);
  try {
    await run();
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    process.off("unhandledRejection", note);
  }
  return seen;
}

test("fault F7: a session that nobody waits for is no unhandled rejection", async () => {
  const failing = {
    "never looked at": () => start().fail(),
    "its loop was left early": async () => {
      const { session, progress, fail } = start();
      progress("queuing", 0);
      for await (const _ of session) break;
      fail();
    },
    "stopped, and then it failed": () => {
      const { session, fail } = start();
      session.stop();
      fail();
    },
    aborted: () => {
      const abort = new AbortController();
      const { finish } = start(abort.signal);
      abort.abort();
      finish();
    },
    "aborted before it began": () => {
      const { finish } = start(AbortSignal.abort());
      finish();
    },
    "the engine has died": () => {
      const { owner } = start();
      owner.client.die(new AmoraError("engine_stopped", "gone"));
    },
    "its options cannot be followed": () => {
      new SyncSession(new FakeOwner().client, relay, { push: false, pull: false });
    },
  };
  for (const [name, run] of Object.entries(failing)) assert.deepEqual(await unhandled(run), [], name);
});

test("fault F7: whoever waits later still sees the error", async () => {
  const { session, fail } = start();
  assert.deepEqual(await unhandled(fail), []);
  await assert.rejects(session.done, { code: "unavailable" });
  await assert.rejects(collect(session), { code: "unavailable" });
});

test("fault F2: a live session passes hints of the network on, as long as it lasts", async () => {
  const window = new EventTarget();
  const page = Object.assign(new EventTarget(), { visibilityState: "hidden" });
  const globals = {
    document: page,
    addEventListener: window.addEventListener.bind(window),
    removeEventListener: window.removeEventListener.bind(window),
  };
  Object.assign(globalThis, globals);
  try {
    const owner = new FakeOwner();
    const session = new SyncSession(owner.client, relay, { live: true });
    const hints = () => owner.calls.filter(({ method }) => method === "network").length;
    window.dispatchEvent(new Event("online"));
    window.dispatchEvent(new Event("offline"));
    page.dispatchEvent(new Event("visibilitychange"));
    assert.equal(hints(), 2);
    page.visibilityState = "visible";
    page.dispatchEvent(new Event("visibilitychange"));
    assert.equal(hints(), 3);
    owner.answer("reply", owner.ids[0]!, JSON.stringify(result));
    await session.done;
    window.dispatchEvent(new Event("online"));
    page.dispatchEvent(new Event("visibilitychange"));
    assert.equal(hints(), 3);

    new SyncSession(owner.client, relay, {});
    window.dispatchEvent(new Event("online"));
    assert.equal(hints(), 3);
  } finally {
    for (const name of Object.keys(globals)) Reflect.deleteProperty(globalThis, name);
  }
});
