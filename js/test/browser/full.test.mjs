/** A site that has used up its storage: Chromium, with a quota that the browser is told. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Device } from "./device.mjs";
import { scopes } from "./notes.mjs";
import { startRelay } from "./relay.mjs";

const note = {
  profile: "notes",
  scopes,
  models: [
    {
      name: "note",
      table: "note",
      partition: "${dataset_id}",
      source: null,
      columns: { dataset_id: "uuid", text: "text" },
    },
  ],
};

let relay, device;

before(async () => {
  relay = await startRelay();
  device = await Device.open();
});

after(async () => {
  try {
    await device?.close();
  } finally {
    await relay?.stop();
  }
});

/** A tab with the package; the database stays closed. */
async function tab() {
  const page = await device.blank(relay.url);
  await page.evaluate(async (schema) => {
    globalThis.amora = await import("/js/index.js");
    globalThis.schema = schema;
    /** What a promise is rejected with, "" if it is not. */
    globalThis.code = (promise) =>
      promise.then(
        () => "",
        (error) => error.code,
      );
  }, note);
  return page;
}

/**
 * Tells the browser how many bytes the site may store, which holds until the
 * tab is closed; without a number, what it would by itself.
 */
async function allow(session, quotaSize) {
  await session.send("Storage.overrideQuotaForOrigin", {
    origin: relay.url,
    ...(quotaSize === undefined ? {} : { quotaSize }),
  });
}

for (const durability of ["strict", "relaxed"]) {
  test(`fault E2: a database whose storage is full opens, reads and exports, and syncs once there is room (${durability})`, async () => {
    const options = { durability, name: `full-${durability}` };
    const first = await tab();
    await first.evaluate(async ({ durability, name }) => {
      const db = await amora.open(name, { schema, durability });
      const { id: dataset_id } = await db.createRoot("all");
      await db.put("note", { dataset_id, text: "synced" });
      await db.sync(location.origin.replace("http", "ws")).done;
      await db.put("note", { dataset_id, text: "unsynced" });
    }, options);
    // Without closing the database; and for half a minute a browser relies on the room that it has seen.
    await device.stop();
    await device.start();

    const page = await tab();
    const session = await page.context().newCDPSession(page);
    await allow(session, 1000);
    const full = await page.evaluate(async ({ durability, name }) => {
      globalThis.db = await amora.open(name, { schema, durability });
      const texts = () => db.query("SELECT text FROM note ORDER BY text").then((rows) => rows.map((row) => row.text));
      const [{ dataset_id }] = await db.query("SELECT dataset_id FROM note");
      return {
        storage: db.storage,
        texts: await texts(),
        exported: (await db.export()).length,
        put: await code(db.put("note", { dataset_id, text: "too much" })),
        sync: await code(db.sync(location.origin.replace("http", "ws")).done),
        after: await texts(),
      };
    }, options);
    assert.deepEqual(
      { ...full, exported: full.exported > 100_000 },
      {
        storage: process.env.AMORA_STORAGE ?? "indexeddb",
        texts: ["synced", "unsynced"],
        exported: true,
        put: "storage_full",
        sync: "storage_full",
        after: ["synced", "unsynced"],
      },
    );

    await allow(session);
    assert.equal(
      await page.evaluate(async () => (await db.sync(location.origin.replace("http", "ws")).done).pushed),
      1,
    );
    await page.evaluate(() => db.close());
    await page.close();
  });
}
