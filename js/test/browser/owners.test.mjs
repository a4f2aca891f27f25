/** Owners on several devices, and what becomes of rows whose access was taken back. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { testDevices } from "./device.mjs";
import { startRelay } from "./relay.mjs";

const schema = {
  profile: "lists",
  scopes: [
    { id: "all", version: 1, primary_scope_param_key: "dataset_id", read_write_filter_template: "${dataset_id}" },
    { id: "editor", version: 1, read_write_filter_template: "${dataset_id}:list:${list_id}" },
  ],
  models: [
    {
      name: "item",
      table: "item",
      partition: "${dataset_id}:list:${list_id}",
      source: null,
      columns: { dataset_id: "uuid", list_id: "uuid", text: "text" },
    },
  ],
};
const [listA, listB] = ["a".repeat(32), "b".repeat(32)];

let relay;
const device = testDevices();

before(async () => (relay = await startRelay()));
after(() => relay?.stop());

async function page(options = {}) {
  const page = await (await device()).blank(relay.url);
  await page.evaluate(
    async ({ schema, relay, options }) => {
      const { open } = await import("/js/index.js");
      globalThis.reopen = async (options) => {
        await globalThis.db?.close();
        globalThis.db = await open("owners", { schema, ...options });
      };
      await reopen(options);
      globalThis.sync = (options) => db.sync(relay.replace("http", "ws"), options).done;
      globalThis.code = (promise) =>
        promise.then(
          () => "",
          (e) => e.code,
        );
      globalThis.texts = async (list_id) =>
        (await db.query("SELECT text FROM item WHERE list_id = ? ORDER BY text", [list_id])).map(({ text }) => text);
    },
    { schema, relay: relay.url, options },
  );
  return page;
}

test("a second device finds and takes back what the lost first one had issued", async () => {
  const [first, second, guest] = [await page(), await page(), await page()];
  const invites = await first.evaluate(async (list_id) => {
    await db.createRoot("all");
    const invites = {
      guest: await db.invite({ scope: "editor", params: { list_id }, label: "Bia, phone" }),
      admin: await db.invite({ scope: "all", admin: true, label: "laptop" }),
    };
    await sync();
    return invites;
  }, listA);
  await guest.evaluate(async (invite) => {
    await db.join(invite);
    await sync();
  }, invites.guest);
  const found = await second.evaluate(async (invite) => {
    const { room } = await db.join(invite);
    await sync();
    const [bia] = (await db.issued()).filter(({ label }) => label === "Bia, phone");
    await db.revoke(bia.id);
    await sync();
    return { ...bia, root: room };
  }, invites.admin);
  assert.equal(found.parent, found.root, "the first device signed it");
  assert.notEqual(found.created, "");
  assert.notEqual(found.seen, "", "the relay has seen the guest");
  assert.deepEqual(
    await guest.evaluate(async () => [await code(sync()), (await db.issued()).length]),
    ["revoked", 0],
    "the guest is out, and was told nothing of what others have issued",
  );
});

test("rows whose access was taken back are frozen, kept or removed, and unsynced work is saved", async () => {
  const [owner, guest] = [await page(), await page({ onRevoked: "remove" })];
  const { dataset, certificates } = await owner.evaluate(
    async (lists) => {
      const { id } = await db.createRoot("all");
      globalThis.invites = [];
      for (const list_id of lists) {
        await db.put("item", { list_id, text: "owner's" });
        invites.push(await db.invite({ scope: "editor", params: { list_id }, label: list_id }));
      }
      await sync();
      const issued = await db.issued();
      return { dataset: id, certificates: lists.map((list) => issued.find(({ label }) => label === list).id) };
    },
    [listA, listB],
  );
  const invites = await owner.evaluate(() => globalThis.invites);
  await guest.evaluate(
    async ({ invites, lists }) => {
      for (const invite of invites) await db.join(invite);
      await sync();
      await db.put("item", { list_id: lists[0], text: "unsynced" });
    },
    { invites, lists: [listA, listB] },
  );
  await owner.evaluate(async (id) => {
    await db.revoke(id);
    await sync();
  }, certificates[0]);
  const after = await guest.evaluate(
    async ([a, b]) => ({
      code: await code(sync()),
      lost: await texts(a),
      stays: await texts(b),
      rescued: await db.rescued(),
      counted: (await db.status()).rescued,
    }),
    [listA, listB],
  );
  assert.equal(after.code, "revoked");
  assert.deepEqual([after.lost, after.stays], [[], ["owner's"]]);
  assert.equal(after.counted, 1);
  const [{ model, room, values, deleted }] = after.rescued;
  assert.deepEqual([model, room, values.text, deleted], ["item", dataset, "unsynced", false]);
  assert.equal(
    await guest.evaluate(async () => {
      await db.discardRescued(await db.rescued());
      return (await db.rescued()).length;
    }),
    0,
  );

  // The rest is frozen, then kept, as the app says later; that is remembered.
  await owner.evaluate(async (id) => {
    await db.revoke(id);
    await sync();
  }, certificates[1]);
  const [frozen, kept, remembered, refused] = await guest.evaluate(async (list_id) => {
    await db.setOnRevoked("freeze");
    const codes = [await code(sync())];
    const write = async () => code(db.exec("UPDATE item SET text = text || '!' WHERE list_id = ?", [list_id]));
    codes[0] += ` ${await write()} ${await texts(list_id)}`;
    await db.setOnRevoked("keep");
    codes.push(`${await write()} ${await texts(list_id)}`);
    await reopen();
    codes.push(`${await write()} ${await texts(list_id)}`);
    codes.push(await code(reopen({ onRevoked: "burn" })));
    return codes;
  }, listB);
  assert.equal(frozen, "revoked not_writable owner's");
  assert.equal(kept, " owner's!");
  assert.equal(remembered, " owner's!!");
  assert.equal(refused, "bad_request");
});

test("what was begun offline is adopted into a dataset that was joined later", async () => {
  const [owner, guest] = [await page(), await page()];
  const invite = await owner.evaluate(async () => {
    await db.createRoot("all");
    await sync();
    return db.invite({ scope: "all" });
  });
  const adopted = await guest.evaluate(
    async ({ invite, list_id }) => {
      const { id: from } = await db.createRoot("all");
      const item = await db.put("item", { list_id, text: "begun offline" });
      const { room: into } = await db.join(invite, { another: true });
      const { rows, ids, left } = await db.adopt({ from, into });
      const found = await db.query("SELECT text FROM item WHERE id = ? AND dataset_id = ?", [ids[item], into]);
      const datasets = (await db.status()).datasets.map(({ room }) => room);
      const again = await code(db.adopt({ from, into }));
      await sync();
      return { rows, left, found, only: datasets.join() === into, again };
    },
    { invite, list_id: listA },
  );
  assert.deepEqual(adopted, {
    rows: 1,
    left: true,
    found: [{ text: "begun offline" }],
    only: true,
    again: "no_certificate",
  });
  assert.deepEqual(
    await owner.evaluate(async (list_id) => {
      await sync();
      return texts(list_id);
    }, listA),
    ["begun offline"],
  );
});
