/**
 * The demo as two people use it: one imports all zip codes and invites the
 * other, both change rows, everything meets on the real relay.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before } from "node:test";
import { Device, picture, steps, text } from "./device.mjs";
import { startRelay } from "./relay.mjs";

/** The rows that are looked at one by one. */
const named = ["00501", "00544", "10001", "33101", "60601", "90210", "99950"];

/**
 * The file to import. AMORA_ZIPCODES is for a suite that has less time: 3
 * takes every third row, and those that are looked at.
 */
const csv = await readFile("web/data/zipcodes.csv", "utf8");
const every = Number(process.env.AMORA_ZIPCODES ?? 1);
const lines = csv
  .trimEnd()
  .split("\n")
  .filter((line, i) => i % every === 0 || named.includes(line.slice(0, 5)));
const total = lines.length - 1; // without the header
const shown = total.toLocaleString("en");

let relay, ana, bia, anas, bias;

before(async () => {
  relay = await startRelay();
  ana = await Device.open();
  if (every > 1) await ana.script(`${relay.url}/data/zipcodes.csv`, lines.join("\n"), "text/csv");
  bia = await Device.open({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });
});

after(async () => {
  const results = await Promise.allSettled([ana?.close(), bia?.close()]);
  await relay?.stop();
  for (const { reason } of results) if (reason) throw reason;
});

const test = steps(
  () => [
    [anas, "failed-ana"],
    [bias, "failed-bia"],
  ],
  () => [ana, bia],
);

/** SHA-256 of all rows in their order, and how many there are. */
function rows(page) {
  return page.evaluate(async () => {
    const all = await globalThis.db.query(
      "SELECT id, zip_code, latitude, longitude, city, state, county FROM zipcode ORDER BY id",
    );
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(all)));
    return {
      count: all.length,
      hash: Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join(""),
    };
  });
}

async function sync(page) {
  await page.getByRole("button", { name: "Sync now" }).click();
  return text(page, "#sync-result", /Sent .*\.$/);
}

async function invite(page) {
  await page.getByRole("button", { name: "Make a link" }).click();
  await page.locator("#invite-made").waitFor();
  return page.getByLabel("Link for one more device").inputValue();
}

/** Searches for a zip code and waits until the table has no others. */
async function find(page, zip) {
  await page.getByRole("searchbox").fill(zip);
  await page.locator("#range", { hasText: /^1–1 of 1$/ }).waitFor();
  await page.waitForFunction((zip) => {
    const { rows } = document.querySelector("#page");
    return rows.length === 1 && rows[0].cells[0].innerText === zip;
  }, zip);
  return page.locator("#page tr");
}

async function save(page) {
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
}

async function edit(page, zip, city) {
  await find(page, zip);
  await page.getByRole("button", { name: `Edit ${zip}` }).click();
  await page.getByRole("dialog").getByLabel("City").fill(city);
  await save(page);
  await page.locator("#page tr", { hasText: city }).waitFor();
}

async function remove(page, zip) {
  await find(page, zip);
  await page.getByRole("button", { name: `Delete ${zip}` }).click();
  await page.locator("#none", { hasText: "No row matches." }).waitFor();
}

async function add(page, zip, city) {
  await page.getByRole("button", { name: "Add a row" }).click();
  for (const [label, value] of [
    ["Zip code", zip],
    ["City", city],
    ["County", "Test"],
    ["State", "TS"],
    ["Latitude", "-0.5"],
    ["Longitude", "179.25"],
  ]) {
    await page.getByRole("dialog").getByLabel(label).fill(value);
  }
  await save(page);
  await find(page, zip);
}

test("a dataset is made and all zip codes are imported", async () => {
  anas = await ana.tab(`${relay.url}/zipcodes/`);
  await picture(anas, "1-welcome");
  await anas.getByRole("button", { name: "Create a dataset" }).click();
  await anas.getByRole("button", { name: "Import zip codes" }).click();
  await anas.waitForFunction(() => document.querySelector("#import-bar").value > 0.3);
  await picture(anas, "2-import");
  await text(anas, "#import-result", new RegExp(`^${shown} rows in `));
  await text(anas, "#total", new RegExp(`^${shown}$`));
  assert.equal((await rows(anas)).count, total);
});

test("importing the same file again makes no row twice", async () => {
  await anas.getByRole("button", { name: "Import zip codes" }).click();
  await text(anas, "#import-result", new RegExp(`^${shown} rows in `));
  assert.equal((await rows(anas)).count, total);
});

test("they go to the relay", async () => {
  assert.match(await sync(anas), new RegExp(`^Sent ${shown}, received 0 records`));
  await picture(anas, "3-synced");
  assert.match(await sync(anas), /^Sent 0, received 0 records/);
});

test("an invite link brings them to another browser", async () => {
  const link = await invite(anas);
  assert.ok(link.startsWith(`${relay.url}/zipcodes/#invite=`));
  bias = await bia.tab(link);
  assert.match(await text(bias, "#sync-result", /Sent .*\.$/), new RegExp(`^Sent 0, received ${shown} records`));
  assert.equal(bias.url(), `${relay.url}/zipcodes/`, "the secret stays in the address");
  assert.deepEqual(await rows(bias), await rows(anas));
  await picture(bias, "4-joined-phone");
});

test("what the guest changes reaches the owner", async () => {
  await edit(bias, "99950", "Ketchikan Harbour");
  await remove(bias, "00501");
  await add(bias, "00000", "Amoreira");
  assert.match(await sync(bias), /^Sent 3, received 0 records/);
  assert.match(await sync(anas), /^Sent 0, received 3 records/);
  await anas.locator("#total", { hasText: shown }).waitFor();
  assert.match(await (await find(anas, "99950")).innerText(), /Ketchikan Harbour/);
  assert.deepEqual(await rows(anas), await rows(bias));
});

test("what the owner changes reaches the guest", async () => {
  await edit(anas, "90210", "Beverly Mulberry Hills");
  await remove(anas, "00544");
  await add(anas, "00001", "Amorinha");
  assert.match(await sync(anas), /^Sent 3, received 0 records/);
  assert.match(await sync(bias), /^Sent 0, received 3 records/);
  assert.match(await (await find(bias, "90210")).innerText(), /Beverly Mulberry Hills/);
  assert.deepEqual(await rows(anas), await rows(bias));
});

test("a deleted row comes back by undo, and on both sides", async () => {
  const whole = await rows(anas);
  await remove(anas, "10001");
  await anas.getByRole("button", { name: "Undo" }).click();
  await find(anas, "10001");
  assert.deepEqual(await rows(anas), whole);
  await sync(anas);
  await sync(bias);
  assert.deepEqual(await rows(bias), whole);
});

test("both change the same row: both end with the same, and it is told", async () => {
  await edit(anas, "60601", "Chicago of Ana");
  await edit(bias, "60601", "Chicago of Bia");
  await sync(anas);
  assert.match(await sync(bias), /1 merged from both sides/);
  await sync(anas);
  assert.deepEqual(await rows(anas), await rows(bias));
  assert.equal(await bias.evaluate(async () => (await globalThis.db.conflicts()).length), 1);
});

test("a tab that is closed and opened again has everything", async () => {
  const whole = await rows(anas);
  await anas.close();
  anas = await ana.tab(`${relay.url}/zipcodes/`);
  await anas.locator("#total", { hasText: shown }).waitFor();
  assert.deepEqual(await rows(anas), whole);
});

test("so has a browser that was ended", async () => {
  const whole = await rows(bias);
  await bia.stop();
  await bia.start({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  bias = await bia.tab(`${relay.url}/zipcodes/`);
  await bias.locator("#total", { hasText: shown }).waitFor();
  assert.deepEqual(await rows(bias), whole);
  assert.match(await sync(bias), /^Sent 0, received 0 records/);
});

test("kept in sync, a change goes to the other side by itself, both ways", async () => {
  for (const page of [anas, bias]) {
    await page.getByLabel("Keep in sync").check();
    await text(page, "#sync-result", /^In sync/);
  }
  await edit(anas, "33101", "Miami by the Mulberry");
  await find(bias, "33101");
  await bias.locator("#page tr", { hasText: "Miami by the Mulberry" }).waitFor();
  await edit(bias, "33101", "Miami again");
  await find(anas, "33101");
  await anas.locator("#page tr", { hasText: "Miami again" }).waitFor();
  assert.deepEqual(await rows(anas), await rows(bias));
  for (const page of [anas, bias]) {
    await page.getByLabel("Keep in sync").uncheck();
    await text(page, "#sync-result", /^Sent /);
  }
});

test("a tab closed in the middle of its first sync goes on with the next", async () => {
  const cai = await Device.open();
  try {
    const first = await cai.tab(await invite(anas));
    await first.waitForFunction(() => document.querySelector("#sync-bar").value > 0.2);
    await first.close();
    const second = await cai.tab(`${relay.url}/zipcodes/`);
    const [, received] = /^Sent 0, received ([\d,]+) records/.exec(await sync(second));
    assert.equal(received, (total + 2).toLocaleString("en")); // and two deletions
    assert.deepEqual(await rows(second), await rows(anas));
    assert.match(await sync(second), /^Sent 0, received 0 records/);
  } finally {
    await cai.close();
  }
});

test("an invite link in a browser that has a dataset changes nothing and says so", async () => {
  const whole = await rows(bias);
  const link = await invite(anas);
  await bias.close();
  bias = await bia.tab(link);
  await text(bias, "#alarm", /is in a dataset already/);
  await bias.locator("#total", { hasText: shown }).waitFor();
  assert.deepEqual(await rows(bias), whole);
});

test("starting over leaves nothing behind", async () => {
  await bias.getByText("Start over", { exact: true }).click();
  await bias.getByRole("button", { name: "Delete all data here" }).click();
  await bias.getByRole("button", { name: "Create a dataset" }).waitFor();
});
