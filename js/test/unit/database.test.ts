import assert from "node:assert/strict";
import test from "node:test";
import { Database } from "../../src/database.js";
import { AmoraError } from "../../src/errors.js";
import type { Tab } from "../../src/tab.js";
import { FakeOwner } from "./fake.js";

/** A database whose engine is the test. */
function open() {
  const owner = new FakeOwner();
  const { client } = owner;
  const terminate = () => {
    client.disconnect();
    client.die(new AmoraError("closed", "the database is closed"));
  };
  return { owner, terminate, db: new Database({ client, terminate } as unknown as Tab, "x") };
}

/** A signal that tells how many listen to it. */
function countedSignal() {
  const { signal } = new AbortController();
  const counted = { signal, listeners: 0 };
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
    counted.listeners++;
    addEventListener.apply(signal, args);
  };
  signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
    counted.listeners--;
    removeEventListener.apply(signal, args);
  };
  return counted;
}

const nothing = () => {};
const circle: { self?: unknown } = {};
circle.self = circle;

test("arguments of wrong kinds reject with a code, and nothing is sent", async () => {
  const { owner, db } = open();
  // biome-ignore lint/suspicious/noExplicitAny: as JavaScript calls it
  const any = db as any;
  const calls: Record<string, () => Promise<unknown>> = {
    "null for parameters": () => any.query("SELECT 1", null),
    "a Map for parameters": () => any.exec("SELECT 1", new Map([["a", 1]])),
    "no time at all": () => any.query("SELECT 1", [], { timeout: 0 }),
    "no callback in transaction": () => any.transaction(),
    "no time for a transaction": () => any.transaction(nothing, { timeout: -1 }),
    "a step of no kind": () => any.batch([{ drop: "note" }]),
    "one step that is no array": () => any.batch({ exec: "SELECT 1" }),
    // biome-ignore lint/suspicious/noSparseArray: the hole is what is tested
    "a hole in the parameters": () => any.query("SELECT ?, ?", [1, , 2]),
    "null for delete's options": () => any.delete("note", "1", null),
    "null for sync's options": () => any.sync("ws://x", null).done,
    "a circle in put": () => any.put("note", { text: circle }),
    "a circle in createRoot": () => any.createRoot("all", circle),
    "a bigint in invite": () => any.invite({ scope: "all", params: { n: 1n } }),
    "a bad parameter in watch": () =>
      new Promise((_, onError) => any.watch("SELECT ?", [new Map()], nothing, { onError })),
    "no callback in watch": () => new Promise((_, onError) => any.watch("SELECT 1", [], undefined, { onError })),
  };
  for (const [what, call] of Object.entries(calls)) {
    const error = await call().then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.equal(
      error instanceof AmoraError && ["bad_request", "bad_value"].includes(error.code) && error.hint !== undefined,
      true,
      `${what}: ${error}`,
    );
  }
  assert.deepEqual(owner.sent, []);
});

test("close may be called twice at once, and afterwards", async () => {
  const { owner, db } = open();
  const both = Promise.all([db.close(), db.close()]);
  await new Promise(setImmediate);
  owner.answer("reply", owner.ids[0]!, "{}"); // the second call finds the engine gone
  await both;
  await db.close();
});

test("a watch of a closed database says so", async () => {
  const { terminate, db } = open();
  terminate();
  const error = await new Promise<AmoraError>((onError) => db.watch("SELECT 1", [], nothing, { onError }));
  assert.equal(error.code, "closed");
});

test("a watch says when the database is closed or destroyed elsewhere, with or without an answer", async () => {
  for (const end of ["reply", "error"] as const) {
    const { owner, db } = open();
    const ended = new Promise<AmoraError>((onError) => db.watch("SELECT 1", [], nothing, { onError }));
    owner.answer(end, owner.ids[0]!, '{"code":"closed","text":"the database was destroyed by another tab"}');
    assert.equal((await ended).code, "closed");
  }
});

test("close and destroy end watches without an error, and let go of their signals", async () => {
  for (const end of ["close", "destroy"] as const) {
    const { owner, db } = open();
    const counted = countedSignal();
    db.watch("SELECT 1", [], nothing, { signal: counted.signal, onError: (error) => assert.equal(error, undefined) });
    assert.equal(counted.listeners, 1);
    const [watch] = owner.ids;
    const over = db[end]();
    assert.equal(counted.listeners, 0);
    owner.answer("reply", watch!, "{}");
    await new Promise(setImmediate);
    owner.answer("reply", owner.ids[1]!, "{}");
    await over;
  }
});

test("destroy is done where the next owner finds nothing, and not where the database was closed", async () => {
  for (const destroyed of [true, false]) {
    const owner = new FakeOwner();
    const db = new Database({ client: owner.client, terminate() {}, destroyed } as unknown as Tab, "x");
    const done = db.destroy();
    owner.client.die(new AmoraError("closed", "the database was destroyed"));
    if (destroyed) await done;
    else await assert.rejects(done, { code: "closed" });
  }
});

test("a conflict's integers of 64 bits are what they are, and are settled so", async () => {
  const record = '{"text":"x","n":9007199254740993,"deep":[{"n":-9223372036854775808}]}';
  const values = { text: "x", n: 9007199254740993n, deep: [{ n: -(2n ** 63n) }] };
  const text = `[{"model":"note","id":"1","deleted":false,"current":${record},"lost":[${record}],"record":${record}}]`;
  const found = [{ model: "note", id: "1", deleted: false, current: values, lost: [values], record: values }];
  const { owner, db } = open();
  for (const asked of ["conflicts", "quarantine"] as const) {
    const all = db[asked]();
    await new Promise(setImmediate);
    owner.answer("reply", owner.ids.at(-1)!, text);
    assert.deepEqual(await all, found);
  }
  for (const watch of ["watchConflicts", "watchQuarantine"] as const) {
    let seen: unknown;
    db[watch]((all: unknown) => {
      seen = all;
    });
    owner.answer("event", owner.ids.at(-1)!, text);
    assert.deepEqual(seen, found);
  }
  const settled = db.resolve("note", "1", values as never);
  const { payload, id } = owner.calls.at(-1)!;
  assert.equal(new TextDecoder().decode(payload).split("\n")[1], `[${record}]`);
  owner.answer("reply", id, "null");
  await settled;
});
