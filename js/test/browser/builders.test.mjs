/** amora/kysely and amora/tanstack with the real libraries, on two devices that sync by a relay. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { after, before, test } from "node:test";
import { Device } from "./device.mjs";
import { startRelay } from "./relay.mjs";

let relay, device, page;

before(async () => {
  relay = await startRelay();
  device = await Device.open();
  const aliases = ["index", "kysely", "tanstack"].map(
    (name) => `--alias:${name === "index" ? "amora" : `amora/${name}`}=${resolve(`js/dist/${name}.js`)}`,
  );
  const entry = "js/test/browser/frameworks/builders.js";
  const args = ["tool", "esbuild", "--bundle", "--format=esm", "--log-level=warning", ...aliases, entry];
  const env = { ...process.env, NODE_PATH: resolve("js/node_modules") };
  await device.script(
    `${relay.url}/js/app.js`,
    execFileSync("go", args, { encoding: "utf8", env, maxBuffer: 64 * 1024 * 1024 }),
  );
  page = await device.blank(relay.url);
  await page.addScriptTag({ type: "module", url: "/js/app.js" });
});

after(async () => {
  try {
    await device?.close();
  } finally {
    await relay?.stop();
  }
});

test("kysely: what is inserted, updated and deleted here is read there, by joins and live queries", async () => {
  const seen = await page.evaluate(async (relay) => {
    const { b, ka, kb, dataset_id, close } = await pair(relay);
    const { id: list_id } = await ka
      .insertInto("lists")
      .values({ dataset_id, name: "Shopping" })
      .returning("id")
      .executeTakeFirstOrThrow();
    const at = new Date(1717156800120);
    const metas = ["5", "text", true, 7, { a: [1, "5"] }, [false], null];
    const inserted = await ka
      .insertInto("items")
      .values(metas.map((meta, i) => ({ dataset_id, list_id, text: `item ${i}`, meta, at })))
      .executeTakeFirst();
    const query = kb
      .selectFrom("items as i")
      .innerJoin("lists as l", "l.id", "i.list_id")
      .select(["i.text", "i.done", "i.at", "i.meta as extra", "l.name"])
      .orderBy("i.text");
    const arrived = await rowsOf(b, query, (rows) => rows.length === metas.length);
    const updated = await kb
      .updateTable("items")
      .set({ done: true, meta: "null" })
      .where("text", "in", ["item 0", "item 1"])
      .returning(["text", "done", "meta"])
      .execute();
    const changed = await kb.updateTable("items").set("meta", true).where("text", "=", "item 2").executeTakeFirst();
    const deleted = await kb.deleteFrom("items").where("text", "=", "item 6").executeTakeFirst();
    const open = ka
      .selectFrom("items")
      .select(({ fn }) => fn.countAll().as("n"))
      .where("done", "=", false);
    const left = await open.executeTakeFirst();
    const raw = await sql`SELECT max(at) AS at, ${at} AS bound FROM items`.execute(ka);
    const before = await ka.selectFrom("items").select("id").where("at", "<=", at).where("meta", "=", ["x"]).execute();
    await close();
    return {
      inserted: Number(inserted.numInsertedOrUpdatedRows),
      extras: JSON.stringify(arrived.map(({ extra }) => extra)) === JSON.stringify(metas),
      rows: arrived.every((row) => row.done === false && row.at.getTime() === at.getTime() && row.name === "Shopping"),
      updated: updated.toSorted((x, y) => (x.text < y.text ? -1 : 1)),
      changed: Number(changed.numUpdatedRows),
      deleted: Number(deleted.numDeletedRows),
      left: typeof left.n,
      raw: raw.rows,
      before: before.length,
    };
  }, relay.ws);
  const text = "2024-05-31 12:00:00.120000";
  assert.deepEqual(seen, {
    inserted: 7,
    extras: true,
    rows: true,
    updated: [
      { text: "item 0", done: true, meta: "null" },
      { text: "item 1", done: true, meta: "null" },
    ],
    changed: 1,
    deleted: 1,
    left: "number",
    raw: [{ at: text, bound: text }],
    before: 0,
  });
});

test("kysely: what has a column's type is read as the column is, in max, coalesce, case and subqueries, too", async () => {
  const seen = await page.evaluate(async (relay) => {
    const { a, ka, dataset_id, close } = await pair(relay);
    const { id: list_id } = await ka
      .insertInto("lists")
      .values({ dataset_id, name: "List" })
      .returning("id")
      .executeTakeFirstOrThrow();
    const at = new Date(1717156800120);
    const row = { dataset_id, list_id };
    await ka
      .insertInto("items")
      .values([
        { ...row, text: "1", at, done: true, meta: "5" },
        { ...row, text: "2", done: false, meta: "5" },
      ])
      .execute();
    const latest = (k) =>
      k
        .selectFrom("items as i")
        .select(({ fn }) => ["i.list_id", fn.max("i.at").as("latest"), fn.min("i.done").as("all")])
        .groupBy("i.list_id");
    const queries = {
      aggregates: latest(ka),
      joined: ka
        .selectFrom("lists")
        .innerJoin(latest(ka).as("of"), "of.list_id", "lists.id")
        .select(["name", "of.latest", "of.all as every"]),
      named: ka.with("of", latest).selectFrom("of").select(["latest"]),
      scalar: ka.selectFrom("lists as l").select((eb) => [
        eb
          .selectFrom("items")
          .whereRef("items.list_id", "=", "l.id")
          .select((on) => on.fn.max("items.at").as("x"))
          .as("last"),
        eb.selectFrom("items").select("items.meta").where("text", "=", "1").as("own"),
      ]),
      chosen: ka
        .selectFrom("items")
        .select((eb) => [
          eb.fn.coalesce("at", eb.val(at)).as("moment"),
          eb.case().when("text", "=", "1").then(eb.ref("done")).else(eb.ref("done")).end().as("flag"),
          eb.fn.coalesce("meta", "meta").as("value"),
          eb.fn.max("text").as("text"),
          "meta",
        ])
        .where("text", "=", "1"),
    };
    const results = {};
    const kept = JSON.stringify;
    const plain = (rows) =>
      rows.map((each) => Object.fromEntries(Object.entries(each).filter(([n]) => n !== "list_id")));
    for (const [name, query] of Object.entries(queries)) {
      const rows = await query.execute();
      const watched = await rowsOf(a, query, (found) => found.length > 0);
      const moments = rows.flatMap(Object.values).filter((value) => value instanceof Date).length;
      results[name] = [plain(rows), kept(watched) === kept(rows), moments];
    }
    const [changed] = await ka
      .updateTable("items")
      .set({ done: true })
      .where("text", "=", "2")
      .returning((eb) => eb.fn.coalesce("done", "done").as("flag"))
      .execute();
    await close();
    return JSON.parse(kept({ ...results, changed }));
  }, relay.ws);
  const at = new Date(1717156800120).toISOString();
  assert.deepEqual(seen, {
    aggregates: [[{ latest: at, all: false }], true, 1],
    joined: [[{ name: "List", latest: at, every: false }], true, 1],
    named: [[{ latest: at }], true, 1],
    scalar: [[{ last: at, own: "5" }], true, 1],
    chosen: [[{ moment: at, flag: true, value: "5", text: "1", meta: "5" }], true, 1],
    changed: { flag: true },
  });
});

test("kysely: an upsert writes json values, a transaction is one commit or none, and what is refused has its code", async () => {
  const seen = await page.evaluate(async (relay) => {
    const { a, ka, dataset_id, close } = await pair(relay);
    const id = newId();
    const row = { id, dataset_id, text: "one", meta: "first" };
    for (const meta of ["first", "second"])
      await ka
        .insertInto("items")
        .values({ ...row, meta })
        .onConflict((on) => on.column("id").doUpdateSet({ meta }))
        .execute();
    const upserted = await ka.selectFrom("items").select("meta").where("id", "=", id).executeTakeFirst();
    const count = async () => (await ka.selectFrom("items").select("id").execute()).length;

    const thrown = await codeOf(
      ka.transaction().execute(async (trx) => {
        await trx.insertInto("items").values({ dataset_id, text: "undone" }).execute();
        throw new Error("mine");
      }),
    );
    const afterThrown = await count();
    const inside = await ka.transaction().execute(async (trx) => {
      await trx.insertInto("items").values({ dataset_id, text: "two" }).execute();
      const refused = await codeOf(
        trx
          .insertInto("items")
          .values({ dataset_id, text: "x".repeat(21) })
          .execute(),
      );
      return { refused, n: (await trx.selectFrom("items").select("id").execute()).length };
    });
    const afterCommit = await count();
    const outside = await codeOf(
      ka.transaction().execute(async (trx) => {
        await trx.selectFrom("items").select("id").execute();
        await ka.deleteFrom("items").execute();
      }),
    );
    const savepoint = await codeOf(
      (async () => {
        const trx = await ka.startTransaction().execute();
        try {
          await trx.savepoint("s").execute();
        } finally {
          await trx.rollback().execute();
        }
      })(),
    );
    const controlled = await ka.startTransaction().execute();
    await controlled.insertInto("items").values({ dataset_id, text: "three" }).execute();
    await controlled.commit().execute();
    const both = await Promise.all(
      [1, 2].map((n) =>
        ka.transaction().execute((trx) =>
          trx
            .insertInto("items")
            .values({ dataset_id, text: `${n}` })
            .execute(),
        ),
      ),
    );
    const given = newId();
    const mixed = await ka
      .insertInto("items")
      .values([
        { dataset_id, text: "given", id: given },
        { dataset_id, text: "made" },
      ])
      .returning("id")
      .execute();
    const ids = (await ka.selectFrom("items").select("id").where("text", "in", ["given", "made"]).execute()).map(
      ({ id }) => id,
    );
    const made = mixed.map(({ id }) => ids.includes(id)).join() + ids.includes(given);
    const wrong = await codeOf(ka.selectFrom("nowhere").selectAll().execute());
    const written = await new Promise((resolve) =>
      a.watch(ka.deleteFrom("items"), () => resolve("none"), { onError: ({ code }) => resolve(code) }),
    );
    const last = await count();
    await ka.destroy();
    const stillOpen = (await a.query("SELECT 1 AS n"))[0].n;
    await close();
    return {
      upserted,
      thrown,
      afterThrown,
      inside,
      afterCommit,
      outside,
      savepoint,
      both: both.length,
      made,
      wrong,
      written,
      last,
      stillOpen,
    };
  }, relay.ws);
  const { savepoint, ...rest } = seen;
  assert.notEqual(savepoint, "none");
  assert.deepEqual(rest, {
    upserted: { meta: "second" },
    thrown: "Error: mine",
    afterThrown: 1,
    inside: { refused: "bad_value", n: 2 },
    afterCommit: 2,
    outside: "nested_transaction",
    both: 2,
    made: "true,truetrue",
    wrong: "bad_request",
    written: "bad_request",
    last: 7,
    stillOpen: 1,
  });
});

test("kysely: a connection goes on after its transactions, committed and undone", async () => {
  const seen = await page.evaluate(async (relay) => {
    const { ka, dataset_id, close } = await pair(relay);
    const texts = await ka.connection().execute(async (k) => {
      const insert = (on, text) => on.insertInto("items").values({ dataset_id, text }).execute();
      await k.transaction().execute((trx) => insert(trx, "committed"));
      await insert(k, "between");
      await codeOf(
        k.transaction().execute(async (trx) => {
          await insert(trx, "undone");
          throw new Error("mine");
        }),
      );
      await k.transaction().execute((trx) => insert(trx, "again"));
      return (await k.selectFrom("items").select("text").orderBy("text").execute()).map(({ text }) => text);
    });
    await close();
    return texts;
  }, relay.ws);
  assert.deepEqual(seen, ["again", "between", "committed"]);
});

test("tanstack: a collection shows what the other device writes, and its own changes arrive there", async () => {
  const seen = await page.evaluate(async (relay) => {
    const { a, b, dataset_id, close } = await pair(relay);
    const ofA = createCollection(amoraCollectionOptions({ db: a, model: "item" }));
    const ofB = createCollection(
      amoraCollectionOptions({ db: b, model: "item", where: "done = :done", params: { done: false } }),
    );
    await Promise.all([ofA.preload(), ofB.preload()]);
    const id = newId();
    const row = { id, dataset_id, list_id: null, text: "Milk", done: false, at: new Date(0), meta: { n: "5" } };
    const insert = ofA.insert(row);
    const atOnce = ofA.get(id)?.text;
    await insert.isPersisted.promise;
    const kept = ofA.get(id);
    const there = await shown(ofB, () => ofB.get(id));
    const updated = ofB.update(id, (draft) => {
      draft.text = "Oat milk";
      draft.meta = "null";
    });
    await updated.isPersisted.promise;
    const back = await shown(ofA, () => ofA.get(id)?.text === "Oat milk" && ofA.get(id));
    await ofA.update(id, (draft) => {
      draft.done = true;
    }).isPersisted.promise;
    await shown(ofB, () => !ofB.has(id)); // it does not match any more
    await ofA.delete(id).isPersisted.promise;
    const gone = [ofA.has(id), (await a.query("SELECT id FROM items")).length];
    await Promise.all([ofA.cleanup(), ofB.cleanup()]);
    await ofA.preload(); // begins anew
    const again = ofA.size;
    await ofA.cleanup();
    await close();
    const plain = (row) => Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith("$")));
    return {
      atOnce,
      same: [kept, there].map((row) => ({ ...plain(row), at: row.at.getTime() })),
      row: { ...row, at: 0 },
      back: back.meta,
      gone,
      again,
    };
  }, relay.ws);
  assert.equal(seen.atOnce, "Milk");
  assert.deepEqual(seen.same, [seen.row, seen.row]);
  assert.equal(seen.back, "null");
  assert.deepEqual(seen.gone, [false, 0]);
  assert.equal(seen.again, 0);
});

test("tanstack: what is refused is taken back, several collections are one commit, and live queries join them", async () => {
  const seen = await page.evaluate(async (relay) => {
    const { a, dataset_id, close } = await pair(relay);
    const items = createCollection(amoraCollectionOptions({ db: a, model: "item" }));
    const lists = createCollection(amoraCollectionOptions({ db: a, model: "list" }));
    await Promise.all([items.preload(), lists.preload()]);
    const item = { dataset_id, list_id: null, done: false, at: null, meta: null };
    const refused = await codeOf(items.insert({ ...item, id: newId(), text: "x".repeat(21) }).isPersisted.promise);
    const afterRefused = items.size;

    const list_id = crypto.randomUUID(); // with hyphens, as apps make them
    const stored = list_id.replaceAll("-", "");
    const both = createTransaction({ mutationFn: writeAll(a) });
    both.mutate(() => {
      items.insert({ ...item, id: newId(), list_id: stored, text: "Bread" });
      lists.insert({ id: list_id, dataset_id, name: "Shopping" });
    });
    await both.isPersisted.promise;
    const bad = createTransaction({ mutationFn: writeAll(a) });
    bad.mutate(() => {
      lists.insert({ id: newId(), dataset_id, name: "Never" });
      items.insert({ ...item, id: newId(), text: "x".repeat(21) });
    });
    const badCode = await codeOf(bad.isPersisted.promise);
    const joined = createLiveQueryCollection((q) =>
      q
        .from({ item: items })
        .join({ list: lists }, ({ item, list }) => eq(item.list_id, list.id), "inner")
        .select(({ item, list }) => ({ text: item.text, list: list.name })),
    );
    const rows = (await joined.toArrayWhenReady()).map(({ text, list }) => ({ text, list }));
    const many = Array.from({ length: 3000 }, (_, n) => ({ ...item, text: `item ${n}` }));
    await a.put("item", many);
    await shown(items, () => items.size === 3001);
    const names = lists.toArray.map(({ id, name }) => ({ id: id === stored, name }));
    await Promise.all([joined.cleanup(), items.cleanup(), lists.cleanup()]);
    await close();
    return { refused, afterRefused, badCode, rows, names };
  }, relay.ws);
  assert.deepEqual(seen, {
    refused: "bad_value",
    afterRefused: 0,
    badCode: "bad_value",
    rows: [{ text: "Bread", list: "Shopping" }],
    names: [{ id: true, name: "Shopping" }],
  });
});

test("tanstack: a row that moves takes along what is written to it meanwhile, and none comes of one that is gone", async () => {
  const seen = await page.evaluate(async (relay) => {
    const { a, b, dataset_id, close } = await pair(relay);
    const cards = createCollection(amoraCollectionOptions({ db: a, model: "card" }));
    await cards.preload();
    const all = () => a.query("SELECT board, text FROM cards ORDER BY text");
    const ids = [newId(), newId(), newId()];
    cards.insert(ids.map((id, i) => ({ id, dataset_id, board: "one", text: `card ${i}` })));
    const move = (id, board) => cards.update(id, (draft) => void (draft.board = board)).isPersisted.promise;
    const [kept, deleted, synced] = ids;
    // None waits for another one.
    const codes = await Promise.all([
      codeOf(move(kept, "two")),
      codeOf(cards.update(kept, (draft) => void (draft.text = "kept")).isPersisted.promise),
      codeOf(move(kept, "three")),
      codeOf(cards.update(kept, (draft) => void (draft.text += " too")).isPersisted.promise),
      codeOf(move(deleted, "two")),
      codeOf(cards.delete(deleted).isPersisted.promise),
    ]);
    const first = await all();
    await rowsOf(
      b,
      { compile: () => ({ sql: "SELECT board FROM cards", parameters: [] }) },
      (rows) => rows.length === 2,
    );
    const moved = a.exec("UPDATE cards SET board = 'four' WHERE id = ?", [synced]); // not by the collection
    codes.push(await codeOf(cards.update(synced, (draft) => void (draft.text = "synced")).isPersisted.promise));
    await moved;
    const second = await all();
    const [{ id }] = await a.query("SELECT id FROM cards WHERE board = 'four'");
    await shown(cards, () => cards.has(id));
    const gone = a.delete("card", id);
    const late = await codeOf(cards.update(id, (draft) => void (draft.text = "late")).isPersisted.promise);
    await gone;
    const last = await all();
    await cards.cleanup();
    await close();
    return { codes, first, second, late, last };
  }, relay.ws);
  const kept = { board: "three", text: "kept too" };
  assert.deepEqual(seen, {
    codes: Array(7).fill("none"),
    first: [{ board: "one", text: "card 2" }, kept],
    second: [kept, { board: "four", text: "synced" }],
    late: "bad_id",
    last: [kept],
  });
});

test("tanstack: what is committed is not reported as failed where it cannot be read at once", async () => {
  const seen = await page.evaluate(async (relay) => {
    const { a, dataset_id, close } = await pair(relay);
    let failed = 0;
    const query = (sql, ...rest) => {
      if (!sql.startsWith("SELECT")) return a.query(sql, ...rest);
      failed++;
      return Promise.reject(new Error("timed out"));
    };
    const db = new Proxy(a, { get: (of, name) => (name === "query" ? query : of[name]) });
    const lists = createCollection(amoraCollectionOptions({ db, model: "list" }));
    await lists.preload();
    const id = newId();
    const code = await codeOf(lists.insert({ id, dataset_id, name: "Shopping" }).isPersisted.promise);
    await shown(lists, () => lists.get(id)?.name === "Shopping");
    const n = (await a.query("SELECT id FROM lists")).length;
    await lists.cleanup();
    await close();
    return { code, failed, n };
  }, relay.ws);
  assert.deepEqual(seen, { code: "none", failed: 1, n: 1 });
});
