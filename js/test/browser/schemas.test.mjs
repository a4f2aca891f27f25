/** Versions of an app's schema, beside each other: on two devices, in two tabs, in one page, and back again. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Chromium } from "./chromium.mjs";
import { schema as first, scopes, testTabs } from "./notes.mjs";
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

const { blank } = testTabs(() => browser.tab(`${relay.url}/healthz`));

const withColumns = (version, columns, table = "note") => ({
  profile: "notes",
  version,
  scopes,
  models: [
    { name: "note", table, partition: "${dataset_id}", source: null, columns: { dataset_id: "uuid", ...columns } },
  ],
});

const earlier = withColumns(1, { text: "text", n: { type: "integer", default: 0 }, more: "text?" });
const later = withColumns(
  2,
  {
    body: { type: "text", was: "text" },
    n: { type: "text", from: "integer", default: "0" },
    rank: { type: "integer", backfill: 7 },
  },
  "notes",
);

/** Opens a database as globalThis.db; what becomes of it is in globalThis.opened. */
const open = (page, name, schema, options = {}) =>
  page.evaluate(
    async ({ name, schema, options }) => {
      globalThis.amora = await import("/js/index.js");
      globalThis.opened = amora.open(name, { schema, ...options }).then(
        (db) => {
          globalThis.db = db;
          return "opened";
        },
        ({ code }) => code,
      );
      return opened;
    },
    { name, schema, options },
  );

const query = (page, sql) => page.evaluate((sql) => db.query(sql, [], { rows: "array" }), sql);
const sync = (page) => page.evaluate((relay) => db.sync(relay).done.then(() => {}), relay.ws);

test("devices with an earlier and a later version go on with each other", async () => {
  const [a, b] = [await blank(), await blank()];
  await open(a, "earlier", earlier);
  await open(b, "later", earlier);
  const invite = await a.evaluate(async (relay) => {
    globalThis.dataset_id = (await db.createRoot("all")).id;
    await db.put("note", { dataset_id, text: "one", n: 1, more: "kept" });
    return db.invite({ scope: "all", relay });
  }, relay.ws);
  await sync(a);
  await b.evaluate((invite) => db.join(invite), invite);
  await sync(b);
  await b.evaluate(() => db.exec("UPDATE note SET more = 'unsynced'"));
  await b.evaluate(() => db.close());
  assert.equal(await open(b, "later", later), "opened");
  assert.deepEqual(await query(b, "SELECT body, n, rank FROM notes"), [["one", "1", 7]]);
  await b.evaluate(() => db.exec("UPDATE notes SET body = 'changed', rank = 8, n = '2'"));
  await sync(b);
  await sync(a);
  assert.deepEqual(await query(a, "SELECT text, n, more FROM note"), [["changed", 2, "unsynced"]]);
  await a.evaluate(() => db.exec("UPDATE note SET n = 3"));
  await sync(a);
  await sync(b);
  await a.evaluate(() => db.close());
  await open(a, "earlier", later);
  for (const page of [a, b])
    assert.deepEqual(await query(page, "SELECT body, n, rank FROM notes"), [["changed", "3", 8]]);
});

test("fault: a tab whose schema has less by a higher version takes over, and an older one does not come back", async () => {
  const a = await blank();
  await open(a, "dropped", earlier);
  await a.evaluate(async (relay) => {
    globalThis.dataset_id = (await db.createRoot("all")).id;
    const code = (promise) => promise.then(() => "none").catch(({ code, hint }) => [code, hint]);
    globalThis.ended = [code(db.sync(relay, { live: true }).done)];
    ended.push(
      new Promise((resolve) => db.watch("SELECT 1", [], () => {}, { onError: (e) => resolve([e.code, e.hint]) })),
    );
    await db.put("note", { dataset_id, text: "unsynced" });
  }, relay.ws);
  const b = await blank();
  assert.equal(await open(b, "dropped", later), "opened");
  assert.deepEqual(await query(b, "SELECT body, rank FROM notes"), [["unsynced", 7]]);
  const closed = ["closed", "reload this page"];
  assert.deepEqual(await a.evaluate(() => Promise.all(ended)), [closed, closed]);
  assert.equal(await open(a, "dropped", earlier), "other_version");
  await b.evaluate(() => db.close());
  assert.equal(await open(a, "dropped", earlier), "opened", "going back is for whoever is alone");
  assert.deepEqual(await query(a, "SELECT text, n, more FROM note"), [["unsynced", 0, null]]);
});

test("a tab with another durability takes over", async () => {
  const [a, b] = [await blank(), await blank()];
  await open(a, "durable", earlier);
  assert.equal(await open(b, "durable", earlier, { durability: "relaxed" }), "opened");
  assert.equal(await a.evaluate(() => db.query("SELECT 1").catch(({ code }) => code)), "closed");
});

test("fault: a tab whose way is blocked is told, and waits", async () => {
  const [a, b] = [await blank(), await blank()];
  await a.evaluate(async (schema) => {
    globalThis.amora = await import("/js/index.js");
    globalThis.db = await amora.open("blocked", { schema, onNewerTab: (event) => event.preventDefault() });
  }, earlier);
  const version = await b.evaluate(async (schema) => {
    const { open } = await import("/js/index.js");
    return new Promise((resolve, reject) => {
      globalThis.opened = open("blocked", { schema, onBlocked: ({ version }) => resolve(version) });
      opened.then(() => reject(new Error("it was let in")), reject);
    });
  }, later);
  assert.match(version, /^\d+\.\d+\.\d+|^dev/);
  await a.evaluate(() => db.close());
  assert.deepEqual(await b.evaluate(async () => (await opened).query("SELECT count(*) AS n FROM notes")), [{ n: 0 }]);
});

test("fault: a schema that is edited under way is taken at once, whatever the edit", async () => {
  const page = await blank();
  const seen = await page.evaluate(
    async (edits) => {
      const { open } = await import("/js/index.js");
      const seen = [];
      let before;
      for (const schema of edits) {
        const db = await open("edited", { schema });
        if (before) seen.push(await before.query("SELECT 1").catch(({ code }) => code));
        else await db.put("note", { dataset_id: "0".repeat(32), text: "there" });
        seen.push((await db.query("SELECT count(*) AS n FROM note"))[0].n);
        before = db;
      }
      return seen;
    },
    [
      first,
      ...[
        { text: "text", more: "text?" },
        { text: "text" },
        { body: { type: "text", was: "text" } },
        { text: "text" },
      ].map((columns) => ({ ...first, ...withColumns(undefined, columns) })),
    ],
  );
  assert.deepEqual(seen, [1, "closed", 1, "closed", 1, "closed", 1, "closed", 1]);
});

test("what cannot change says so, and what to do; the database is as it was", async () => {
  const page = await blank();
  await open(page, "kept", earlier);
  await page.evaluate(() => db.put("note", { dataset_id: "0".repeat(32), text: "kept" }));
  await page.evaluate(() => db.close());
  const refused = await page.evaluate(
    (schemas) =>
      Promise.all(
        schemas.map((schema) => amora.open("kept", { schema }).catch(({ code, hint }) => [code, hint !== ""])),
      ),
    [{ ...earlier, models: earlier.models.map((model) => ({ ...model, partition: "x" })) }],
  );
  assert.deepEqual(refused, [["schema_changed", true]]);
  assert.equal(await page.evaluate(async () => (await amora.exportFile("kept")).length > 0), true);
  await open(page, "kept", earlier);
  assert.deepEqual(await query(page, "SELECT text FROM note"), [["kept"]]);
});
