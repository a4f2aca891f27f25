/** What was deleted long ago is taken away, by whichever tab asks. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Device } from "./device.mjs";
import { code, open, put, testTabs } from "./notes.mjs";
import { startRelay } from "./relay.mjs";

let relay, device;

before(async () => {
  relay = await startRelay(); // which serves the pages
  device = await Device.open();
});

after(async () => {
  const closed = await Promise.allSettled([device?.close()]);
  await relay?.stop();
  for (const { reason } of closed) if (reason) throw reason;
});

const tabs = testTabs(() => device.blank(relay.url));

test("a purge empties what was deleted, and the rest stays", async () => {
  const [first, second] = [await tabs.blank(), await tabs.blank()];
  for (const page of [first, second]) await open(page, "purged");
  await first.evaluate(async () => {
    globalThis.dataset_id = (await db.createRoot("all")).id;
  });
  await put(first, "kept");
  await put(first, "secret");
  await first.evaluate(async () => {
    await db.exportData(); // which serializes
    await db.exec("DELETE FROM note WHERE text = 'secret'");
    await db.exportData();
  });
  const purge = (page, options) => page.evaluate((options) => db.purge(options), options);
  const held = () => first.evaluate(() => db.query("SELECT deleted, serialized FROM morango_store ORDER BY deleted"));
  assert.deepEqual(await purge(first, { olderThan: 86_400_000 }), { deleted: 0, versions: 0, conflicts: 0, bytes: 0 });
  assert.equal((await purge(second, { olderThan: 0, dryRun: true })).deleted, 1);
  assert.match((await held())[1].serialized, /secret/);
  const done = await purge(second, { olderThan: 0, conflicts: true });
  assert.deepEqual([done.deleted, done.versions, done.conflicts, done.bytes > 0], [1, 0, 0, true]);
  const [live, gone] = await held();
  assert.match(live.serialized, /kept/);
  assert.deepEqual(gone, { deleted: 1, serialized: "{}" });
  for (const olderThan of [-1, "soon", undefined]) {
    assert.equal(await code(first, (olderThan) => db.purge({ olderThan }), olderThan), "bad_request");
  }
});
