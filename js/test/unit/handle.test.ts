import assert from "node:assert/strict";
import test from "node:test";
import { Database } from "../../src/database.js";
import { keepSyncing } from "../../src/handle.js";
import type { Tab } from "../../src/tab.js";
import { FakeOwner } from "./fake.js";

/** A moment, after which what nobody uses ends. */
const later = () => new Promise((resolve) => setTimeout(resolve));
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A database whose engine is the test. */
function open() {
  const owner = new FakeOwner();
  return { owner, db: new Database({ client: owner.client, terminate() {} } as unknown as Tab, "x") };
}

test("who wants a sync that has ended gets another one, which the first one's users leave alone", async () => {
  const { owner, db } = open();
  const leave = [keepSyncing(db, "wss://relay"), keepSyncing(db, "wss://relay")];
  assert.equal(owner.ids.length, 1, "shared");
  owner.answer("error", owner.ids[0]!, '{"code":"no_certificate","text":""}');
  await turn();
  const leaveNext = keepSyncing(db, "wss://relay");
  assert.equal(owner.ids.length, 2);
  for (const end of leave) end();
  await later();
  keepSyncing(db, "wss://relay");
  assert.equal(owner.ids.length, 2, "shared again");
  leaveNext();
});
