/** Several datasets in one database: lists of one's own, beside those that another device shares. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { testDevices } from "./device.mjs";
import { startRelay } from "./relay.mjs";

const schema = {
  profile: "lists",
  scopes: [
    {
      id: "all",
      version: 1,
      primary_scope_param_key: "dataset_id",
      read_write_filter_template: "${dataset_id}",
    },
  ],
  models: [
    {
      name: "list",
      table: "list",
      partition: "${dataset_id}:lists",
      source: null,
      columns: { dataset_id: "uuid", title: "text" },
    },
    {
      name: "item",
      table: "item",
      partition: "${dataset_id}:items",
      source: null,
      columns: { dataset_id: "uuid", list_id: "uuid", text: "text" },
      references: { list_id: "list" },
    },
  ],
};

let relay;
const device = testDevices();

before(async () => (relay = await startRelay()));
after(() => relay?.stop());

async function page() {
  const page = await (await device()).blank(relay.url);
  await page.evaluate(
    async ({ schema, relay }) => {
      const { open } = await import("/js/index.js");
      globalThis.db = await open("datasets", { schema });
      globalThis.relay = relay.replace("http", "ws");
      globalThis.sync = (options) => db.sync(globalThis.relay, options).done;
      globalThis.code = (promise) =>
        promise.then(
          () => "",
          (e) => e.code,
        );
      globalThis.write = async (title, dataset) => {
        const list_id = await db.put("list", { title, ...dataset });
        await db.put("item", { list_id, text: `of ${title}` });
      };
    },
    { schema, relay: relay.url },
  );
  return page;
}

const rows = (page) =>
  page.evaluate(async () =>
    (await db.query("SELECT title, text FROM item JOIN list ON list.id = list_id ORDER BY title")).map(
      (row) => row.title,
    ),
  );

test("own lists and shared ones are one query, one sync, and one of them is left", async () => {
  const [owner, guest] = [await page(), await page()];
  const { shared, invite } = await owner.evaluate(async () => {
    const [one, again] = await Promise.all([db.createRoot("all"), db.createRoot("all")]);
    if (one.id !== again.id) throw new Error("two datasets");
    await write("shared");
    await sync();
    return {
      shared: one.id,
      invite: await db.invite({ scope: "all", relay: globalThis.relay }),
    };
  });
  const own = await guest.evaluate(async (invite) => {
    const own = await db.createRoot("all");
    await write("own");
    await sync();
    if ((await code(db.join(invite))) !== "has_dataset") throw new Error("a second dataset came unasked");
    await db.join(invite, { another: true });
    return own.id;
  }, invite);
  const result = await guest.evaluate(() => sync());
  assert.deepEqual(
    result.rooms.map(({ room, pulled, code }) => ({ room, pulled, code })).sort((a, b) => a.pulled - b.pulled),
    [
      { room: own, pulled: 0, code: undefined },
      { room: shared, pulled: 2, code: undefined },
    ],
  );
  assert.deepEqual(await rows(guest), ["own", "shared"]);
  const refused = await guest.evaluate(async () => [
    await code(write("whose")),
    await code(db.createRoot("all", {}, { another: true }).then(({ id }) => write("third", { dataset_id: id }))),
  ]);
  assert.deepEqual(refused, ["required", ""]);
  const status = await guest.evaluate(() => db.status());
  assert.deepEqual(
    status.datasets.slice(0, 2).map(({ room, records }) => ({ room, records })),
    [
      { room: own, records: 2 },
      { room: shared, records: 2 },
    ],
  );

  await guest.evaluate((dataset_id) => write("guest's", { dataset_id }), shared);
  assert.equal(await guest.evaluate((room) => code(db.leave(room)), shared), "not_synced");
  await guest.evaluate(() => sync());
  await guest.evaluate((room) => db.leave(room), shared);
  assert.deepEqual(await rows(guest), ["own", "third"]);
  await owner.evaluate(() => sync());
  assert.deepEqual(await rows(owner), ["guest's", "shared"]);
  assert.equal(await owner.evaluate((room) => code(db.leave(room)), shared), "last_admin");
});
