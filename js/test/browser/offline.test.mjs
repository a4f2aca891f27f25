/**
 * Two devices of one dataset are offline for a while, and each changes 500
 * rows, 50 of them the same ones, and deletes 20 others.
 */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Chromium } from "./chromium.mjs";
import { open } from "./notes.mjs";
import { startRelay } from "./relay.mjs";

let relay, data, ana, bia;

before(async () => {
  data = await mkdtemp(join(tmpdir(), "amora-offline-"));
  relay = await startRelay({ data });
  [ana, bia] = [await Chromium.open(), await Chromium.open()];
});

after(async () => {
  const results = await Promise.allSettled([ana?.close(), bia?.close()]);
  await relay?.stop();
  await rm(data, { recursive: true, force: true });
  for (const { reason } of results) if (reason) throw reason;
});

const total = 1200;

/** Two tabs of a device, the second of which does not run the engine. */
async function tabs(device) {
  const pages = [];
  for (let i = 0; i < 2; i++) {
    const page = await device.tab(`${relay.url}/healthz`);
    await open(page, "school");
    pages.push(page);
  }
  return pages;
}

const sync = (page) => page.evaluate((url) => db.sync(url).done, relay.ws);
const rows = (page) => page.evaluate(() => db.query("SELECT id, text FROM note ORDER BY id"));

/** Changes the rows from up to to, by their number, and deletes those from gone on. */
function work(page, who, from, to, gone) {
  return page.evaluate(
    async ({ who, from, to, gone }) => {
      const notes = await db.query("SELECT id FROM note ORDER BY CAST(text AS INTEGER)");
      const changed = notes.slice(from, to);
      for (let i = 0; i < changed.length; i += 50) {
        await db.put(
          "note",
          changed.slice(i, i + 50).map(({ id }, k) => ({ id, text: `${from + i + k} by ${who}` })),
        );
      }
      for (const { id } of notes.slice(gone, gone + 20)) await db.delete("note", id);
      return changed.map(({ id }) => id);
    },
    { who, from, to, gone },
  );
}

test("edits meet, conflicts are listed with both values, deletes hold", async () => {
  let [a, a2] = await tabs(ana);
  let [b, b2] = await tabs(bia);
  const invite = await a.evaluate(
    async ({ url, total }) => {
      const { id: dataset_id } = await db.createRoot("all");
      await db.put(
        "note",
        Array.from({ length: total }, (_, i) => ({ dataset_id, text: `${i} at first` })),
      );
      await db.sync(url).done;
      return db.invite({ scope: "all", relay: url });
    },
    { url: relay.ws, total },
  );
  await b.evaluate(async (invite) => db.sync((await db.join(invite)).relay).done, invite);
  assert.equal((await rows(b)).length, total);

  // Away from the relay, by their second tabs.
  const host = new URL(relay.url).host;
  await relay.stop();
  const byAna = await work(a2, "ana", 0, 500, 1000);
  const byBia = await work(b2, "bia", 450, 950, 1100);
  const both = byAna.filter((id) => byBia.includes(id)).sort();
  assert.equal(both.length, 50);
  assert.match(
    await a.evaluate(
      (url) =>
        db.sync(url).done.then(
          () => "",
          (error) => error.code,
        ),
      relay.ws,
    ),
    /unavailable/,
  );
  // The browser itself writes refused connections to the console.
  ana.errors = ana.errors.filter((error) => !/WebSocket connection to .* failed/.test(error));

  // The devices are switched off, and on again.
  await Promise.all([ana.kill(), bia.kill()]);
  await Promise.all([ana.start(), bia.start()]);
  relay = await startRelay({ data, listen: host });
  [, a] = await tabs(ana);
  [, b] = await tabs(bia);
  await sync(a);
  await sync(b);
  await sync(a);

  const [ofAna, ofBia] = [await rows(a), await rows(b)];
  assert.deepEqual(ofAna, ofBia);
  assert.equal(ofAna.length, total - 40);
  const conflicts = await a.evaluate(() => db.conflicts());
  assert.deepEqual(conflicts.map(({ id }) => id).sort(), both);
  for (const { current, lost } of conflicts) {
    const values = [current.text, ...lost.map(({ text }) => text)].map((text) => text.replace(/^\d+ by /, "")).sort();
    assert.deepEqual(values, ["ana", "bia"]);
  }
  assert.deepEqual(await b.evaluate(() => db.conflicts().then((list) => list.length)), 50);
  const texts = ofAna.map(({ text }) => text);
  assert.equal(texts.filter((text) => /by (ana|bia)$/.test(text)).length, 950);
  assert.equal(texts.filter((text) => /at first$/.test(text)).length, total - 950 - 40);
  for (const page of [a, b]) assert.equal((await sync(page)).pushed, 0);
});
