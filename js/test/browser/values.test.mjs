/** Values of every column type by put and exec, from a page, through the relay and back. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Device } from "./device.mjs";
import { startRelay } from "./relay.mjs";
import { Visitor } from "./visitor.mjs";

let relay, device, page;

before(async () => {
  relay = await startRelay();
  const other = process.env.AMORA_BROWSER;
  device = await (other ? Visitor.open(other) : Device.open());
  page = await device.blank(relay.url);
  await page.evaluate(async () => {
    globalThis.amora = await import("/js/index.js");
    globalThis.columns = {
      t: "text?",
      i: "integer?",
      r: "real?",
      b: "boolean?",
      at: "datetime?",
      day: "date?",
      clock: "time?",
      span: "duration?",
      dec: "decimal?",
      price: { type: "decimal?", scale: 2 },
      data: "json?",
      ref: "uuid?",
    };
    globalThis.schema = {
      profile: "values",
      scopes: [
        { id: "all", version: 1, primary_scope_param_key: "dataset_id", read_write_filter_template: "${dataset_id}" },
      ],
      models: [
        {
          name: "thing",
          table: "thing",
          partition: "${dataset_id}",
          source: null,
          columns: { dataset_id: "uuid", ...columns },
        },
      ],
    };
    globalThis.pair = async (url) => {
      const a = await amora.open("values a", { schema, storage: "memory" });
      const b = await amora.open("values b", { schema, storage: "memory" });
      const { id: dataset_id } = await a.createRoot("all");
      await a.sync(url).done;
      await b.join(await a.invite({ scope: "all", relay: url }));
      return { a, b, dataset_id, close: () => Promise.all([a.close(), b.close()]) };
    };
    // Storage class and content, byte for byte.
    globalThis.bits = (db) => {
      const cells = Object.keys(columns).map(
        (c) => `typeof(${c}) || ' ' || ifnull(iif(typeof(${c}) = 'real', format('%!.17g', ${c}), hex(${c})), '')`,
      );
      return db
        .query(`SELECT id, ${cells.map((cell, i) => `${cell} AS c${i}`).join(", ")} FROM thing ORDER BY id`)
        .then(JSON.stringify);
    };
    globalThis.putBack = async (db) => {
      const rows = await db.query("SELECT * FROM thing ORDER BY id");
      for (const row of rows.slice(0, 20)) await db.put("thing", { ...row });
      await db.put("thing", rows);
    };
    globalThis.code = (promise) =>
      promise.then(
        () => "none",
        (error) => (error instanceof amora.AmoraError ? error.code : String(error)),
      );
  });
});

after(async () => {
  try {
    await device?.close();
  } finally {
    await relay?.stop();
  }
});

test("fault D1: a row that was selected and put back stays as it is, on any device", async () => {
  const seen = await page.evaluate(async (url) => {
    const { a, b, dataset_id, close } = await pair(url);
    const values = [
      { a: 3 },
      { deep: [1, { x: null }], text: '{"a":3}' },
      [],
      [1, "2", true, null],
      "text",
      "",
      '"quoted"',
      5,
      -0,
      true,
      false,
      null,
      2 ** 60,
      1e300,
      "null!",
      "5",
      "null",
      "[1]",
      "\\ud83c",
      { n: 2n ** 60n + 1n, deep: ["5", 1e-8] },
    ];
    await a.put(
      "thing",
      values.map((data) => ({ dataset_id, data })),
    );
    for (const data of values)
      await a.exec("INSERT INTO thing (dataset_id, data) VALUES (?, ?)", [
        dataset_id,
        typeof data === "string" || typeof data === "number" ? JSON.stringify(data) : data,
      ]);
    for (const text of ["1.0", '{"b":1e-08,"2":1,"1":"\\u00e9"}', "-0.0", '{"big":12345678901234567890}'])
      await a.exec("INSERT INTO thing (dataset_id, data) VALUES (?, ?)", [dataset_id, text]);
    await a.put("thing", {
      dataset_id,
      b: true,
      i: 2n ** 63n - 1n,
      span: -(2n ** 60n),
      r: 0.1 + 0.2,
      dec: 0.1 + 0.2,
      at: new Date(1717156800123),
      price: "12.50",
    });
    const id = await a.put("thing", { dataset_id, data: { a: 3 }, i: 2 ** 60 });
    const before = await bits(a);
    const all = [];
    for (let n = 0; n < 3; n++) {
      await putBack(a);
      all.push(await bits(a));
      await a.sync(url).done;
      await b.sync(url).done;
      all.push(await bits(b));
      await putBack(b);
      all.push(await bits(b));
      await b.sync(url).done;
      await a.sync(url).done;
    }
    const [row] = await b.query("SELECT data, data ->> 'a' AS a, typeof(i) || i AS i FROM thing WHERE id = ?", [id]);
    const [text] = await b.query("SELECT count(*) AS n FROM thing WHERE data = '\"text\"'");
    await close();
    return { same: all.map((is) => is === before), row, text: text.n };
  }, relay.ws);
  assert.deepEqual(seen, {
    same: Array(9).fill(true),
    row: { data: { a: 3 }, a: 3, i: `integer${2n ** 60n}` },
    text: 2,
  });
});

test("fault D2: what put and exec took is the same here, after syncing, and there", async () => {
  const seen = await page.evaluate(async (url) => {
    const { a, b, dataset_id, close } = await pair(url);
    let state = 7;
    const random = (n) => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return Math.floor((state / 2147483648) * n); // its low bits are hardly random
    };
    const hostile = [
      null,
      true,
      0,
      -0,
      0.1 + 0.2,
      19.990000000000002,
      1234567890.1234567,
      1e15 - 0.3,
      1e15 + 0.5,
      2 ** 60,
      2 ** 63,
      -(2 ** 63),
      1.7976931348623157e308,
      5e-324,
      2n ** 63n - 1n,
      "",
      "null",
      "5",
      '{ "a": 1 }',
      "[1, 2]",
      "{a:1}",
      "x\0y",
      "5\0",
      "2024-02-29",
      "2023-02-29",
      "24:00:00",
      "23:59:59.9999",
      "12:00:00.0009",
      "2024-01-02T12:00:00.123456Z",
      "2024-01-02 12:00:00.0004",
      "2024-12-31T23:59:59.999999Z",
      "2024-01-02T03:04:05+02:00",
      "12.340",
      "1E-8",
      "-0.00",
      "123456789012345",
      "1234567890123456",
      "0123456789abcdef".repeat(2),
      "P1DT00H00M02.000003S",
    ];
    const taken = { put: 0, exec: 0, refused: 0 };
    const odd = [];
    for (let n = 0; n < 400; n++) {
      const column = Object.keys(columns)[random(12)];
      const value = random(3) === 0 ? (random(2 ** 30) / 100) * random(50) : hostile[random(hostile.length)];
      const by = random(2) ? "put" : "exec";
      const done = await code(
        by === "put"
          ? a.put("thing", { dataset_id, [column]: value })
          : a.exec(`INSERT INTO thing (dataset_id, ${column}) VALUES (?, ?)`, [dataset_id, value]),
      );
      taken[done === "none" ? by : "refused"]++;
      if (!["none", "bad_value", "bad_request", "constraint"].includes(done)) odd.push([column, String(value), done]);
    }
    const before = await bits(a);
    await a.sync(url).done;
    await b.sync(url).done;
    const all = [await bits(a), await bits(b)];
    await putBack(a);
    await putBack(b);
    all.push(await bits(a), await bits(b));
    const waiting = (await b.quarantine()).length;
    await close();
    return { same: all.map((is) => is === before), waiting, odd, enough: Math.min(...Object.values(taken)) > 40 };
  }, relay.ws);
  assert.deepEqual(seen, { same: [true, true, true, true], waiting: 0, odd: [], enough: true });
});

test("fault D3: what has no form is refused, and nothing is written", async () => {
  const seen = await page.evaluate(async () => {
    const db = await amora.open("values refused", { schema, storage: "memory" });
    const { id: dataset_id } = await db.createRoot("all");
    const half = "\ud83c";
    const codes = [
      db.exec("INSERT INTO thing (dataset_id, t) VALUES (?, ?)", [dataset_id, half]),
      db.exec(`INSERT INTO thing (dataset_id, t) VALUES (?, 'x${half}')`, [dataset_id]),
      db.query("SELECT ?", [half]),
      db.put("thing", { dataset_id, t: half }),
      db.put("thing", { dataset_id, data: { [half]: 1 } }),
      db.put("thing", { dataset_id, data: half }),
      db.put("thing", { dataset_id, data: [half] }),
      db.exec("INSERT INTO thing (dataset_id, data) VALUES (?, ?)", [dataset_id, [half]]),
      db.put("thing", { dataset_id, t: () => "x" }),
      db.put("thing", { dataset_id, data: [Symbol("s")] }),
      db.put("thing", { dataset_id, data: Promise.resolve(1) }),
      db.put("thing", { dataset_id, data: new Map([[1, 2]]) }),
      db.put("thing", { dataset_id, i: 0.5 }),
    ].map(code);
    const refused = await Promise.all(codes);
    const [{ n }] = await db.query("SELECT count(*) AS n FROM thing");
    await db.close();
    return { refused: [...new Set(refused)], n };
  });
  assert.deepEqual(seen, { refused: ["bad_value"], n: 0 });
});

test("boolean, datetime and json columns are read as what was put, wherever a row comes from, and expressions as SQL has them", async () => {
  const seen = await page.evaluate(async () => {
    const db = await amora.open("values read", { schema, storage: "memory" });
    const { id: dataset_id } = await db.createRoot("all");
    const at = new Date(1717156800120);
    const put = { b: true, at, data: { a: [1, "5"], on: true } };
    const same = (row) =>
      JSON.stringify({ b: row.b, at: row.at, data: row.data }) === JSON.stringify(put) && row.at instanceof Date;
    const id = await db.put("thing", { dataset_id, ...put });
    await db.exec("CREATE VIEW seen AS SELECT b, at, data FROM thing");
    const select = "SELECT b, at, data FROM thing";
    const watched = () =>
      new Promise((resolve) => {
        const stop = db.watch(select, [], (rows) => resolve([rows[0], setTimeout(() => stop())][0]));
      });
    const [asArray] = await db.query(select, [], { rows: "array" });
    const read = {
      row: (await db.query("SELECT * FROM thing"))[0],
      view: (await db.query("SELECT * FROM seen"))[0],
      subquery: (await db.query(`SELECT x.* FROM (${select}) x`))[0],
      array: { b: asArray[0], at: asArray[1], data: asArray[2] },
      watch: await watched(),
      transaction: await db.transaction(async (tx) => (await tx.query(select))[0]),
      batch: (await db.batch([{ query: select }]))[0][0],
      returning: (await db.exec("UPDATE thing SET t = 'x' RETURNING b, at, data")).rows[0],
      bound: (await db.query(`${select} WHERE b = ? AND at = ? AND data = ?`, [true, at, put.data]))[0],
      named: (await db.query(`${select} WHERE at >= :at AND :data ->> 'a' = 1`, { at, data: { a: 1 } }))[0],
    };
    const wrong = Object.entries(read).filter(([, row]) => !row || !same(row));
    const [expressions] = await db.query(
      "SELECT max(b) AS b, max(at) AS at, json(data) AS data, data -> 'a' AS a FROM thing",
    );
    await db.exec("UPDATE thing SET b = ?, at = ?, data = ?", [false, new Date(0), [at.toJSON(), null]]);
    const [changed] = await db.query("SELECT b, at, data, typeof(b) || b AS bit, at || '' AS text FROM thing");
    await db.put("thing", { id, b: true, at: null, data: "5" });
    const [last] = await db.query(select);
    await db.close();
    return { wrong, expressions, changed: { ...changed, at: changed.at.getTime() }, last };
  });
  assert.deepEqual(seen, {
    wrong: [],
    expressions: { b: 1, at: "2024-05-31 12:00:00.120000", data: '{"a":[1,"5"],"on":true}', a: '[1,"5"]' },
    changed: {
      b: false,
      at: 0,
      data: ["2024-05-31T12:00:00.120Z", null],
      bit: "integer0",
      text: "1970-01-01 00:00:00",
    },
    last: { b: true, at: null, data: "5" },
  });
});
