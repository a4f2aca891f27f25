import assert from "node:assert/strict";
import test from "node:test";
import { Database } from "../../src/database.js";
import { AmoraError } from "../../src/errors.js";
import { type LiveStatus, type SyncState, toLiveStatus } from "../../src/live.js";
import type { Tab } from "../../src/tab.js";
import type { EngineStatus, Status } from "../../src/types.js";
import { FakeOwner } from "./fake.js";

const engine = { onlyHere: 2 } as EngineStatus;
const complete = (status: EngineStatus) => ({ ...status, storage: "memory" }) as Status;
const at = (relay: string, state: SyncState["state"]): SyncState => ({ relay, state, records: 0, total: 0 });

test("of several relays the best stands for all", async () => {
  const orders: SyncState["state"][] = ["live", "catching-up", "connecting", "refused", "offline"];
  for (const [i, state] of orders.entries()) {
    const syncs = orders
      .slice(i)
      .reverse()
      .map((other) => at(other, other));
    const status = await toLiveStatus({ ...engine, syncs }, complete);
    assert.equal(status.sync?.state, state);
    assert.deepEqual(status.syncs, syncs, "in their order");
  }
  const none = await toLiveStatus({ ...engine, syncs: [] }, complete);
  assert.equal(none.sync, undefined);
  assert.equal(none.onlyHere, 2);
});

function open() {
  const owner = new FakeOwner();
  const { client } = owner;
  const terminate = () => client.die(new AmoraError("closed", "the database is closed"));
  return { owner, db: new Database({ client, terminate } as unknown as Tab, "x") };
}

// Node.js 20 has none.
if (!("navigator" in globalThis)) Object.defineProperty(globalThis, "navigator", { value: {} });

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("watchStatus tells nothing after its signal, or the database's end", async () => {
  for (const end of ["abort", "close", "destroy"] as const) {
    const { owner, db } = open();
    const abort = new AbortController();
    let told = 0;
    db.watchStatus(() => told++, { signal: abort.signal });
    owner.answer("event", owner.ids[0]!, JSON.stringify({ ...engine, syncs: [] }));
    if (end === "abort") abort.abort();
    else void db[end]().catch(() => {});
    await settled();
    assert.equal(told, 0, end);
  }
});

test("watchStatus tells each state in its order, and nothing once it was stopped", async () => {
  const { owner, db } = open();
  const seen: LiveStatus[] = [];
  const stop = db.watchStatus((status) => seen.push(status));
  const id = owner.ids[0]!;
  for (const state of ["connecting", "live"] as const)
    owner.answer("event", id, JSON.stringify({ ...engine, syncs: [at("ws://x", state)] }));
  await settled();
  assert.deepEqual(
    seen.map(({ sync }) => sync?.state),
    ["connecting", "live"],
  );
  owner.answer("event", id, JSON.stringify({ ...engine, syncs: [] }));
  stop();
  await settled();
  assert.equal(seen.length, 2);
  assert.deepEqual(owner.sent.at(-1), { type: "cancel", id });
});

test("a status without a callback, and one of a closed database, end with an error", async () => {
  const { owner, db } = open();
  // biome-ignore lint/suspicious/noExplicitAny: as JavaScript calls it
  const any = db as any;
  const failed = await new Promise<AmoraError>((onError) => any.watchStatus(undefined, { onError }));
  assert.equal(failed.code, "bad_request");
  const closed = new Promise<AmoraError>((onError) => db.watchConflicts(() => {}, { onError }));
  owner.client.die(new AmoraError("closed", "the database is closed"));
  assert.equal((await closed).code, "closed");
});
