/** Transactions over several calls, of one tab and of several. */
import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { after, before, test } from "node:test";
import { Chromium } from "./chromium.mjs";
import { code, isOwner, put, testTabs, texts } from "./notes.mjs";
import { startRelay } from "./relay.mjs";
import { emptyPage, scriptsFolder } from "./scripts.mjs";

let relay, browser, web;

before(async () => {
  web = await scriptsFolder(emptyPage);
  relay = await startRelay({ web });
  browser = await Chromium.open();
});

after(async () => {
  try {
    await browser?.close();
  } finally {
    await relay?.stop();
    await rm(web, { recursive: true, force: true });
  }
});

const { tab } = testTabs((host = relay.url) => browser.tab(`${host}/healthz`));

/** Opens a transaction in a page that has written, and goes on with globalThis.goOn(); globalThis.ended is its outcome. */
const hold = (page, options = {}) =>
  page.evaluate(
    (options) =>
      new Promise((begun) => {
        globalThis.ended = db
          .transaction(async (tx) => {
            await tx.put("note", { dataset_id, text: "held" });
            await new Promise((resolve) => {
              globalThis.goOn = resolve;
              begun();
            });
            await tx.exec("UPDATE note SET text = text || '!' WHERE text = :text", { text: "held" });
          }, options)
          .then(
            () => "committed",
            ({ code }) => code,
          );
      }),
    options,
  );

for (const [whose, tabs] of Object.entries({ "the owner": 1, "a follower": 2 })) {
  test(`a transaction of ${whose} is one commit, seen at once and whole`, async () => {
    const pages = [];
    for (let i = 0; i < tabs; i++) pages.push(await tab(`whole ${whose}`));
    const page = pages.at(-1);
    assert.equal(await isOwner(page), tabs === 1);
    const result = await page.evaluate(async () => {
      const seen = [];
      await new Promise((first) => {
        db.watch("SELECT text FROM note ORDER BY text", [], (rows) =>
          first(seen.push(rows.map(({ text }) => text).join())),
        );
      });
      const result = await db.transaction(async (tx) => {
        const id = await tx.put("note", { dataset_id, text: "a" });
        const { rows } = await tx.exec(
          "INSERT INTO note (dataset_id, text) VALUES ($dataset_id, @text) RETURNING text",
          { dataset_id, text: "b" },
          { rows: "array" },
        );
        await tx.put("note", { id, text: "c" });
        return [rows, await tx.query("SELECT text FROM note ORDER BY text", [], { rows: "array" })];
      });
      while (seen.at(-1) !== "b,c") await new Promise((resolve) => setTimeout(resolve, 10));
      return { result, seen };
    });
    assert.deepEqual(result, { result: [[["b"]], [["b"], ["c"]]], seen: ["", "b,c"] });
    assert.equal(
      await page.evaluate(() =>
        db
          .transaction(async (tx) => {
            await tx.exec("DELETE FROM note");
            throw new RangeError("mine");
          })
          .catch(({ name }) => name),
      ),
      "RangeError",
    );
    assert.deepEqual(await texts(page), ["b", "c"]);
    const batch = await page.evaluate(() =>
      db.batch([{ put: "note", rows: [{ dataset_id, text: "d" }] }, { query: "SELECT count(*) AS n FROM note" }]),
    );
    assert.deepEqual([batch[0].length, batch[1]], [1, [{ n: 3 }]]);
  });
}

test("others wait for a transaction, and see what it has committed", async () => {
  const [a, b] = [await tab("wait"), await tab("wait")];
  await hold(b);
  const read = texts(a);
  const written = put(a, "other");
  await b.evaluate(() => goOn());
  assert.equal(await b.evaluate(() => ended), "committed");
  assert.ok((await read).includes("held!"));
  await written;
  assert.deepEqual(await texts(b), ["held!", "other"]);
});

for (const [how, end] of [
  ["is closed", (page) => page.close()],
  ["crashes", (page) => browser.crash(page)],
  ["goes elsewhere", (page) => page.goto("about:blank")],
]) {
  test(`a transaction ends when its tab ${how}`, async () => {
    const [a, b] = [await tab(`gone ${how}`), await tab(`gone ${how}`)];
    await hold(b, { timeout: 30_000 });
    const began = Date.now();
    await end(b);
    await put(a, "free");
    assert.deepEqual(await texts(a), ["free"]);
    assert.ok(Date.now() - began < 25_000, "it did not wait for the time limit");
  });

  test(`a transaction is undone when the tab that runs the engine ${how}`, async () => {
    const [a, b] = [await tab(`owner ${how}`), await tab(`owner ${how}`)];
    await hold(b, { timeout: 30_000 });
    await end(a);
    await b.evaluate(() => goOn());
    assert.equal(await b.evaluate(() => ended), "transaction_ended");
    assert.deepEqual(await texts(b), []);
    assert.equal(await b.evaluate(() => db.transaction(() => "again")), "again");
  });
}

test("a transaction whose page sleeps before its turn waits anew when it wakes", async () => {
  const [a, b] = [await tab("asleep"), await tab("asleep")];
  await hold(a, { timeout: 30_000 });
  await b.evaluate(() => {
    globalThis.ended = db
      .transaction((tx) => tx.put("note", { dataset_id, text: "late" }))
      .then(
        () => "committed",
        ({ code }) => code,
      );
  });
  await b.waitForFunction(
    async () =>
      (await navigator.locks.query()).held.filter(({ name }) => name.startsWith("amora-transaction:")).length === 2,
  );
  await browser.freeze(b, a);
  await browser.thaw(b);
  await a.evaluate(() => goOn());
  assert.equal(await b.evaluate(() => ended), "committed");
  assert.deepEqual(await texts(a), ["held!", "late"]);
});

test("a transaction ends with its time, and tells who holds it and who uses it", async () => {
  const [a, b] = [await tab("time"), await tab("time")];
  await hold(b, { timeout: 300 });
  await put(a, "after");
  assert.equal(await b.evaluate(() => ended), "timed_out");
  assert.deepEqual(await texts(b), ["after"]);
  const asked = (page, timeout) => code(page, (timeout) => db.transaction(() => 1, { timeout }), timeout);
  assert.deepEqual([await asked(b, 30_001), await asked(b, 0)], ["bad_request", "bad_request"]);
});

test("a tab that closes the database waits for a transaction of another", async () => {
  const [a, b] = [await tab("closes"), await tab("closes")];
  await hold(b);
  const closed = a.evaluate(() => db.close());
  await b.evaluate(() => goOn());
  assert.equal(await b.evaluate(() => ended), "committed");
  await closed;
  assert.deepEqual(await texts(b), ["held!"]);
});

test("calls of the database inside the callback are refused", async () => {
  const a = await tab("nested");
  for (const call of ["transaction", "exec", "query", "put", "batch"]) {
    const nested = (call) =>
      db.transaction(async (tx) => {
        await tx.query("SELECT 1");
        const args = { transaction: [() => 1], put: ["note", { dataset_id, text: "x" }], batch: [[]] }[call] ?? [
          "SELECT 1",
        ];
        await db[call](...args);
      });
    assert.equal(await code(a, nested, call), "nested_transaction", call);
  }
});

const forever = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

test("a runaway statement ends with its time, in any tab", async () => {
  const [a, b] = [await tab("runaway"), await tab("runaway")];
  for (const page of [a, b]) {
    assert.equal(await code(page, (sql) => db.query(sql, [], { timeout: 100 }), forever), "timed_out");
    const insert = `INSERT INTO note (dataset_id, text) ${forever.replace("count(*)", "'0', i")}`;
    assert.equal(await code(page, (sql) => db.exec(sql, [], { timeout: 100 }), insert), "timed_out");
  }
  assert.deepEqual(await texts(b), []);
});

test("an abort takes a call back that waits", async () => {
  const [a, b] = [await tab("abort"), await tab("abort")];
  await hold(a);
  const aborted = (page) =>
    page.evaluate(async () => {
      const stop = new AbortController();
      const { signal } = stop;
      const calls = [
        db.query("SELECT 1", [], { signal }),
        db.exec("DELETE FROM note", [], { signal }),
        db.put("note", { dataset_id, text: "x" }, { signal }),
        db.delete("note", "0".repeat(32), { signal }),
        db.batch([], { signal }),
        db.transaction(() => 1, { signal }),
        db.status({ signal }),
        db.conflicts({ signal }),
        db.export({ signal }),
        db.createRoot("all", {}, { signal }),
      ];
      setTimeout(() => stop.abort(), 50);
      return (await Promise.allSettled(calls)).map(({ reason }) => reason?.code);
    });
  assert.deepEqual(new Set(await aborted(b)), new Set(["aborted"]));
  await a.evaluate(() => goOn());
  assert.equal(await a.evaluate(() => ended), "committed");
  assert.deepEqual(await texts(b), ["held!"]);
});

test("a live sync outlives a transaction, and sends it as one change", async () => {
  const [a, b] = [await tab("live"), await tab("live")];
  await a.evaluate(async (relay) => {
    globalThis.dataset_id = (await db.createRoot("all")).id;
    globalThis.session = db.sync(relay, { live: true });
    for await (const { direction } of session) if (direction === "") break;
  }, relay.ws);
  await b.evaluate(async () => (globalThis.dataset_id = (await db.status()).room));
  const other = await tab("live elsewhere");
  const invite = await a.evaluate((relay) => db.invite({ scope: "all", relay }), relay.ws);
  await other.evaluate(
    async ({ invite, relay }) => {
      await db.join(invite);
      globalThis.session = db.sync(relay, { live: true });
    },
    { invite, relay: relay.ws },
  );
  await hold(b, { timeout: 30_000 });
  await new Promise((resolve) => setTimeout(resolve, 1000)); // as long as somebody thinks
  await b.evaluate(() => goOn());
  assert.equal(await b.evaluate(() => ended), "committed");
  await other.waitForFunction(async () => (await db.query("SELECT text FROM note"))[0]?.text === "held!");
  const offline = await a.evaluate(() => Promise.race([session.done.then(() => "over"), Promise.resolve("on")]));
  assert.equal(offline, "on");
});
