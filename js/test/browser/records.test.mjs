/** Bytes and ids of the app's own, in a tab, in another tab, and on another device through the relay. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { testDevices } from "./device.mjs";
import { scopes } from "./notes.mjs";
import { startRelay } from "./relay.mjs";

const schema = {
  profile: "photos",
  scopes,
  models: [
    {
      name: "album",
      table: "album",
      partition: "${dataset_id}",
      source: null,
      columns: { dataset_id: "uuid", name: "text" },
    },
    {
      name: "photo",
      table: "photo",
      partition: "${dataset_id}:${album_id}",
      source: null,
      columns: { dataset_id: "uuid", album_id: "uuid", text: "text", data: "blob", small: "blob?" },
      references: { album_id: "album" },
    },
  ],
};

let relay;
const device = testDevices();

before(async () => (relay = await startRelay()));
after(() => relay?.stop());

async function page(device) {
  const page = await device.blank(relay.url);
  await page.evaluate(async (schema) => {
    const { open } = await import("/js/index.js");
    globalThis.db = await open("records", { schema });
  }, schema);
  return page;
}

const rows = (page) =>
  page.evaluate(async () =>
    (
      await db.query(
        "SELECT album.id AS album, photo.id, data, small FROM album JOIN photo ON album_id = album.id ORDER BY text",
      )
    ).map((row) => ({ ...row, data: [...row.data], small: row.small && [...row.small] })),
  );

test("bytes and given ids are the same in every tab and on every device", async () => {
  const here = await device();
  const [owner, follower] = [await page(here), await page(here)];
  const { album, photo, invite } = await follower.evaluate(async (relay) => {
    const { id: dataset_id } = await db.createRoot("all");
    const [album, photo] = [crypto.randomUUID(), crypto.randomUUID()];
    await db.batch([
      {
        put: "photo",
        rows: {
          id: photo,
          dataset_id,
          album_id: album,
          text: "a",
          data: Uint8Array.from({ length: 256 }, (_, i) => i),
        },
      },
      { put: "album", rows: { id: album, dataset_id, name: "first" } },
    ]);
    await db.transaction(async (tx) => {
      const [row] = await tx.query("SELECT * FROM photo");
      await tx.put("photo", { ...row, small: new Uint8Array([1, 2]) });
      await tx.exec("INSERT INTO photo (dataset_id, album_id, text, data) VALUES (?, ?, 'b', ?)", [
        dataset_id,
        row.album_id,
        new Uint8Array(0),
      ]);
    });
    await db.sync(relay).done;
    return { album, photo, invite: await db.invite({ scope: "all", relay }) };
  }, relay.ws);
  const plain = (id) => id.replaceAll("-", "");
  const seen = await rows(owner);
  assert.deepEqual(seen[0], {
    album: plain(album),
    id: plain(photo),
    data: Array.from({ length: 256 }, (_, i) => i),
    small: [1, 2],
  });
  assert.deepEqual(seen[1].data, []);
  const there = await page(await device());
  await there.evaluate(
    async ({ invite, relay }) => {
      await db.join(invite);
      await db.sync(relay).done;
    },
    { invite, relay: relay.ws },
  );
  assert.deepEqual(await rows(there), seen);
  assert.deepEqual(await there.evaluate(() => db.quarantine()), []);
});

test("what is no id, no bytes or not bytes' column is refused", async () => {
  const here = await page(await device());
  const codes = await here.evaluate(async () => {
    const dataset_id = "0".repeat(32);
    const code = (put) =>
      put.then(
        () => "none",
        ({ code }) => code,
      );
    return [
      await code(db.put("album", { id: "first", dataset_id, name: "x" })),
      await code(db.put("album", { dataset_id, name: new Uint8Array(2) })),
      await code(db.put("photo", { dataset_id, album_id: dataset_id, text: "", data: "no base64" })),
      await code(db.put("photo", { dataset_id, album_id: dataset_id, text: "", data: new Uint8Array(600_000) })),
    ];
  });
  assert.deepEqual(codes, ["bad_id", "bad_value", "bad_value", "record_too_large"]);
});
