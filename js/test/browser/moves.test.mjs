/** Readers, can, and rows that move between lists, on two devices with the relay between them. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { testDevices } from "./device.mjs";
import { startRelay } from "./relay.mjs";

const schema = {
  profile: "lists",
  scopes: [
    { id: "owner", version: 1, primary_scope_param_key: "dataset_id", read_write_filter_template: "${dataset_id}" },
    { id: "viewer", version: 1, read_filter_template: "${dataset_id}:list:${list_id}" },
  ],
  models: [
    {
      name: "item",
      table: "item",
      partition: "${dataset_id}:list:${list_id}",
      source: null,
      columns: { dataset_id: "uuid", list_id: "uuid", text: "text" },
    },
    {
      name: "part",
      table: "part",
      partition: "${dataset_id}:list:${list_id}",
      source: null,
      columns: { dataset_id: "uuid", list_id: "uuid", item_id: "uuid", text: "text" },
      references: { item_id: "item" },
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
      globalThis.db = await open("moves", { schema });
      globalThis.sync = () => db.sync(relay.replace("http", "ws")).done;
    },
    { schema, relay: relay.url },
  );
  return page;
}

const rows = (page) =>
  page.evaluate(() =>
    db.query(
      "SELECT item.id, item.text, part.text AS part FROM item JOIN part ON item_id = item.id WHERE part.list_id = item.list_id",
    ),
  );

const [A, B] = ["a".repeat(32), "b".repeat(32)];

test("a reader sees a row come and go, and may write none", async () => {
  const [owner, viewer] = [await page(), await page()];
  const { id, dataset_id, invite } = await owner.evaluate(async (list_id) => {
    const { id: dataset_id } = await db.createRoot("owner");
    const id = await db.put("item", { dataset_id, list_id, text: "milk" });
    await db.put("part", { dataset_id, list_id, item_id: id, text: "fresh" });
    await sync();
    return { id, dataset_id, invite: await db.invite({ scope: "viewer", params: { list_id } }) };
  }, B);
  await viewer.evaluate((invite) => db.join(invite).then(() => sync()), invite);
  assert.deepEqual(await rows(viewer), [{ id, text: "milk", part: "fresh" }]);
  const can = await viewer.evaluate(
    async ({ id, dataset_id, list_id }) => [
      await db.can("insert", "item", { dataset_id, list_id }),
      await db.can("update", "item", { id, text: "x" }),
      await db.can("delete", "item", { id }),
      await db.put("item", { id, text: "x" }).catch(({ code }) => code),
    ],
    { id, dataset_id, list_id: B },
  );
  assert.deepEqual(can, [false, false, false, "not_writable"]);

  const moved = await owner.evaluate(
    async ({ id, list_id }) => {
      if (!(await db.can("update", "item", { id, list_id }))) return "refused";
      const moved = await db.put("item", { id, list_id });
      await sync();
      return moved;
    },
    { id, list_id: A },
  );
  assert.match(moved, /^[0-9a-f]{32}$/);
  assert.deepEqual(await rows(owner), [{ id: moved, text: "milk", part: "fresh" }]);
  await viewer.evaluate(() => sync());
  assert.deepEqual(await rows(viewer), []);

  await owner.evaluate(
    async ({ id, list_id }) => {
      await db.exec("UPDATE item SET list_id = ? WHERE id = ?", [list_id, id]);
      await sync();
    },
    { id: moved, list_id: B },
  );
  await viewer.evaluate(() => sync());
  assert.deepEqual(await rows(viewer), await rows(owner));
  assert.equal((await rows(viewer)).length, 1);
});
