import assert from "node:assert/strict";
import test from "node:test";
import { decodeJson, encodeText } from "../../src/codec.js";
import { Database } from "../../src/database.js";
import { AmoraError } from "../../src/errors.js";
import type { Call } from "../../src/messages.js";
import type { Tab } from "../../src/tab.js";
import { FakeOwner } from "./fake.js";

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A database whose engine is the test, with a transaction that has begun. */
function open() {
  const owner = new FakeOwner();
  const db = new Database({ client: owner.client, terminate() {} } as unknown as Tab, "x");
  /** The next call of a method that has had no answer. */
  const next = async (method: Call["method"]): Promise<Call> => {
    for (let turns = 0; turns < 1000; turns++) {
      const at = owner.sent.findIndex((message) => message.type === "call" && message.method === method);
      if (at >= 0) return owner.sent.splice(at, 1)[0] as Call;
      await turn();
    }
    throw new Error(`no call of ${method} was made`);
  };
  const begin = async () => {
    const { id } = await next("transaction");
    owner.answer("event", id, "{}");
    return id;
  };
  /** The method of a step, and the id to answer. */
  const step = async () => {
    const { id, payload } = await next("step");
    const [head] = new TextDecoder().decode(payload).split("\n");
    return { id, ...decodeJson<{ transaction: string; method: string }>(encodeText(head!)) };
  };
  /** Answers a step. */
  const answerStep = async (method: string, reply: string) => {
    const called = await step();
    assert.equal(called.method, method);
    owner.answer("reply", called.id, reply);
    return called;
  };
  return { owner, db, begin, step, answerStep };
}

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "none",
    (error: unknown) => (error instanceof AmoraError ? error.code : String(error)),
  );

const error = (code: string) => JSON.stringify({ code, text: "" });

test("a transaction runs its steps, commits, and gives what its callback does", async () => {
  const { owner, db, begin, answerStep } = open();
  const done = db.transaction(async ({ exec, query, put, delete: remove }) => {
    const { rows } = await exec("UPDATE … RETURNING a", []);
    await put("note", { text: "x" });
    await remove("note", "1");
    return [rows, await query("SELECT a", [], { rows: "array" })];
  });
  const id = await begin();
  const { transaction } = await answerStep("exec", '{"changes":1,"columns":["a"],"rows":[[1]]}');
  assert.equal(transaction, id);
  await answerStep("put", '["1"]');
  await answerStep("delete", "{}");
  await answerStep("query", '{"columns":["a"],"rows":[[2]]}');
  await answerStep("commit", "{}");
  owner.answer("reply", id, "{}");
  assert.deepEqual(await done, [[{ a: 1 }], [[2]]]);
});

test("what the callback throws undoes it, and comes out as it is", async () => {
  const { owner, db, begin } = open();
  const mine = new Error("mine");
  const done = db.transaction(() => {
    throw mine;
  });
  done.catch(() => {});
  const id = await begin();
  await turn();
  assert.deepEqual(owner.sent.splice(0), [{ type: "cancel", id }]);
  owner.answer("error", id, error("closed"));
  assert.equal(await done.catch((error: unknown) => error), mine);
});

test("a step that nobody waited for undoes it where it fails", async () => {
  const { owner, db, begin, step } = open();
  const done = code(db.transaction((tx) => void tx.exec("x").catch(() => {})));
  const id = await begin();
  owner.answer("error", (await step()).id, error("constraint"));
  await turn();
  owner.answer("error", id, error("closed"));
  assert.equal(await done, "constraint");
});

test("its end by the engine is what it rejects with, whatever the callback does", async () => {
  for (const ended of ["timed_out", "transaction_ended"]) {
    const { owner, db, begin } = open();
    const done = code(db.transaction(() => new Promise(() => {})));
    owner.answer("error", await begin(), error(ended));
    assert.equal(await done, ended);
  }
});

test("its methods end with it", async () => {
  const { owner, db, begin, answerStep } = open();
  let late: { exec(sql: string): Promise<unknown> } | undefined;
  const done = db.transaction((tx) => {
    late = tx;
  });
  const id = await begin();
  await answerStep("commit", "{}");
  owner.answer("reply", id, "{}");
  await done;
  assert.equal(await code(late!.exec("x")), "transaction_ended");
});

test("one that has not begun is begun with the next owner", async () => {
  const { owner, db, begin, answerStep } = open();
  const done = db.transaction(() => "ok");
  await turn();
  const [first] = owner.ids;
  owner.open();
  owner.answer("error", first!, error("transaction_ended"));
  await turn();
  owner.sent = owner.sent.filter((message) => message.type !== "call" || message.id !== first);
  const id = await begin();
  await answerStep("commit", "{}");
  owner.answer("reply", id, "{}");
  assert.equal(await done, "ok");
});

test("one whose page has slept before its turn waits anew, with a lock of its own", async () => {
  const { owner, db, begin, answerStep } = open();
  const held = new Set<string>();
  const locks = {
    request: async (name: string, _options: unknown, hold: () => Promise<void>) => {
      held.add(name);
      await hold();
      held.delete(name);
    },
  };
  Object.defineProperty(globalThis, "navigator", { value: { locks }, configurable: true });
  const lockOf = ({ payload }: Call) => decodeJson<{ lock: string }>(payload).lock;
  const done = db.transaction(() => "ok");
  await turn();
  const [first] = owner.calls;
  assert.equal(held.has(lockOf(first!)), true);
  owner.client.disconnect();
  await turn();
  assert.equal(held.size, 0, "a page that sleeps holds no lock");
  owner.open();
  owner.answer("error", first!.id, error("transaction_ended"));
  owner.sent = [];
  await turn();
  const [second] = owner.calls;
  assert.deepEqual([...held], [lockOf(second!)], "its owner would end it otherwise");
  const id = await begin();
  await answerStep("commit", "{}");
  owner.answer("reply", id, "{}");
  assert.equal(await done, "ok");
  await turn();
  assert.equal(held.size, 0);
});

test("calls of the database inside the callback are refused, also behind promises", async () => {
  const wrap = async <T>(promise: Promise<T>) => await promise;
  for (const call of [
    (db: Database) => db.transaction(() => 1),
    (db: Database) => db.batch([]),
    (db: Database) => db.exec("x"),
    (db: Database) => db.put("note", {}),
    (db: Database) => db.delete("note", "1"),
    (db: Database) => db.resolve("note", "1"),
    (db: Database) => db.import(new Uint8Array(0)),
    (db: Database) => db.createRoot("all"),
    (db: Database) => db.invite({ scope: "all" }),
    (db: Database) => db.recovery(),
    (db: Database) => db.join("x"),
    (db: Database) => db.revoke("x"),
    (db: Database) => db.revokeRelay("x"),
    (db: Database) => db.leave("x"),
    (db: Database) => db.reached(),
    (db: Database) => db.export(),
    (db: Database) => db.exportData(),
    (db: Database) => db.query("x"),
    (db: Database) => db.can("delete", "note", { id: "x" }),
    (db: Database) => db.status(),
    (db: Database) => db.conflicts(),
    (db: Database) => db.quarantine(),
    (db: Database) => db.issued(),
    (db: Database) => db.relays(),
    (db: Database) => db.inspect(),
  ]) {
    for (const inside of [false, true]) {
      const { owner, db, begin, answerStep } = open();
      const done = code(
        db.transaction(async (tx) => {
          if (inside) await wrap(wrap(tx.query("SELECT 1")));
          await call(db);
        }),
      );
      const id = await begin();
      if (inside) await answerStep("query", '{"columns":[],"rows":[]}');
      while (!owner.sent.some(({ type }) => type === "cancel")) await turn();
      owner.answer("error", id, error("closed"));
      assert.equal(await done, "nested_transaction", `${String(call)}, ${inside}`);
    }
  }
});

test("calls of others meanwhile wait", async () => {
  const { owner, db, begin, answerStep } = open();
  const done = db.transaction(async (tx) => void (await tx.query("SELECT 1")));
  const id = await begin();
  await turn();
  const other = db.exec("other");
  await answerStep("query", '{"columns":[],"rows":[]}');
  await answerStep("commit", "{}");
  owner.answer("reply", id, "{}");
  await done;
  owner.answer("reply", owner.ids.at(-1)!, '{"changes":1}');
  assert.deepEqual(await other, { changes: 1, rows: [] });
});

test("an abort ends it, while it waits and while it runs", async () => {
  const waiting = open();
  const stop = new AbortController();
  const aborted = code(waiting.db.transaction(() => 1, { signal: stop.signal }));
  await turn();
  const [id] = waiting.owner.ids;
  stop.abort();
  assert.deepEqual(waiting.owner.sent.at(-1), { type: "cancel", id });
  waiting.owner.answer("error", id!, error("closed"));
  assert.equal(await aborted, "aborted");
  const running = open();
  const stopRunning = new AbortController();
  const ended = code(running.db.transaction(() => new Promise(() => {}), { signal: stopRunning.signal }));
  const begun = await running.begin();
  await turn();
  stopRunning.abort();
  running.owner.answer("error", begun, error("closed"));
  assert.equal(await ended, "aborted");
  assert.equal(await code(running.db.transaction(() => 1, { signal: AbortSignal.abort() })), "aborted");
});

test("a batch is one call, and gives what each step does", async () => {
  const { owner, db } = open();
  const done = db.batch([
    { exec: "INSERT …", params: { a: 1 } },
    { query: "SELECT a, a" },
    { put: "note", rows: { text: "x" } },
    { put: "note", rows: [{ text: "y" }] },
    { delete: "note", id: "1" },
  ]);
  const [call] = owner.calls;
  const steps = decodeJson<{ method: string; payload: string }[]>(call!.payload);
  assert.deepEqual(
    steps.map(({ method }) => method),
    ["exec", "query", "put", "put", "delete"],
  );
  assert.equal(steps[3]!.payload, '{"model":"note"}\n[{"text":"y"}]');
  owner.answer("reply", call!.id, '[{"changes":2},{"columns":["a","a"],"rows":[[1,2]]},["1"],["2"],{}]');
  assert.deepEqual(await done, [{ changes: 2, rows: [] }, [{ a: 1, "a:1": 2 }], "1", ["2"], undefined]);
});
