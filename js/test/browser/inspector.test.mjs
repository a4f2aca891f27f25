/**
 * `<amora-inspector>`: what each panel says is true on two devices with a relay
 * between them, under the strictest policy that js/README.md documents.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { accessible } from "./axe.mjs";
import { Device, picture, steps } from "./device.mjs";
import { scopes } from "./notes.mjs";
import { startRelay } from "./relay.mjs";

const schema = {
  profile: "inspected",
  scopes,
  models: [
    {
      name: "note",
      table: "note",
      partition: "${dataset_id}",
      source: null,
      columns: {
        dataset_id: "uuid",
        text: "text",
        colour: "text?",
        n: { type: "integer", default: 0 },
        same: { type: "integer", default: 0 },
      },
    },
    {
      name: "item",
      table: "item",
      partition: "${dataset_id}:list:${list}",
      source: null,
      merge: "columns",
      columns: { dataset_id: "uuid", list: "text", text: "text", done: { type: "boolean", default: false } },
    },
  ],
};

/** js/README.md's policy for every page, and what one with Trusted Types adds. */
const policy = [
  ...readFileSync("js/README.md", "utf8").matchAll(/^```\n((?:default-src|require-trusted-types-for) .*)\n```$/gm),
]
  .map(([, text]) => text)
  .join("; ");

const html = `<!doctype html><html lang="en"><title>inspected</title><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><h1>Inspected</h1>`;

let relay, first, second, ana, ben;

async function page(device, name) {
  const headers = { "content-security-policy": policy.replace("wss://relay.example", relay.ws) };
  const page = await device.blank(relay.url, html, headers);
  await page.evaluate(
    async ({ name, schema }) => {
      const { open } = await import("/js/index.js");
      await import("/js/inspector.js");
      globalThis.db = await open(name, { schema });
      globalThis.inspector = document.createElement("amora-inspector");
      inspector.database = db;
      document.body.append(inspector);
    },
    { name, schema },
  );
  return page;
}

before(async () => {
  assert.match(policy, /wasm-unsafe-eval.*trusted-types amora/);
  relay = await startRelay();
  first = await Device.open();
  second = await Device.open();
  ana = await page(first, "ana");
  ben = await page(second, "ben");
});

after(async () => {
  try {
    await first?.close();
    await second?.close();
  } finally {
    await relay?.stop();
  }
});

const step = steps(
  () => [
    [ana, "inspector-ana"],
    [ben, "inspector-ben"],
  ],
  () => [first, second].filter(Boolean),
);

/** Shows the panel of a tab whose name begins so; the answer is its element. */
async function panel(page, name) {
  await page.getByRole("tab", { name: new RegExp(`^${name}`) }).click();
  return page.getByRole("tabpanel");
}

const sync = (page) => page.evaluate((relay) => db.sync(relay).done, relay.ws);
const query = (page, sql, ...params) => page.evaluate(([sql, params]) => db.query(sql, params), [sql, params]);

step("tables: the app's rows, as they change", async () => {
  const tables = await panel(ana, "Tables");
  await tables.getByText("No rows in item").waitFor();
  await ana.evaluate(async () => {
    await db.exec("CREATE TABLE draft (n INTEGER, text TEXT)");
    globalThis.dataset_id = (await db.createRoot("all")).id;
    globalThis.notes = await db.put("note", [
      { dataset_id, text: "milk", colour: "white" },
      { dataset_id, text: "<b>bread</b>", colour: null },
    ]);
    await db.put("item", { dataset_id, list: "a", text: "sugar" });
  });
  await tables.getByLabel("Table").selectOption("note");
  await tables.getByRole("cell", { name: "<b>bread</b>" }).waitFor();
  assert.equal(await tables.getByText("changed", { exact: true }).count(), 2);
  await tables.getByRole("cell", { name: "null" }).waitFor();
  await ana.evaluate(() => db.exec("UPDATE note SET text = 'rye bread' WHERE text LIKE '%bread%'"));
  await tables.getByRole("cell", { name: "rye bread" }).waitFor();
  await tables.getByLabel("Table").selectOption({ label: "draft (this device only)" });
  await tables.getByText("No rows in draft").waitFor();
});

step("certificates: the tree, whose keys are here, labels", async () => {
  const invite = await ana.evaluate((relay) => db.invite({ scope: "all", relay, label: "Ben's laptop" }), relay.ws);
  const certificates = await panel(ana, "Certificates");
  const tree = certificates.getByRole("list", { name: "Certificates", exact: true });
  await tree.getByRole("heading", { name: "Ben's laptop" }).waitFor();
  assert.match(await tree.innerText(), /key is here[\s\S]*root[\s\S]*Ben's laptop/);
  assert.equal(
    await tree
      .getByRole("list", { name: /^Signed by all/ })
      .getByText("key is here")
      .count(),
    0,
  );

  await sync(ana);
  await ben.evaluate(async (invite) => (globalThis.dataset_id = (await db.join(invite)).room), invite);
  await sync(ben);
  const own = (await panel(ben, "Certificates")).getByRole("list", { name: /^Signed by all/ });
  await own.getByText("key is here").waitFor();
});

step("store: records, with who saved them", async () => {
  const [{ n }] = await query(ben, "SELECT count(*) AS n FROM morango_store");
  const store = await panel(ben, "Store");
  await store.getByText(`1–${n} of ${n}`).waitFor();
  const [{ instance }] = await query(ana, "SELECT last_saved_instance AS instance FROM morango_store LIMIT 1");
  await store.getByText(instance.slice(0, 6), { exact: true }).first().waitFor();
  await ben.evaluate((instance) => {
    inspector.nameOf = (id) => (id === instance ? "Ana's phone" : undefined);
  }, instance);
  assert.equal(await store.getByText("Ana's phone").count(), n, "the app's names take effect at once");
  const own = (await panel(ana, "Store")).getByText("this device");
  await own.first().waitFor();
  assert.equal(await own.count(), n);
  await store.getByLabel("Model").selectOption("item");
  await store.getByText("1–1 of 1").waitFor();
  await store.getByLabel("State").selectOption("deleted");
  await store.getByText("No such records.").waitFor();
});

step("counters: what is here, what relays have", async () => {
  const counters = await panel(ben, "Counters");
  const [known] = await query(ben, "SELECT counter FROM morango_databasemaxcounter");
  const here = counters.getByRole("region", { name: "DatabaseMaxCounters" });
  await here.getByRole("cell", { name: "Ana's phone" }).waitFor();
  await here
    .getByRole("cell", { name: String(known.counter), exact: true })
    .first()
    .waitFor();
  const relays = (await panel(ana, "Counters")).getByRole("region", { name: "counters that relays have acknowledged" });
  await relays.getByRole("cell", { name: "this device" }).first().waitFor();
});

step("sessions: transfers with their stages, and with whom", async () => {
  const sessions = await panel(ana, "Sessions");
  const transfers = sessions.getByRole("region", { name: "transfer sessions" });
  const push = transfers.getByRole("row", { name: /push, to relay/ });
  assert.match(await push.first().innerText(), /completed\s+3 of 3/);
  const relays = sessions.getByRole("region", { name: "sync sessions" });
  await relays.getByRole("row", { name: /relay/ }).first().waitFor();
});

step("conflicts: both values, and what is kept is kept everywhere", async () => {
  // Integers that no number of JavaScript is.
  const [n, same] = [{ "oat milk": "9007199254740993", "soy milk": "-9007199254740995" }, "1152921504606846977"];
  await ana.evaluate((same) => db.exec("UPDATE note SET same = ? WHERE text = 'milk'", [BigInt(same)]), same);
  await sync(ana);
  await sync(ben);
  for (const [page, text] of [
    [ana, "oat milk"],
    [ben, "soy milk"],
  ])
    await page.evaluate(
      ([text, n]) => db.exec("UPDATE note SET text = ?, n = ? WHERE text = 'milk'", [text, BigInt(n)]),
      [text, n[text]],
    );
  await sync(ana);
  await sync(ben);
  const conflicts = await panel(ben, "Conflicts 1");
  const card = conflicts.getByRole("article", { name: /^Conflict of note/ });
  const [current] = (await ben.evaluate(() => db.conflicts())).map((conflict) => conflict.current.text);
  const other = current === "soy milk" ? "oat milk" : "soy milk";
  const row = card.getByRole("row", { name: /^text/ });
  assert.deepEqual(await row.getByRole("cell").allInnerTexts(), [current, other]);
  const numbers = card.getByRole("row", { name: /^n / });
  assert.deepEqual(await numbers.getByRole("cell").allInnerTexts(), [n[current], n[other]]);
  assert.equal(await card.getByRole("row", { name: /^colour/ }).isVisible(), false, "equal columns are not in the way");
  await card.getByRole("button", { name: /^Show \d equal columns$/ }).click();
  await card.getByRole("row", { name: /^colour/ }).waitFor();
  await card.getByRole("button", { name: /^Keep this: the value that lost/ }).click();
  await conflicts.getByText("No conflicts.").waitFor();
  await ben.getByRole("tab", { name: "Conflicts", exact: true }).waitFor();
  await sync(ben);
  await sync(ana);
  assert.deepEqual(
    await query(ana, "SELECT text, CAST(n AS TEXT) AS n, CAST(same AS TEXT) AS same FROM note WHERE text LIKE '%milk'"),
    [{ text: other, n: n[other], same }],
  );
  assert.deepEqual(await ana.evaluate(() => db.conflicts()), []);
});

step("quarantine: the record, with the reason in words", async () => {
  await ben.evaluate(() => db.exec("CREATE UNIQUE INDEX one_text ON note (text)"));
  await ana.evaluate(() => db.put("note", { dataset_id, text: "rye bread" }));
  await sync(ana);
  await sync(ben);
  const quarantine = await panel(ben, "Quarantine 1");
  const card = quarantine.getByRole("article", { name: /^note .* in quarantine/ });
  assert.match(await card.innerText(), /UNIQUE constraint failed: note\.text[\s\S]*own SQL refuses/);
  await ben.evaluate(() => db.exec("DROP INDEX one_text"));
  await sync(ben);
  await quarantine.getByText("Nothing is in quarantine.").waitFor();
});

step("a record's timeline: versions, who saved them, what lost, where it moved", async () => {
  const id = await ana.evaluate(async () => (await db.query("SELECT id FROM item"))[0].id);
  for (const text of ["brown sugar", "cane sugar"]) {
    await ben.evaluate((text) => db.exec("UPDATE item SET text = ?", [text]), text);
    await sync(ben);
  }
  await sync(ana);
  const tables = await panel(ana, "Tables");
  await tables.getByLabel("Table").selectOption("item");
  await tables.getByTitle(`Timeline of ${id}`).click();
  const timeline = ana.getByRole("list", { name: /^Timeline/ });
  const entries = timeline.getByRole("listitem");
  await entries.first().waitFor();
  const [present, ...earlier] = await entries.allInnerTexts();
  const [{ instance, counter }] = await query(
    ana,
    "SELECT last_saved_instance AS instance, last_saved_counter AS counter FROM morango_store WHERE id = ?",
    id,
  );
  assert.match(present, new RegExp(`Present version, saved by ${instance.slice(0, 6)} #${counter}`));
  assert.match(present, /Came from relay[\s\S]*The app has it in item[\s\S]*On top of this device #\d/);
  assert.match(earlier.join("\n"), /Earlier version/);

  await ana.evaluate(() => db.exec("UPDATE item SET list = 'b'"));
  await timeline.getByText("Moved to record").waitFor();
  const [{ moved_to: moved }] = await query(ana, "SELECT moved_to FROM amora_relocated WHERE id = ?", id);
  await timeline.getByTitle(`Timeline of ${moved}`).click();
  await timeline.getByText("Changed here, in item").waitFor();
  await timeline.getByTitle(`Timeline of ${id}`).waitFor();
  await sync(ana);
  await timeline.getByText("Present version, saved by this device").waitFor();
});

step("buffers: what a transfer that was cut off has left there", async () => {
  const left = await ana.evaluate(async (relay) => {
    const rows = Array.from({ length: 200 }, (_, i) => ({ dataset_id, text: `bulk ${i}` }));
    await db.put("note", rows);
    const session = db.sync(relay, { push: true, chunkSize: 1 });
    for await (const { stage, records } of session) if (stage === "transferring" && records > 0) session.stop();
    await session.done.catch(() => {});
    return (await db.query("SELECT count(*) AS n FROM morango_buffer"))[0].n;
  }, relay.ws);
  assert.ok(left > 0);
  const buffers = await panel(ana, "Buffers");
  await buffers.getByText(new RegExp(`^1–\\d+ of ${left}$`)).waitFor();
  await sync(ana);
  await buffers.getByText("Nothing is on its way").waitFor();
});

step("what was revoked is struck out, and what it signed falls with it", async () => {
  const [{ id }] = await ana.evaluate(async () => (await db.issued()).filter(({ relay }) => !relay));
  const certificates = await panel(ana, "Certificates");
  await ana.evaluate((id) => db.revoke(id), id);
  await certificates.getByText("revoked", { exact: true }).waitFor();
});

step("copies are JSON of what is shown", async () => {
  await ana.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const conflicts = await panel(ana, "Certificates");
  await conflicts.getByRole("button", { name: "Copy JSON of certificates" }).click();
  await ana.getByText("Copied.").waitFor({ state: "attached" });
  const [text, list] = await ana.evaluate(async () => [
    await navigator.clipboard.readText(),
    (await db.inspect()).certificates,
  ]);
  assert.deepEqual(JSON.parse(text), list);
  assert.doesNotMatch(text, /PRIVATE/);
});

step("100,000 rows: a page of them at a time", async () => {
  const tables = await panel(ana, "Tables");
  await tables.getByLabel("Table").selectOption("note");
  const before = (await query(ana, "SELECT count(*) AS n FROM note"))[0].n;
  await ana.evaluate(async () => {
    for (let i = 0; i < 10; i++)
      await db.put(
        "note",
        Array.from({ length: 10_000 }, (_, j) => ({ dataset_id, text: `note ${i * 10_000 + j}`, colour: "green" })),
      );
  });
  const total = before + 100_000;
  const shown = (n) => n.toLocaleString("en");
  await tables.getByText(`1–50 of ${shown(total)}`).waitFor();
  assert.equal(await tables.getByRole("row").count(), 51, "the heading and a page");
  const from = Math.floor((total - 1) / 50) * 50;
  await tables.getByRole("button", { name: "Last page" }).click();
  await tables.getByText(`${shown(from + 1)}–${shown(total)} of ${shown(total)}`).waitFor();
  const oldest = await query(ana, "SELECT text FROM note ORDER BY rowid LIMIT 1");
  await tables.getByRole("cell", { name: oldest[0].text, exact: true }).waitFor();
  await tables.getByLabel("Page", { exact: true }).fill("1000");
  await ana.keyboard.press("Enter");
  await tables.getByText(`49,951–50,000 of ${shown(total)}`).waitFor();
  const [{ text }] = await query(ana, "SELECT text FROM note ORDER BY rowid DESC LIMIT 1 OFFSET 49950");
  await tables.getByRole("cell", { name: text, exact: true }).waitFor();
});

step("by keyboard alone, and the focus stays where it is while rows change", async () => {
  await ana.getByRole("tab", { name: "Tables" }).focus();
  for (const [key, name] of [
    ["ArrowDown", "Store"],
    ["ArrowLeft", "Tables"],
    ["End", "Record"],
    ["ArrowRight", "Tables"],
  ]) {
    await ana.keyboard.press(key);
    const tab = ana.getByRole("tab", { name });
    assert.equal(await tab.getAttribute("aria-selected"), "true", `${key} leads to ${name}`);
    assert.equal(await tab.evaluate((e) => e.getRootNode().activeElement === e), true, `${name} has the focus`);
  }
  const link = ana
    .getByRole("tabpanel")
    .getByRole("button", { name: /^Timeline of record/ })
    .first();
  await link.focus();
  await ana.evaluate(() => db.exec("UPDATE item SET text = 'icing sugar'"));
  await ana.getByRole("cell", { name: "icing sugar" }).waitFor();
  assert.equal(await link.evaluate((e) => e.getRootNode().activeElement === e), true);
});

/** Fails if the page can be scrolled sideways. */
async function fits(page, what) {
  const [wide, room] = await page.evaluate(() => [document.scrollingElement.scrollWidth, innerWidth]);
  assert.ok(wide <= room, `${what} is ${wide} px wide on a screen of ${room}`);
}

step("whole on phone and laptop, light and dark, and accessible", async () => {
  for (const [device, size] of Object.entries({
    phone: { width: 390, height: 844 },
    laptop: { width: 1280, height: 800 },
  })) {
    await ana.setViewportSize(size);
    for (const colorScheme of ["light", "dark"]) {
      await ana.emulateMedia({ colorScheme });
      for (const tab of await ana.getByRole("tab").all()) {
        await tab.click();
        await ana.evaluate(() => db.query("SELECT 1")); // what the panel asked before is answered
        const what = `${await ana.evaluate(() => inspector.panel)}-${device}-${colorScheme}`;
        await fits(ana, what);
        await accessible(ana, what);
        await picture(ana, `inspector-${what}`);
      }
    }
  }
});

step("it follows the element's database, and lets go of what it no longer shows", async () => {
  await (await panel(ben, "Tables")).getByRole("row").first().waitFor();
  await ben.evaluate(async (schema) => {
    const { open } = await import("/js/index.js");
    globalThis.other = await open("other", { schema });
    inspector.database = other;
  }, schema);
  await ben.getByRole("heading", { name: "other" }).waitFor();
  await ben.evaluate(() => inspector.remove());
  await ben.evaluate(() => other.close());
  await ben.evaluate(() => document.body.append(inspector));
  await ben.getByText("The database was closed.").waitFor();
  assert.doesNotMatch(readFileSync("js/dist/index.js", "utf8"), /amora-inspector/, "not in an app's bundle");
});

test("a property that was set before the element was defined counts", async () => {
  const page = await first.tab(`${relay.url}/blank`);
  await page.evaluate(async (schema) => {
    const { open } = await import("/js/index.js");
    const early = document.createElement("amora-inspector");
    early.database = await open("early", { schema });
    document.body.append(early);
    await import("/js/inspector.js");
  }, schema);
  await page.getByRole("heading", { name: "early" }).waitFor();
});
