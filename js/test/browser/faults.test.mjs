/** What users of the package have met: databases out of reach, handles, workers of other kinds, a page that is offline. */
import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { after, before, test } from "node:test";
import { Chromium } from "./chromium.mjs";
import { open, put, schema, testTabs, texts } from "./notes.mjs";
import { startRelay } from "./relay.mjs";
import { scriptsFolder } from "./scripts.mjs";

let relay, browser, web;

const { blank, tab } = testTabs((path = "/healthz") => browser.tab(relay.url + path));

const changed = { ...schema, models: schema.models.map((model) => ({ ...model, source: "${text}" })) };

/** What a worker of another kind says of open(), once it is asked to. */
const opens = `import { open, exportFile } from "/js/index.js";
const tell = (port) => open("inside", { schema: ${JSON.stringify(schema)} })
  .then(() => ({ opened: true }), ({ code, message, hint }) => ({ code, message, hint }))
  .then(async (said) => port.postMessage({ ...said, file: (await exportFile("inside")).length }));
globalThis.onmessage = ({ ports: [port] }) => void tell(port);
globalThis.onconnect = ({ ports: [port] }) => void tell(port);
`;

const files = {
  "opens.js": opens,
  "index.html": "<!doctype html><title>app</title><script type=module src=app.js></script>",
  "app.js": `import * as amora from "/js/index.js";
globalThis.amora = amora;
document.title = "loaded";
`,
  // What a plugin's service worker does with globPatterns that name all files.
  "sw.js": `const files = ["/", "/app.js", "/js/index.js", "/js/worker.js", "/js/amora.wasm", "/js/sqlite.wasm"];
addEventListener("install", (event) => event.waitUntil(caches.open("app").then((cache) => cache.addAll(files)).then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => event.respondWith(caches.match(event.request).then((found) => found ?? fetch(event.request))));
`,
};

before(async () => {
  web = await scriptsFolder(files);
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

test("fault: a database that cannot be opened is exported and destroyed", async () => {
  const page = await tab("stuck");
  await put(page, "out of reach");
  await page.evaluate(() => db.close());
  const seen = await page.evaluate(async (changed) => {
    const code = (promise) =>
      promise.then(
        () => "none",
        ({ code }) => code,
      );
    const refused = await code(amora.open("stuck", { schema: changed }));
    const file = await amora.exportFile("stuck");
    await amora.destroy("stuck");
    const gone = await code(amora.exportFile("stuck"));
    const again = await amora.open("stuck", { schema: changed });
    const rows = await again.query("SELECT * FROM note");
    await again.destroy();
    const latin = new TextDecoder("latin1").decode(file);
    return {
      refused,
      head: latin.slice(0, 15),
      pages: file.length % 4096,
      row: latin.includes("out of reach"),
      gone,
      rows,
    };
  }, changed);
  assert.deepEqual(seen, {
    refused: "schema_changed",
    head: "SQLite format 3",
    pages: 0,
    row: true,
    gone: "bad_request",
    rows: [],
  });
});

test("a file of exportFile is the database of the last commit, opened or not", async () => {
  const page = await tab("same");
  await put(page, "first");
  const same = await page.evaluate(async () => {
    await db.put(
      "note",
      Array.from({ length: 5000 }, (_, i) => ({ dataset_id, text: `a long text of a note, ${i}` })),
    );
    const open = await amora.exportFile("same");
    const exported = await db.export();
    await db.close();
    const closed = await amora.exportFile("same");
    return {
      open: open.every((byte, i) => byte === closed[i]),
      lengths: [open.length === closed.length, exported.length > 0, open.length > 500_000],
    };
  });
  assert.deepEqual(same, { open: true, lengths: [true, true, true] });
});

test("destroy by name ends the database in all tabs", async () => {
  const [a, b, c] = [await tab("shared"), await tab("shared"), await blank()];
  await put(a, "gone");
  const ended = [a, b].map((page) =>
    page.evaluate(
      () => new Promise((resolve) => db.watch("SELECT 1", [], () => {}, { onError: ({ code }) => resolve(code) })),
    ),
  );
  await c.evaluate(async () => {
    globalThis.amora = await import("/js/index.js");
    await amora.destroy("shared");
    await amora.destroy("shared"); // nothing is there
  });
  assert.deepEqual(await Promise.all(ended), ["closed", "closed"]);
  for (const page of [a, b])
    assert.equal(await page.evaluate(() => db.query("SELECT 1").catch(({ code }) => code)), "closed");
  await open(c, "shared");
  assert.deepEqual(await texts(c), []);
});

test("exportFile and destroy refuse what is no name", async () => {
  const page = await blank();
  const codes = await page.evaluate(async () => {
    const { destroy, exportFile } = await import("/js/index.js");
    return Promise.all(
      [destroy(), destroy(""), exportFile(7), exportFile("nothing")].map((promise) =>
        promise.then(
          () => "none",
          ({ code }) => code,
        ),
      ),
    );
  });
  assert.deepEqual(codes, ["bad_request", "bad_request", "bad_request", "bad_request"]);
  assert.equal(
    await page.evaluate(async () => (await indexedDB.databases()).some(({ name }) => name === "amora:nothing")),
    false,
    "asking makes nothing",
  );
});

test("fault: createRoot in two tabs at once gives both the same certificate", async () => {
  const [a, b] = [await tab("begun twice"), await tab("begun twice")];
  const begin = (page) => page.evaluate(() => db.createRoot("all"));
  const [first, second] = await Promise.all([begin(a), begin(b)]);
  assert.deepEqual(first, second);
  assert.deepEqual(await begin(b), first);
});

const newer = { ...schema, models: [...schema.models, { ...schema.models[0], name: "letter", table: "letter" }] };

test("fault: an older tab gives way to a newer one, with nothing lost", async () => {
  const [a, b] = [await tab("grown"), await tab("grown")];
  const ended = [a, b].map((page) =>
    page.evaluate(
      () => new Promise((resolve) => db.watch("SELECT 1", [], () => {}, { onError: ({ code }) => resolve(code) })),
    ),
  );
  await put(a, "owner's");
  const last = put(b, "follower's");
  const c = await blank();
  await c.evaluate(async (schema) => {
    globalThis.amora = await import("/js/index.js");
    globalThis.db = await amora.open("grown", { schema });
  }, newer);
  await last;
  assert.deepEqual(await texts(c), ["follower's", "owner's"]);
  assert.deepEqual(await Promise.all(ended), ["closed", "closed"]);
  const refused = (page) => page.evaluate(() => db.query("SELECT 1").catch(({ code, hint }) => [code, hint]));
  for (const page of [a, b]) assert.deepEqual(await refused(page), ["closed", "reload this page"]);
  const again = await a.evaluate((schema) => amora.open("grown", { schema }).catch(({ code }) => code), schema);
  assert.equal(again, "other_version", "the older one, opened again, does not push the newer one out");
  assert.deepEqual(await c.evaluate(() => db.query("SELECT count(*) AS n FROM note")), [{ n: 2 }]);
});

test("an older tab that says no keeps the database", async () => {
  const a = await blank();
  await a.evaluate(async (schema) => {
    globalThis.told = 0;
    globalThis.amora = await import("/js/index.js");
    const onNewerTab = (event) => {
      told++;
      event.preventDefault();
    };
    globalThis.db = await amora.open("kept", { schema, onNewerTab });
  }, schema);
  const b = await blank();
  const code = await b.evaluate(
    async (schema) =>
      (await import("/js/index.js")).open("kept", { schema }).then(
        () => "none",
        ({ code }) => code,
      ),
    newer,
  );
  assert.equal(code, "other_version");
  assert.deepEqual(await a.evaluate(async () => [told, await db.query("SELECT 1 AS n")]), [1, [{ n: 1 }]]);
});

test("fault: a conflict that was settled is gone on both devices", async () => {
  const page = await blank();
  const seen = await page.evaluate(
    async ({ schema, url }) => {
      const amora = await import("/js/index.js");
      const [a, b] = await Promise.all(["a", "b"].map((name) => amora.open(name, { schema, storage: "memory" })));
      const { id: dataset_id } = await a.createRoot("all");
      const id = await a.put("note", { dataset_id, text: "base" });
      await a.sync(url).done;
      await b.join(await a.invite({ scope: "all", relay: url }));
      const settle = async () => {
        for (const db of [a, b, a, b]) await db.sync(url).done;
      };
      await settle();
      await a.put("note", { id, text: "of a" });
      await b.put("note", { id, text: "of b" });
      await settle();
      const [conflict] = await a.conflicts();
      const before = { current: conflict.current.text, lost: conflict.lost.map(({ text }) => text) };
      await a.resolve("note", id, conflict.lost[0]);
      await settle();
      const after = [];
      for (const db of [a, b])
        after.push([await db.query("SELECT text FROM note"), await db.conflicts(), (await db.status()).conflicts]);
      const refused = await a.resolve("note", "0".repeat(32)).catch(({ code }) => code);
      await a.close();
      await b.close();
      return { before, after, refused };
    },
    { schema, url: relay.ws },
  );
  assert.deepEqual(seen.before, { current: "of b", lost: ["of a"] });
  assert.deepEqual(seen.after, [
    [[{ text: "of a" }], [], 0],
    [[{ text: "of a" }], [], 0],
  ]);
  assert.equal(seen.refused, "bad_id");
});

test("fault: open() in a service worker says why not", async () => {
  const page = await tab("inside");
  await put(page, "x");
  const said = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.register("/opens.js", { type: "module", scope: "/nowhere/" });
    const worker = registration.installing ?? registration.waiting ?? registration.active;
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
    worker.postMessage("open", [port2]);
    const said = await answer;
    await registration.unregister();
    return said;
  });
  assert.equal(said.code, "engine_failed");
  assert.match(said.message, /a service worker/);
  assert.match(said.hint, /page/);
  assert.ok(said.file > 0, "what is stored can be read there");
});

test("fault: open() in a shared worker opens, or says why not", async () => {
  const page = await tab("inside");
  await put(page, "x");
  const said = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const { port } = new SharedWorker("/opens.js", { type: "module" });
        port.onmessage = ({ data }) => resolve(data);
      }),
  );
  if (said.opened) return;
  assert.equal(said.code, "engine_failed");
  assert.match(said.message, /a shared worker/);
  assert.match(said.hint, /page/);
  assert.ok(said.file > 0, "what is stored can be read there");
});

test("fault: a page whose service worker has cached the package's files reloads offline", async () => {
  const device = await Chromium.open();
  const other = await startRelay({ web });
  try {
    const page = await device.tab(`${other.url}/`);
    await page.waitForFunction(() => document.title === "loaded");
    await page.evaluate(async () => {
      await navigator.serviceWorker.register("/sw.js");
      await navigator.serviceWorker.ready;
    });
    await open(page, "offline");
    await put(page, "kept");
    await other.stop();
    await page.reload();
    await page.waitForFunction(() => document.title === "loaded");
    await open(page, "offline");
    await put(page, "written offline");
    assert.deepEqual(await texts(page), ["kept", "written offline"]);
    assert.equal(await page.evaluate(() => db.storage), "indexeddb");
  } finally {
    await device.close();
    await other.stop().catch(() => {});
  }
});
