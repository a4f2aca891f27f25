/** A database in a file: moved there and back, read and deleted without the engine, and where there are no files. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Chromium } from "./chromium.mjs";
import { code, open, put, testTabs, texts } from "./notes.mjs";
import { startRelay } from "./relay.mjs";
import { emptyPage, scriptsFolder } from "./scripts.mjs";
import { writeWorkers } from "./workers.mjs";

let relay, browser;

before(async () => {
  const web = await scriptsFolder(emptyPage);
  await writeWorkers(`${web}/js`);
  relay = await startRelay({ web });
  browser = await Chromium.open();
});

after(async () => {
  try {
    await browser?.close();
  } finally {
    await relay?.stop();
  }
});

const { blank, tab } = testTabs(() => browser.tab(`${relay.url}/healthz`));

/** Names of the files that there are. */
const files = (page) =>
  page.evaluate(async () => {
    const names = [];
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle("amora", { create: true });
    for await (const name of folder.keys()) names.push(name);
    return names.sort();
  });

const kept = (page) => page.evaluate(async () => [db.storage, db.storageReason ?? "", (await db.status()).storage]);

test("a database is moved into a file and back, as it is opened", async () => {
  const name = "moved / ü";
  const page = await tab(name);
  await put(page, "in blocks");
  const instance = await page.evaluate(() => db.instanceId);
  for (const storage of ["opfs", "indexeddb", "opfs", undefined]) {
    await page.evaluate(() => db.close());
    await open(page, name, { storage });
    assert.deepEqual(await kept(page), [storage ?? "indexeddb", "", storage ?? "indexeddb"]);
    assert.equal(await page.evaluate(() => db.instanceId), instance);
    await put(page, `in ${storage}`);
    const encoded = "moved%20%2_f%20%_c3%_b_c"; // _f is a capital letter
    const expected = storage === "opfs" ? [`${encoded}.sqlite`, `${encoded}.sqlite-wal`] : [];
    assert.deepEqual(await files(page), expected);
  }
  assert.deepEqual(await texts(page), ["in blocks", "in indexeddb", "in opfs", "in opfs", "in undefined"]);
});

test("exportFile gives the last commit of a file that a tab has open, and destroy leaves nothing", async () => {
  const [a, b] = [await tab("exported", { storage: "opfs" }), await blank()];
  await a.evaluate(async () => {
    for (let i = 0; i < 3; i++)
      await db.exec("INSERT INTO note (dataset_id, text) VALUES (?, hex(randomblob(100000)))", [dataset_id]);
  });
  await put(a, "the last");
  const exported = (page) =>
    page.evaluate(async () => {
      const { exportFile } = await import("/js/index.js");
      const bytes = await exportFile("exported");
      return [new TextDecoder().decode(bytes.subarray(0, 15)), bytes[18], bytes.length, Array.from(bytes).join()];
    });
  const [head, journal, length, bytes] = await exported(b);
  assert.deepEqual([head, journal], ["SQLite format 3", 1]);
  assert.ok(length > 600_000, `${length} bytes`);
  // The log is in the file itself once the database is closed.
  await a.evaluate(() => db.close());
  assert.equal((await exported(b))[3], bytes);

  await open(a, "exported", { storage: "opfs" });
  await b.evaluate(async () => (await import("/js/index.js")).destroy("exported"));
  assert.equal(await code(a, () => db.query("SELECT 1")), "closed");
  assert.deepEqual(await files(b), []);
});

test("db.destroy() removes the files", async () => {
  const [a, b] = [await tab("gone", { storage: "opfs" }), await tab("gone", { storage: "opfs" })];
  await put(a, "gone");
  await b.evaluate(() => db.destroy());
  assert.deepEqual(await files(b), []);
});

test("where there are no files it stays in IndexedDB, and says so", async () => {
  const page = await tab("without files", { storage: "opfs", workerUrl: "/js/poor.js" });
  assert.deepEqual(await kept(page), ["indexeddb", "files cannot be used: the browser has none here", "indexeddb"]);
  await put(page, "kept");
  await page.evaluate(() => db.close());
  await open(page, "without files", { storage: "opfs" });
  assert.deepEqual([(await kept(page))[0], await texts(page)], ["opfs", ["kept"]]);

  // What lies in a file is not taken for missing where files are.
  await page.evaluate(() => db.close());
  const failed = (page) => code(page, () => amora.open("without files", { schema, workerUrl: "/js/poor.js" }));
  assert.equal(await failed(page), "storage_failed");
});
