/**
 * The device that began a dataset is lost: a recovery text makes an owner of
 * another browser, which revokes a member and makes a second admin. The two
 * admins revoke at once, and both revocations hold.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Device } from "./device.mjs";
import { schema } from "./notes.mjs";
import { startRelay } from "./relay.mjs";

let relay;
const devices = [];

before(async () => {
  relay = await startRelay();
});

after(async () => {
  await Promise.allSettled(devices.map((device) => device.close()));
  await relay?.stop();
});

/** A tab of a browser of its own, which joins by an invite or a recovery text. */
async function person(invite) {
  const device = await Device.open();
  devices.push(device);
  const page = await device.blank(relay.url);
  await page.evaluate(
    async ({ schema, invite }) => {
      const { open } = await import("/js/index.js");
      globalThis.db = await open("recovery", { schema });
      if (invite) await globalThis.db.join(invite);
      globalThis.synced = (relay) =>
        globalThis.db.sync(relay).done.then(
          () => "",
          (error) => error.code,
        );
    },
    { schema, invite },
  );
  return page;
}

const synced = (page) => page.evaluate((url) => globalThis.synced(url), relay.ws);

test("a recovery text makes an owner of another browser; two admins revoke at once", async () => {
  const first = await person();
  const { recovery, members } = await first.evaluate(async (relay) => {
    const { db } = globalThis;
    const { id: dataset_id } = await db.createRoot("all");
    await db.put("note", { dataset_id, text: "kept" });
    const recovery = await db.recovery({ relay });
    const members = [];
    for (const label of ["Ann", "Bob", "Cy"]) members.push(await db.invite({ scope: "all", relay, label }));
    await db.sync(relay).done;
    return { recovery, members };
  }, relay.ws);
  const issued = await first.evaluate(() => globalThis.db.issued());
  const certificates = ["Ann", "Bob", "Cy"].map((label) => issued.find((c) => c.label === label).id);
  assert.ok(issued.some((c) => c.label === "recovery" && c.admin));
  const [ann, bob, cy] = [await person(members[0]), await person(members[1]), await person(members[2])];
  for (const page of [ann, bob, cy]) assert.equal(await synced(page), "");
  assert.equal(await synced(first), "");
  for (const { label, seen } of await first.evaluate(() => globalThis.db.issued()))
    assert.equal(
      seen !== "" && !Number.isNaN(Date.parse(seen)),
      ["Ann", "Bob", "Cy"].includes(label),
      `${label}: ${seen}`,
    );
  await devices.shift().close(); // the first device is lost

  const owner = await person(recovery);
  assert.equal(await synced(owner), "");
  assert.deepEqual(await owner.evaluate(() => globalThis.db.query("SELECT text FROM note")), [{ text: "kept" }]);
  assert.equal((await owner.evaluate(() => globalThis.db.status())).certificates[0].admin, true);
  await owner.evaluate((id) => globalThis.db.revoke(id), certificates[0]);
  assert.equal(await synced(owner), "");
  assert.equal(await synced(ann), "revoked");

  const second = await person(
    await owner.evaluate((relay) => globalThis.db.invite({ scope: "all", relay, admin: true }), relay.ws),
  );
  assert.equal(await synced(second), "");
  await owner.evaluate((id) => globalThis.db.revoke(id), certificates[1]);
  await second.evaluate((id) => globalThis.db.revoke(id), certificates[2]);
  for (const page of [owner, second, owner]) assert.equal(await synced(page), "");
  for (const page of [bob, cy]) assert.equal(await synced(page), "revoked");
  const refused = await bob.evaluate(() => globalThis.db.recovery().catch((error) => error.code));
  assert.equal(refused, "no_certificate");
  for (const device of devices) assert.deepEqual(device.errors, []);
});
