/** Several tabs on one database: what one tab's end, sleep or haste does to the others. */
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { Chromium } from "./chromium.mjs";
import { startRelay } from "./relay.mjs";

let relay, browser;

before(async () => {
  relay = await startRelay();
  browser = await Chromium.open();
});

after(async () => {
  try {
    await browser?.close();
  } finally {
    await relay?.stop();
  }
});

const schema = {
  profile: "notes",
  scopes: [{
    id: "all", version: 1, primary_scope_param_key: "dataset_id", description: "",
    read_filter_template: "", write_filter_template: "", read_write_filter_template: "${dataset_id}",
  }],
  models: [{ name: "note", table: "note", partition: "${dataset_id}", source: null, columns: { dataset_id: "uuid", text: "text" } }],
};

let tabs = [];

/** A tab that has a database open, as globalThis.db. */
async function tab(name, { host = relay.url, options = {} } = {}) {
  const page = await browser.tab(`${host}/healthz`);
  tabs.push(page);
  await page.evaluate(async ({ name, schema, options }) => {
    globalThis.amora = await import("/js/index.js");
    globalThis.schema = schema;
    globalThis.dataset_id = "0".repeat(32);
    globalThis.db = await amora.open(name, { schema, ...options });
  }, { name, schema, options });
  return page;
}

afterEach(async () => {
  await Promise.allSettled(tabs.map((page) => page.close()));
  tabs = [];
});

const put = (page, text) => page.evaluate((text) => db.put("note", { dataset_id, text }), text);
const texts = (page) => page.evaluate(async () => (await db.query("SELECT text FROM note ORDER BY text")).map(({ text }) => text));
const isOwner = (page) => page.evaluate(async () => (await db.status()).owner);

test("what one tab writes the others read, and see by watching", async () => {
  const [a, b, c] = [await tab("shared"), await tab("shared"), await tab("shared")];
  assert.deepEqual([await isOwner(a), await isOwner(b), await isOwner(c)], [true, false, false]);
  const watched = c.evaluate(() => new Promise((resolve) => db.watch("SELECT text FROM note", [], (rows) => rows.length === 2 && resolve(rows))));
  await put(a, "from a");
  await put(b, "from b");
  assert.equal((await watched).length, 2);
  for (const page of [a, b, c]) assert.deepEqual(await texts(page), ["from a", "from b"]);
  assert.equal(await a.evaluate(() => db.instanceId), await b.evaluate(() => db.instanceId));
  const head = await b.evaluate(async () => new TextDecoder().decode((await db.export()).subarray(0, 15)));
  assert.equal(head, "SQLite format 3");
});

test("errors of the owner's engine have their codes in the other tabs", async () => {
  await tab("errors");
  const b = await tab("errors");
  assert.equal(await b.evaluate(() => db.put("letter", {}).catch((error) => error.code)), "unknown_model");
});

for (const [how, end] of [
  ["closes the database", (page) => page.evaluate(() => db.close())],
  ["is closed", (page) => page.close()],
  ["crashes", (page) => browser.crash(page)],
  ["is reloaded", (page) => page.reload()],
  ["goes elsewhere", (page) => page.goto("about:blank")],
]) {
  test(`the next tab takes over when the owner ${how}`, async () => {
    const name = `owner ${how}`;
    const [a, b, c] = [await tab(name), await tab(name), await tab(name)];
    await put(a, "before");
    const watching = c.evaluate(() => {
      globalThis.seen = [];
      db.watch("SELECT text FROM note", [], (rows) => seen.push(rows.length));
    });
    await watching;
    await end(a);
    await put(b, "after");
    await c.waitForFunction(() => seen.includes(2));
    assert.deepEqual(await texts(c), ["after", "before"]);
    assert.deepEqual([await isOwner(b), await isOwner(c)], [true, false]);
  });
}
