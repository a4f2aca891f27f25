/**
 * What depends on the browser, in those that are not Chromium: AMORA_BROWSER
 * names one. Storage, locks, workers and channels of several tabs.
 */
import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { isOwner, open, put, testTabs, texts } from "./notes.mjs";
import { startRelay } from "./relay.mjs";
import { scriptsFolder } from "./scripts.mjs";
import { Visitor } from "./visitor.mjs";
import { poorPage, writeWorkers } from "./workers.mjs";

const name = process.env.AMORA_BROWSER;

let relay, browser, web;

before(async () => {
  web = await scriptsFolder();
  await writeWorkers(join(web, "js"));
  relay = await startRelay({ lan: true });
  browser = await Visitor.open(name, { web });
});

after(async () => {
  try {
    await browser?.close();
  } finally {
    await relay?.stop();
    await rm(web, { recursive: true, force: true });
  }
});

const { blank, tab } = testTabs((where) => (where === "lan" ? browser.blankOnLan() : browser.blank()));

/** Resolves once the tab sees so many notes. */
const sees = (page, count) =>
  page.evaluate(
    (count) =>
      new Promise((resolve) => db.watch("SELECT count(*) AS n FROM note", [], ([{ n }]) => n === count && resolve(n))),
    count,
  );

test("what one tab writes the others read, and see by watching", async () => {
  const [a, b, c] = [await tab("shared"), await tab("shared"), await tab("shared")];
  assert.deepEqual([await isOwner(a), await isOwner(b), await isOwner(c)], [true, false, false]);
  assert.equal(await a.evaluate(() => db.storage), "indexeddb");
  const seen = sees(c, 2);
  await put(a, "from a");
  await put(b, "from b");
  await seen;
  for (const page of [a, b, c]) assert.deepEqual(await texts(page), ["from a", "from b"]);
});

for (const [how, end] of [
  ["closes the database", (page) => page.evaluate(() => db.close())],
  ["is closed", (page) => page.close()],
  ["is reloaded", (page) => page.reload()],
  ["goes elsewhere", (page) => page.go("about:blank")],
]) {
  test(`the next tab takes over when the owner ${how}`, async () => {
    const [a, b, c] = [await tab(how), await tab(how), await tab(how)];
    await put(a, "before");
    const seen = sees(c, 2);
    await end(a);
    await put(b, "after");
    await seen;
    assert.deepEqual(await texts(c), ["after", "before"]);
    assert.deepEqual([await isOwner(b), await isOwner(c)].sort(), [false, true]);
  });
}

test("what was acknowledged is there after the browser was killed while it wrote", async () => {
  const notes = 200;
  const page = await browser.blank();
  await open(page, "killed");
  // Twice the rows in one go, which is under way when the browser ends.
  const last = page.evaluate(async (notes) => {
    for (let i = 0; ; i++)
      await db.put(
        "note",
        Array.from({ length: notes }, (_, k) => ({ dataset_id, text: `${i} ${k}` })),
      );
  }, notes);
  last.catch(() => {}); // it ends with the browser
  const other = await browser.blank();
  await open(other, "killed");
  const acknowledged = await other.evaluate(
    () =>
      new Promise((resolve) => {
        db.watch("SELECT count(*) AS n FROM note", [], ([{ n }]) => n >= 1000 && resolve(n));
      }),
  );
  await browser.kill();
  await browser.start();
  const again = await tab("killed");
  const { n, ok } = await again.evaluate(async () => {
    const [{ n }] = await db.query("SELECT count(*) AS n FROM note");
    const [{ integrity_check: ok }] = await db.query("PRAGMA integrity_check");
    return { n, ok };
  });
  assert.equal(ok, "ok");
  assert.ok(n >= acknowledged && n % notes === 0, `${n} rows, ${acknowledged} had been seen`);
});

test("where IndexedDB is refused each tab has its own database in memory, and says so", async () => {
  const options = { workerUrl: "/js/private.js" };
  const [a, b] = [await tab("private", options), await tab("private", options)];
  for (const page of [a, b]) assert.equal(await page.evaluate(() => db.storage), "memory");
  await put(b, "only here");
  assert.deepEqual([await texts(a), await texts(b)], [[], ["only here"]]);
});

/** Three tabs of a browser that lacks what plain http takes away. */
async function poor(tabs) {
  assert.deepEqual([await isOwner(tabs[0]), await isOwner(tabs[1]), await isOwner(tabs[2])], [true, false, false]);
  const { missing } = await tabs[1].evaluate(() => db.status());
  for (const feature of ["navigator.locks", "navigator.storage", "crypto.subtle"])
    assert.ok(missing.includes(feature), feature);
  await tabs[1].evaluate(async () => void (globalThis.dataset_id = (await db.createRoot("all")).id));
  await put(tabs[1], "signed by a key made in Go");
  await tabs[0].close();
  const { pushed } = await tabs[2].evaluate((url) => db.sync(url).done, relay.ws);
  assert.equal(pushed, 1);
  assert.deepEqual([await isOwner(tabs[1]), await isOwner(tabs[2])].sort(), [false, true]);
  await put(tabs[1], "back again");
  assert.deepEqual(await texts(tabs[2]), ["back again", "signed by a key made in Go"]);
}

test("without locks, storage manager and WebCrypto everything works: where they are taken away", async () => {
  const tabs = [];
  for (let i = 0; i < 3; i++) {
    const page = await blank();
    await page.evaluate(poorPage);
    await open(page, "poor", { workerUrl: "/js/poor.js" });
    tabs.push(page);
  }
  await poor(tabs);
});

test("without locks, storage manager and WebCrypto everything works: on plain http in a local network", async (t) => {
  if (name !== "firefox") return t.skip("only Firefox can be told another name of this machine");
  const tabs = [];
  for (let i = 0; i < 3; i++) {
    const page = await blank("lan");
    await open(page, "lan");
    tabs.push(page);
  }
  await poor(tabs);
});
