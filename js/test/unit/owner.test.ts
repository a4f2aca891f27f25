import assert from "node:assert/strict";
import test from "node:test";
import { encodeText } from "../../src/codec.js";
import type { Answer, Call, Method } from "../../src/messages.js";
import { Owner } from "../../src/owner.js";

/** An owner whose engine and members are the test. */
function start() {
  const log: string[] = [];
  const released = new Map<string, () => void>();
  const owner = new Owner(
    "me",
    {
      call: ({ id, again }) => log.push(`run ${id}${again ? " again" : ""}`),
      cancel: (id) => log.push(`cancel ${id}`),
    },
    {
      send: (to, { type, id }) => log.push(`${type} ${id} to ${to}`),
      lost: () => log.push("lost"),
      destroyed: (by) => log.push(`destroyed by ${by}`),
      whenReleased: (lock, fn) => released.set(lock, fn),
    },
  );
  const call = (from: string, id: string, method: Method = "exec", again = false, payload = "") =>
    owner.call(from, { type: "call", id, method, payload: encodeText(payload), again, settled: 0 } satisfies Call);
  const answer = (type: Answer["type"], id: string, text = "{}") =>
    owner.answer({ type, id, payload: encodeText(text) });
  /** What has happened since the last look. */
  const seen = () => log.splice(0);
  return { owner, call, answer, seen, released };
}

test("a transaction ends with its page, whoever else is still there", () => {
  const { call, answer, seen, released } = start();
  call("you", "1", "transaction", false, '{"timeout":0,"lock":"a"}');
  call("you", "2", "transaction", false, '{"timeout":0,"lock":"b"}');
  answer("reply", "2");
  seen();
  released.get("a")!();
  released.get("b")!(); // it is over, and its page lets go of the lock
  assert.deepEqual(seen(), ["cancel 1"]);
});

test("of a member that is gone writes are finished, and nothing else", () => {
  const { owner, call, seen } = start();
  for (const [id, method] of Object.entries({ 1: "exec", 2: "query", 3: "transaction", 4: "batch" } as const))
    call("you", id, method, false, '{"lock":""}');
  seen();
  owner.left("you");
  assert.deepEqual(seen(), ["cancel 2", "cancel 3"]);
});

test("a tab that closes the database finishes the transactions of others", () => {
  const { call, seen } = start();
  call("you", "1", "transaction", false, '{"lock":""}');
  call("me", "2", "close");
  call("you", "3", "step");
  call("you", "4", "exec");
  assert.deepEqual(seen(), ["run 1", "run 2", "run 3"]);
});

test("answers go to who has called", () => {
  const { call, answer, seen } = start();
  call("me", "1");
  call("you", "2", "watch");
  answer("event", "2");
  answer("error", "1", '{"code":"constraint","text":""}');
  answer("reply", "2");
  answer("reply", "2");
  assert.deepEqual(seen(), ["run 1", "run 2", "event 2 to you", "error 1 to me", "reply 2 to you"]);
});

test("a call that comes again waits for the end of the first, which nobody hears of", () => {
  const { owner, call, answer, seen } = start();
  call("old", "1", "watch");
  call("new", "1", "watch", true);
  answer("event", "1");
  owner.cancel("new", "1");
  assert.deepEqual(seen(), ["run 1", "cancel 1"]);
  answer("reply", "1");
  assert.deepEqual(seen(), ["run 1 again", "cancel 1"], "it is cancelled once it runs");
  answer("reply", "1");
  assert.deepEqual(seen(), ["reply 1 to new"]);
});

test("a write that comes again is seen through in its place; an abort ends both", () => {
  const { owner, call, answer, seen } = start();
  call("old", "1", "put");
  call("old", "2", "put");
  call("new", "1", "put", true);
  call("new", "2", "put", true);
  owner.cancel("new", "2");
  assert.deepEqual(seen(), ["run 1", "run 2", "cancel 2"], "2 would overtake 1 otherwise");
  answer("reply", "1");
  answer("error", "2", '{"code":"closed","text":""}');
  answer("reply", "1");
  assert.deepEqual(seen(), ["run 1 again", "run 2 again", "cancel 2", "reply 1 to new"]);
});

test("whoever was deposed gives no answer", () => {
  const { call, answer, seen } = start();
  call("you", "1");
  answer("error", "1", '{"code":"not_owner","text":""}');
  assert.deepEqual(seen(), ["run 1", "lost"]);
});

test("closing finishes what others write, and leaves the rest to the next owner", () => {
  const { call, answer, seen } = start();
  call("you", "watch", "watch");
  call("you", "write");
  call("you", "failing");
  call("me", "close", "close");
  call("you", "late");
  answer("reply", "watch");
  answer("reply", "write");
  answer("error", "failing", '{"code":"closed","text":""}');
  answer("reply", "close");
  assert.deepEqual(seen(), [
    "run watch",
    "run write",
    "run failing",
    "run close",
    "reply write to you",
    "reply close to me",
  ]);
});

test("destroying is told; where it fails the engine is of no use any more", () => {
  const { call, answer, seen } = start();
  call("you", "1", "destroy");
  answer("error", "1", '{"code":"storage_failed","text":""}');
  call("you", "2", "destroy");
  answer("reply", "2");
  assert.deepEqual(seen(), ["run 1", "error 1 to you", "lost", "run 2", "reply 2 to you", "destroyed by you"]);
});

test("of a member that has left what lasts is ended, and the rest finished", () => {
  const { owner, call, answer, seen } = start();
  call("you", "write");
  call("you", "sync", "sync");
  assert.equal(owner.heard("you"), true);
  owner.left("you");
  assert.equal(owner.heard("you"), false);
  answer("reply", "write");
  answer("reply", "sync");
  assert.deepEqual(seen(), ["run write", "run sync", "cancel sync"]);
});

test("a silent member has left; this tab's own is never silent", () => {
  const { owner, call, seen } = start();
  call("me", "mine", "watch");
  call("you", "yours", "watch");
  call("they", "theirs", "watch");
  for (let i = 0; i < 3; i++) {
    owner.look();
    owner.heard("they");
  }
  assert.deepEqual(seen(), ["run mine", "run yours", "run theirs"]);
  owner.look();
  assert.deepEqual(seen(), ["cancel yours"]);
});

test("when the engine stops the others' calls fail: they may be what has stopped it", () => {
  const { owner, call, seen } = start();
  call("me", "mine");
  call("you", "yours");
  owner.stopped({ code: "engine_stopped", text: "out of memory" });
  assert.deepEqual(seen(), ["run mine", "run yours", "error yours to you"]);
});
