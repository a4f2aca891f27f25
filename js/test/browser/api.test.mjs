/** The package's API, called from a page: of the relay's origin in Chromium, of another in the browser that AMORA_BROWSER names. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Device } from "./device.mjs";
import { scopes } from "./notes.mjs";
import { startRelay } from "./relay.mjs";
import { Visitor } from "./visitor.mjs";

let relay, device, page;

before(async () => {
  relay = await startRelay();
  const other = process.env.AMORA_BROWSER;
  device = await (other ? Visitor.open(other) : Device.open());
  page = await device.blank(relay.url);
  await page.evaluate(async (scopes) => {
    globalThis.amora = await import("/js/index.js");
    globalThis.schema = {
      profile: "notes",
      scopes,
      models: [
        {
          name: "note",
          table: "note",
          partition: "${dataset_id}",
          source: null,
          columns: { dataset_id: "uuid", text: "text", stars: { type: "integer", default: 0 }, due: "date?" },
        },
      ],
    };
  }, scopes);
});

after(async () => {
  try {
    await device?.close();
  } finally {
    await relay?.stop();
  }
});

test("rows are written, read, watched, and there after closing", async () => {
  const seen = await page.evaluate(async () => {
    const db = await amora.open("notes", { schema });
    const { id: dataset_id } = await db.createRoot("all");
    const watched = [];
    const ring = Promise.withResolvers();
    const stop = db.watch("SELECT text FROM note ORDER BY text", [], (rows) => {
      watched.push(rows.length);
      if (rows.length === 2) ring.resolve();
    });
    const id = await db.put("note", { dataset_id, text: "from put" });
    await db.exec("INSERT INTO note (dataset_id, text, stars) VALUES (?, ?, ?)", [dataset_id, "from SQL", 3]);
    await ring.promise;
    stop();
    await db.put("note", { id, stars: 5 });
    await db.close();
    const again = await amora.open("notes", { schema });
    const rows = await again.query("SELECT text, stars, due FROM note ORDER BY text");
    await again.close();
    return { rows, storage: again.storage, same: db.instanceId === again.instanceId, watched };
  });
  assert.deepEqual(
    seen.rows,
    [
      { text: "from SQL", stars: 3, due: null },
      { text: "from put", stars: 5, due: null },
    ].sort((a, b) => (a.text < b.text ? -1 : 1)),
  );
  assert.equal(seen.storage, "indexeddb");
  assert.equal(seen.same, true);
  assert.equal(seen.watched[0], 0);
});

test("who is revoked is refused, with a code, once the owner has synced", async () => {
  const seen = await page.evaluate(async (url) => {
    const owner = await amora.open("revoker", { schema, storage: "memory" });
    const guest = await amora.open("revoked", { schema, storage: "memory" });
    await owner.createRoot("all");
    await owner.sync(url).done;
    const { certificateId } = await guest.join(await owner.invite({ scope: "all", relay: url }));
    await guest.sync(url).done;
    const code = (promise) =>
      promise.then(
        () => "none",
        (error) => error.code,
      );
    const invites = async () =>
      (await owner.issued())
        .filter(({ relay }) => !relay)
        .map(({ id, revoked }) => ({ mine: id === certificateId, revoked }));
    const before = await invites();
    const byGuest = await code(guest.revoke(certificateId));
    await owner.revoke(certificateId);
    await owner.sync(url).done;
    const after = await invites();
    const refused = await code(guest.sync(url).done);
    await Promise.all([owner.close(), guest.close()]);
    return { before, byGuest, after, refused };
  }, relay.ws);
  assert.deepEqual(seen, {
    before: [{ mine: true, revoked: false }],
    byGuest: "no_certificate",
    after: [{ mine: true, revoked: true }],
    refused: "revoked",
  });
});

test("errors have codes", async () => {
  const codes = await page.evaluate(async () => {
    const db = await amora.open("errors", { schema, storage: "memory" });
    const dataset_id = "0".repeat(32);
    const code = (promise) =>
      promise.then(
        () => "none",
        (error) => (error instanceof amora.AmoraError ? error.code : String(error)),
      );
    const codes = {
      model: await code(db.put("letter", { text: "" })),
      column: await code(db.put("note", { dataset_id, text: "", colour: "red" })),
      required: await code(db.put("note", { dataset_id, stars: 1 })),
      value: await code(db.put("note", { dataset_id, text: "x", stars: "many" })),
      invite: await code(db.join("nonsense")),
      certificate: await code(db.sync("ws://127.0.0.1:1").done),
    };
    await db.close();
    codes.closed = await code(db.query("SELECT 1"));
    codes.schema = await code(amora.open("bad", { schema: { profile: "x" }, storage: "memory" }));
    return codes;
  });
  assert.deepEqual(codes, {
    model: "unknown_model",
    column: "unknown_column",
    required: "required",
    value: "bad_value",
    invite: "bad_invite",
    certificate: "no_certificate",
    closed: "closed",
    schema: "bad_schema",
  });
});

test("two databases meet on the relay, and progress tells how far it is", async () => {
  const met = await page.evaluate(async (url) => {
    const owner = await amora.open("owner", { schema });
    const { id: dataset_id } = await owner.createRoot("all");
    await owner.put(
      "note",
      Array.from({ length: 1200 }, (_, i) => ({ dataset_id, text: `note ${i}`, stars: i % 6 })),
    );
    const session = owner.sync(url, { chunkSize: 100 });
    const progress = [];
    for await (const p of session) progress.push(p);
    const sent = await session.done;

    const guest = await amora.open("guest", { schema, storage: "memory" });
    const joined = await guest.join(await owner.invite({ scope: "all", relay: url }));
    const got = await guest.sync(joined.relay).done;
    const rows = (db) => db.query("SELECT * FROM note ORDER BY id").then(JSON.stringify);
    const equal = (await rows(owner)) === (await rows(guest));
    await owner.destroy();
    await guest.close();
    return { progress, sent, got, equal, relay: joined.relay };
  }, relay.ws);
  assert.equal(met.equal, true);
  assert.equal(met.relay, relay.ws);
  assert.deepEqual([met.sent.pushed, met.sent.pulled, met.got.pushed, met.got.pulled], [1200, 0, 0, 1200]);
  assert.ok(met.sent.bytesSent > 100_000 && met.got.bytesReceived > 100_000);
  const transferring = met.progress.filter(({ direction, stage }) => direction === "push" && stage === "transferring");
  assert.deepEqual([transferring.at(-1).records, transferring.at(-1).total], [1200, 1200]);
});

test("live, a change is there without being asked for, until the session is stopped", async () => {
  const { rows, pulled } = await page.evaluate(async (url) => {
    const owner = await amora.open("live owner", { schema, storage: "memory" });
    const { id: dataset_id } = await owner.createRoot("all");
    await owner.sync(url).done;
    const guest = await amora.open("live guest", { schema, storage: "memory" });
    await guest.join(await owner.invite({ scope: "all", relay: url, short: true }));
    const sessions = [owner.sync(url, { live: true }), guest.sync(url, { live: true })];
    await owner.put("note", { dataset_id, text: "news" });
    const rows = await new Promise((resolve) =>
      guest.watch("SELECT text FROM note", [], (found) => found.length && resolve(found)),
    );
    for await (const { direction, stage, records } of sessions[1])
      if (direction === "pull" && stage === "cleanup" && records === 1) break;
    for (const session of sessions) session.stop();
    const [, { pulled }] = await Promise.all(sessions.map((session) => session.done));
    await owner.close();
    await guest.close();
    return { rows, pulled };
  }, relay.ws);
  assert.deepEqual(rows, [{ text: "news" }]);
  assert.equal(pulled, 1);
});

test("export is a SQLite file; destroy leaves an empty place", async () => {
  const { head, left, same } = await page.evaluate(async () => {
    const db = await amora.open("short", { schema });
    const { id: dataset_id } = await db.createRoot("all");
    await db.put("note", { dataset_id, text: "gone" });
    const file = await db.export();
    await db.destroy();
    const again = await amora.open("short", { schema });
    const left = await again.query("SELECT * FROM note");
    await again.destroy();
    return { head: new TextDecoder().decode(file.subarray(0, 15)), left, same: again.instanceId === db.instanceId };
  });
  assert.equal(head, "SQLite format 3");
  assert.deepEqual(left, []);
  assert.equal(same, false, "a wiped database is a new instance");
});

test("destroy comes to an end, however briefly the database was open before", async () => {
  const codes = await page.evaluate(async () => {
    const codes = [];
    for (let i = 0; i < 5; i++) {
      await (await amora.open("brief", { schema })).close();
      await amora.open("brief", { schema: { ...schema, profile: "other" } }).catch(({ code }) => codes.push(code));
      await (await amora.open("brief", { schema })).destroy();
    }
    return codes;
  });
  assert.deepEqual(codes, Array(5).fill("schema_changed"));
});

test("what cannot be meant is refused with a code and a hint, and nothing is lost", async () => {
  const seen = await page.evaluate(async (url) => {
    const db = await amora.open("refusals", { schema, storage: "memory" });
    const { id: dataset_id } = await db.createRoot("all");
    const id = await db.put("note", { dataset_id, text: "kept", stars: 3, due: "2024-05-31" });
    const code = (promise) =>
      promise.then(
        () => "none",
        (error) => (error instanceof amora.AmoraError && error.message ? error.code : String(error)),
      );
    const seen = {
      nan: await code(db.put("note", { id, stars: NaN })),
      date: await code(db.put("note", { id, due: new Date(NaN) })),
      neither: await code(db.sync(url, { push: false, pull: false }).done),
      json: await code(db.query("SELECT json_extract('{', '$')")),
      overflow: await code(db.exec("UPDATE note SET stars = abs(-9223372036854775808)")),
      rows: JSON.stringify(await db.query("SELECT stars, due FROM note")),
      root: await code(db.createRoot("all", { more: "0".repeat(32) })),
      relay: await code(db.invite({ scope: "all", relay: "ftp://x" })),
      name: await code(amora.open(undefined, { schema })),
      options: await code(amora.open("x")),
      durability: await code(amora.open("x", { schema, durability: "lazy" })),
      storage: await code(amora.open("x", { schema, storage: "disk" })),
      worker: await code(amora.open("x", { schema, workerUrl: "http://" })),
      profile: await code(
        db.close().then(async () => {
          await (await amora.open("renamed", { schema })).close();
          return amora.open("renamed", { schema: { ...schema, profile: "other" } });
        }),
      ),
    };
    await (await amora.open("renamed", { schema })).destroy();
    return seen;
  }, relay.ws);
  const { nan, date, rows, root, profile, ...others } = seen;
  assert.equal(rows, '[{"stars":3,"due":"2024-05-31"}]');
  assert.deepEqual(
    { nan, date, root, profile },
    { nan: "bad_value", date: "bad_value", root: "has_dataset", profile: "schema_changed" },
  );
  for (const [what, code] of Object.entries(others)) assert.equal(code, "bad_request", what);
});

test("a direction that is turned off stays off", async () => {
  const { sent, taken } = await page.evaluate(async (url) => {
    const owner = await amora.open("one way", { schema, storage: "memory" });
    const guest = await amora.open("other way", { schema, storage: "memory" });
    const { id: dataset_id } = await owner.createRoot("all");
    await owner.sync(url).done;
    await guest.join(await owner.invite({ scope: "all", relay: url }));
    await guest.sync(url).done;
    await owner.put("note", { dataset_id, text: "the owner's" });
    await guest.put("note", { dataset_id, text: "the guest's" });
    await owner.sync(url).done;
    const sent = await guest.sync(url, { pull: false }).done;
    await owner.put("note", { dataset_id, text: "unsent" });
    const taken = await owner.sync(url, { push: false }).done;
    await Promise.all([owner.close(), owner.close(), guest.close()]);
    return { sent, taken };
  }, relay.ws);
  assert.deepEqual([sent.pushed, sent.pulled, taken.pushed, taken.pulled], [1, 0, 0, 1]);
});

test("a watch tells of a database that another tab has destroyed, and of a closed one", async () => {
  const other = await device.blank(relay.url);
  await page.evaluate(async () => {
    globalThis.watched = await amora.open("watched", { schema });
    let running;
    const started = new Promise((resolve) => (running = resolve));
    globalThis.ended = new Promise((resolve) =>
      watched.watch("SELECT 1", [], running, { onError: ({ code }) => resolve(code) }),
    );
    await started;
  });
  await other.evaluate(
    async (schema) => {
      const { open } = await import("/js/index.js");
      await (await open("watched", { schema })).destroy();
    },
    await page.evaluate(() => schema),
  );
  assert.equal(await page.evaluate(() => ended), "closed");
  const again = await page.evaluate(
    () => new Promise((resolve) => watched.watch("SELECT 1", [], () => {}, { onError: ({ code }) => resolve(code) })),
  );
  assert.equal(again, "closed");
  await other.close();
});
