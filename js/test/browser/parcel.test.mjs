/** Data that are carried as files: two devices of one dataset that never meet a relay. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Device } from "./device.mjs";
import { code, open, put, testTabs, texts } from "./notes.mjs";
import { startRelay } from "./relay.mjs";

let relay, one, other;

before(async () => {
  relay = await startRelay(); // which serves the pages, and is never synced with
  one = await Device.open();
  other = await Device.open();
});

after(async () => {
  const closed = await Promise.allSettled([one?.close(), other?.close()]);
  await relay?.stop();
  for (const { reason } of closed) if (reason) throw reason;
});

const tabs = testTabs((device = one) => device.blank(relay.url));

/** A page of each device, in one dataset. */
async function pair(name) {
  const pages = [await tabs.blank(one), await tabs.blank(other)];
  for (const page of pages) await open(page, name);
  const invite = await pages[0].evaluate(async () => {
    globalThis.dataset_id = (await db.createRoot("all")).id;
    return db.invite({ scope: "all" });
  });
  await pages[1].evaluate(async (invite) => {
    globalThis.dataset_id = (await db.join(invite)).room;
  }, invite);
  return pages;
}

/** The file that a page exports, base64. */
const exported = (page) =>
  page.evaluate(async () => {
    const file = await db.exportData();
    if (!(file instanceof Blob)) throw new Error("it is no Blob");
    const reader = new FileReader();
    const read = new Promise((resolve) => reader.addEventListener("load", resolve));
    reader.readAsDataURL(file);
    await read;
    return reader.result.slice(reader.result.indexOf(",") + 1);
  });

/** Imports a file, as a Blob. */
const take = (page, file) =>
  page.evaluate((file) => db.import(new Blob([Uint8Array.from(atob(file), (c) => c.charCodeAt(0))])), file);

test("two devices that never meet a relay have the same rows, by files", async () => {
  const [first, second] = await pair("carried");
  await put(first, "of one");
  await put(second, "of the other");
  const shown = second.evaluate(
    () =>
      new Promise((resolve) => {
        db.watch("SELECT text FROM note ORDER BY text", [], (rows) => rows.length === 2 && resolve(rows));
      }),
  );
  assert.deepEqual(await take(second, await exported(first)), { records: 1, conflicts: 0, quarantined: 0 });
  assert.deepEqual(await shown, [{ text: "of one" }, { text: "of the other" }], "live queries show what came");
  const file = await exported(second);
  assert.deepEqual(await take(first, file), { records: 1, conflicts: 0, quarantined: 0 });
  assert.deepEqual(await texts(first), await texts(second));
  assert.deepEqual(await take(first, file), { records: 0, conflicts: 0, quarantined: 0 }, "again it changes nothing");
});

test("what both changed is a conflict; a file of thousands of records comes in pieces, to another tab's engine too", async () => {
  const [first, second] = await pair("conflict");
  await put(first, "base");
  await take(second, await exported(first));
  await first.evaluate(() => db.exec("UPDATE note SET text = 'of one'"));
  await second.evaluate(() => db.exec("UPDATE note SET text = 'of the other'"));
  await first.evaluate(() =>
    db.put(
      "note",
      Array.from({ length: 5000 }, (_, i) => ({ dataset_id, text: `${i}` })),
    ),
  );
  const follower = await tabs.blank(one);
  await open(follower, "conflict");
  assert.equal((await take(second, await exported(follower))).conflicts, 1);
  const [lost] = await second.evaluate(() => db.conflicts());
  assert.deepEqual([lost.current.text, lost.lost[0].text], ["of the other", "of one"]);
  await take(first, await exported(second));
  assert.deepEqual(await texts(first), await texts(second));
  assert.equal((await texts(second)).length, 5001);
});

test("what is no such file, is damaged or is for others is refused, and nothing changes", async () => {
  const [first, second] = await pair("refused");
  await put(first, "of one");
  const file = [...Buffer.from(await exported(first), "base64")];
  const refused = async (page, bytes) => code(page, (bytes) => db.import(new Uint8Array(bytes)), bytes);
  assert.equal(await refused(second, [1, 2, 3]), "bad_request");
  assert.equal(await refused(second, file.slice(0, -1)), "bad_request");
  assert.equal(await code(second, () => db.import("file")), "bad_request");
  const damaged = [...file];
  damaged[damaged.length >> 1] ^= 1;
  assert.match(await refused(second, damaged), /^bad_/);
  assert.equal(await code(second, () => db.import(new Uint8Array(0), { signal: AbortSignal.abort() })), "aborted");
  const [stranger] = await pair("stranger");
  assert.equal(await refused(stranger, file), "no_certificate");
  assert.deepEqual(await texts(second), []);
  assert.equal((await second.evaluate(() => db.inspect())).sessions.length, 0);
});
