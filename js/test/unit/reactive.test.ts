/** Handles in reactive stores: behind a Proxy, taken apart, in Vue's own reactivity. */

import assert from "node:assert/strict";
import test from "node:test";
import { isReactive, reactive, readonly, ref, shallowReactive } from "@vue/reactivity";
import { Database } from "../../src/database.js";
import type { SyncSession } from "../../src/sync.js";
import type { Tab } from "../../src/tab.js";
import { FakeOwner } from "./fake.js";

/** A database whose engine answers everything. */
function open(): Database {
  const owner = new FakeOwner();
  const post = owner.client.open.bind(owner.client);
  post({ instanceId: "me", storage: "indexeddb", epoch: 1 }, true, (message) => {
    if (message.type !== "call") return;
    const reply =
      message.method === "query" ? '{"columns":["n"],"rows":[[1]]}' : message.method === "put" ? '["id"]' : "{}";
    const payload = new TextEncoder().encode(reply);
    queueMicrotask(() => owner.client.receive({ type: "reply", id: message.id, payload }));
  });
  return new Database({ client: owner.client, terminate() {} } as unknown as Tab, "x");
}

/** What wraps as deep as it can: objects and functions that come out of a Proxy are Proxies, too. */
function deepProxy<T extends object>(target: T): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      const value: unknown = Reflect.get(object, key, receiver);
      const fixed = Object.getOwnPropertyDescriptor(object, key)?.configurable === false;
      return typeof value === "object" && value !== null && !(value instanceof Promise) && !fixed
        ? deepProxy(value)
        : value;
    },
  });
}

const stores: Record<string, (db: Database) => Database> = {
  "a Proxy": (db) => new Proxy(db, {}),
  "a Proxy of a Proxy": (db) => new Proxy(new Proxy(db, {}), {}),
  "a deep Proxy": (db) => deepProxy({ db }).db,
  "its members in another object": (db) =>
    Object.create(Database.prototype, Object.getOwnPropertyDescriptors(db)) as Database,
  "Vue ref": (db) => ref<Database>(db).value as Database,
  "Vue ref, set later": (db) => {
    const there = ref<Database | null>(null);
    there.value = db;
    return there.value as Database;
  },
  "Vue reactive": (db) => reactive({ nested: { db } }).nested.db as Database,
  "Vue reactive itself": (db) => reactive(db) as Database,
  "Vue readonly": (db) => readonly({ db }).db as Database,
  "Vue shallowReactive": (db) => shallowReactive({ db }).db,
};

for (const [name, wrap] of Object.entries(stores)) {
  test(`fault: a handle in a reactive store: ${name}`, async () => {
    const db = wrap(open());
    assert.equal(db instanceof Database, true);
    assert.equal(db.name, "x");
    assert.deepEqual([db.instanceId, db.storage, db.storageReason], ["me", "indexeddb", undefined]);
    assert.deepEqual(await db.query("SELECT 1 AS n"), [{ n: 1 }]);
    assert.equal(await db.put("note", { text: "x" }), "id");
    db.watch("SELECT 1", [], () => {})();
    const session = wrap({ session: db.sync("ws://x") } as unknown as Database) as unknown as { session: SyncSession };
    for await (const progress of session.session) assert.equal(progress, "none");
    await session.session.done;
    session.session.stop();
    await db.close();
  });
}

test("fault: methods taken out of a handle", async () => {
  const { query, put, watch, sync, inspect, close } = open();
  assert.deepEqual(await query("SELECT 1 AS n"), [{ n: 1 }]);
  assert.equal(await put("note", { text: "x" }), "id");
  watch("SELECT 1", [], () => {})();
  const { done, stop } = sync("ws://x");
  stop();
  await done;
  assert.deepEqual(await inspect(), {});
  await close();
});

test("Vue leaves handles as they are", () => {
  const db = open();
  assert.equal(isReactive(ref(db).value), false);
  assert.equal(ref(db).value, db);
  assert.equal(Object.prototype.toString.call(db), "[object Database]");
  assert.equal(Object.prototype.toString.call(db.sync("ws://x")), "[object SyncSession]");
  assert.deepEqual(Object.keys(db), ["name"], "a look at it is not all methods");
});
