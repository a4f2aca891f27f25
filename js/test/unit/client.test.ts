import assert from "node:assert/strict";
import test from "node:test";
import { encodeText } from "../../src/codec.js";
import { AmoraError } from "../../src/errors.js";
import { FakeOwner } from "./fake.js";

test("replies find their calls, in whatever order", async () => {
  const owner = new FakeOwner();
  const first = owner.client.call("query", encodeText("1"));
  const second = owner.client.call("query", encodeText("2"));
  const [a, b] = owner.ids;
  owner.answer("reply", b!, "b");
  owner.answer("reply", a!, "a");
  assert.deepEqual([await first, await second], [encodeText("a"), encodeText("b")]);
});

test("ids are unique among pages", () => {
  const one = new FakeOwner();
  const two = new FakeOwner();
  one.client.start("sync");
  two.client.start("sync");
  assert.equal(one.ids[0] === two.ids[0], false);
});

test("an error of the engine rejects its call only", async () => {
  const owner = new FakeOwner();
  const bad = owner.client.call("exec");
  const good = owner.client.call("exec");
  const [a, b] = owner.ids;
  owner.answer("error", a!, '{"code":"constraint","text":"taken","hint":""}');
  owner.answer("reply", b!, "{}");
  await assert.rejects(bad, { code: "constraint", hint: undefined });
  await good;
});

test("events come before the reply, none after", async () => {
  const owner = new FakeOwner();
  const seen: string[] = [];
  const call = owner.client.start("watch", encodeText(""), (payload) => seen.push(new TextDecoder().decode(payload)));
  owner.answer("event", call.id, "1");
  owner.answer("reply", call.id, "{}");
  owner.answer("event", call.id, "2");
  await call.reply;
  assert.deepEqual(seen, ["1"]);
});

test("what has had no answer is sent again to the next owner, as what may have been done", async () => {
  const owner = new FakeOwner();
  const answered = owner.client.call("exec", encodeText("1"));
  const lost = owner.client.call("exec", encodeText("2"));
  owner.answer("reply", owner.ids[0]!, "");
  await answered;
  owner.client.disconnect();
  const late = owner.client.call("exec", encodeText("3"));
  owner.open();
  assert.deepEqual(
    owner.calls.map(({ payload, again }) => [new TextDecoder().decode(payload), again]),
    [
      ["2", true],
      ["3", false],
    ],
  );
  for (const id of owner.ids) owner.answer("reply", id, "");
  await Promise.all([lost, late]);
  owner.open();
  assert.deepEqual(owner.calls, []);
});

test("a call tells which writes of its page are settled", () => {
  const owner = new FakeOwner();
  owner.client.start("watch"); // 1, which lasts
  for (let i = 2; i <= 4; i++) owner.client.start("exec");
  assert.deepEqual(
    owner.calls.map(({ settled }) => settled),
    [1, 1, 1, 1],
  );
  const [, two, three, four] = owner.ids;
  owner.answer("reply", three!, "");
  owner.client.start("put"); // 5
  assert.equal(owner.calls.at(-1)!.settled, 1, "the second has had no answer");
  owner.answer("reply", two!, "");
  owner.client.start("put"); // 6
  assert.equal(owner.calls.at(-1)!.settled, 3, "the fourth has had none");
  owner.answer("reply", four!, "");
  for (const id of owner.ids.slice(4)) owner.answer("reply", id, "");
  owner.client.start("exec"); // 7
  assert.equal(owner.calls.at(-1)!.settled, 6);
});

test("what was cancelled before an owner came is cancelled with it", () => {
  const owner = new FakeOwner();
  owner.client.disconnect();
  const call = owner.client.start("sync");
  call.cancel();
  owner.open();
  assert.deepEqual(
    owner.sent.map(({ type }) => type),
    ["call", "cancel"],
  );
});

test("settle ends what lasts and waits for the rest", async () => {
  const owner = new FakeOwner();
  const watch = owner.client.start("watch");
  const put = owner.client.start("put");
  let settled = false;
  const settling = owner.client.settle().then(() => (settled = true));
  assert.deepEqual(owner.sent.at(-1), { type: "cancel", id: watch.id });
  owner.answer("reply", watch.id, "{}");
  await watch.reply;
  assert.equal(settled, false);
  owner.answer("reply", put.id, "[]");
  await settling;
});

test("the end rejects what is pending, and what comes later", async () => {
  const { client } = new FakeOwner();
  const pending = client.call("query");
  client.die(new AmoraError("engine_stopped", "panic"));
  await assert.rejects(pending, { code: "engine_stopped" });
  await assert.rejects(client.call("query"), { code: "engine_stopped" });
});

test("an abort cancels the call, and tells so", async () => {
  const owner = new FakeOwner();
  const abort = new AbortController();
  const pending = owner.client.call("join", encodeText('""'), { signal: abort.signal });
  const [id] = owner.ids;
  abort.abort();
  assert.deepEqual(owner.sent.at(-1), { type: "cancel", id });
  owner.answer("error", id!, '{"code":"internal","text":"context canceled"}');
  await assert.rejects(pending, { code: "aborted" });
  await assert.rejects(owner.client.call("join", encodeText('""'), { signal: abort.signal }), { code: "aborted" });
  assert.equal(owner.calls.length, 1);
});

test("of a call that may have committed something the engine says whether it has, whatever was aborted", async () => {
  for (const method of [
    "join",
    "revoke",
    "revokeRelay",
    "createRoot",
    "invite",
    "leave",
    "put",
    "importData",
  ] as const) {
    const owner = new FakeOwner();
    const abort = new AbortController();
    const call = () => owner.client.call(method, encodeText("1"), { signal: abort.signal });
    const [done, undone, unknown] = [call(), call(), call()];
    abort.abort();
    const [a, b, c] = owner.ids;
    owner.answer("reply", a!, "done");
    owner.answer("error", b!, '{"code":"closed","text":"the call was cancelled"}');
    owner.answer("error", c!, '{"code":"storage_failed","text":"in the middle of the commit"}');
    assert.deepEqual(await done, encodeText("done"), method);
    await assert.rejects(undone, { code: "aborted" });
    await assert.rejects(unknown, { code: "storage_failed" });
  }
});
