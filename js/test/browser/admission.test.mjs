/**
 * An impostor: a relay as good as any with a key of its own, at an address in a
 * link or in the place of the relay that was there. By the package, and in both
 * demos, on a laptop and on a phone.
 */
import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { accessible } from "./axe.mjs";
import { Device, picture, text } from "./device.mjs";
import { scopes } from "./notes.mjs";
import { startRelay } from "./relay.mjs";
import { startStatics } from "./statics.mjs";

const teacher = '[data-key="teacher"].device';

let folder, relay, evil, laptop, phone;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "amora-impostor-"));
  relay = await startRelay();
  evil = await startRelay({ data: folder });
  laptop = await Device.open({ viewport: { width: 1440, height: 900 } });
  phone = await Device.open({ viewport: { width: 390, height: 844 }, colorScheme: "dark", hasTouch: true });
});

after(async () => {
  await Promise.allSettled([laptop?.close(), phone?.close()]);
  await relay?.stop();
  await evil?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The impostor has nobody's room. */
async function nothingThere() {
  const rooms = (await readdir(folder)).filter((name) => name.endsWith(".db"));
  assert.deepEqual(rooms, []);
}

/** Starts another relay where one has been. */
async function replaced(old, data) {
  await old.stop();
  return startRelay({ data, listen: new URL(old.url).host });
}

const schema = {
  profile: "notes",
  scopes,
  models: [{ name: "note", table: "note", partition: "${dataset_id}", source: null, columns: { dataset_id: "uuid" } }],
};

/** A tab with the database, which another tab may have open as well. */
async function notes(device, url) {
  const page = await device.blank(url);
  await page.evaluate(async (schema) => {
    const { open } = await import("/js/index.js");
    globalThis.db = await open("admission", { schema });
    globalThis.outcome = (relay, options) =>
      db.sync(relay, options).done.then(
        () => ({ code: "" }),
        ({ code, message, hint }) => ({ code, message, hint }),
      );
  }, schema);
  return page;
}

/** Syncs in every way; what each says is a refusal with the fingerprint. Returns that. */
async function refused(page, address, code) {
  let fingerprint;
  for (const options of [{}, { push: true }, { pull: true }, { live: true }]) {
    const said = await page.evaluate(([relay, options]) => outcome(relay, options), [address, options]);
    assert.equal(said.code, code, `${address} ${JSON.stringify(options)}: ${said.message}`);
    fingerprint = /\b[0-9a-f]{64}\b/.exec(said.message)?.[0];
    assert.ok(said.hint.includes(fingerprint), said.hint);
  }
  return fingerprint;
}

test("the package syncs with another relay only when told to, from every tab", async () => {
  const [home, data] = [await startRelay(), await mkdtemp(join(tmpdir(), "amora-next-"))];
  const page = await notes(laptop, home.url);
  const second = await notes(laptop, home.url);
  await page.evaluate(async (relay) => {
    const { id: dataset_id } = await db.createRoot("all");
    await db.put("note", { dataset_id });
    await db.sync(relay).done;
  }, home.ws);
  for (const tab of [page, second])
    for (const form of [evil.ws, `${evil.ws}/`, evil.ws.replace("ws:", "http:"), `${evil.ws}/token/secret`])
      await refused(tab, form, "relay_not_admitted");
  const next = await replaced(home, data);
  for (const tab of [page, second]) await refused(tab, next.ws, "relay_changed");
  await nothingThere();
  assert.deepEqual(
    (await readdir(data)).filter((name) => name.endsWith(".db")),
    [],
  );

  const fingerprint = await refused(page, `${next.ws}/`, "relay_changed");
  const [first] = await page.evaluate(() => db.relays());
  assert.equal(first.revoked, false);
  const admitted = await page.evaluate(([relay, admit]) => outcome(relay, { admit }), [next.ws, fingerprint]);
  assert.equal(admitted.code, "");
  assert.equal((await second.evaluate((relay) => outcome(relay), next.ws)).code, "");
  await page.evaluate((fingerprint) => db.revokeRelay(fingerprint), first.fingerprint);
  const { relays, issued } = await second.evaluate(async () => ({
    relays: await db.relays(),
    issued: await db.issued(),
  }));
  assert.deepEqual(
    relays.map(({ fingerprint, revoked }) => [fingerprint, revoked]),
    [
      [first.fingerprint, true],
      [fingerprint, false],
    ],
  );
  assert.deepEqual(new Set(issued.map(({ relay }) => relay.fingerprint)), new Set([first.fingerprint, fingerprint]));
  await page.close();
  await second.close();
  await next.stop();
  await rm(data, { recursive: true, force: true });
});

for (const [name, device] of [
  ["laptop", () => laptop],
  ["phone", () => phone],
]) {
  test(`on a ${name}, the school asks before it uses the relay of a link, and once more before it admits it`, async () => {
    const link = `${relay.url}/?relay=${encodeURIComponent(evil.url)}`;
    const first = await device().tab(link); // before there is a school
    const dialog = first.locator("#ask-relay");
    await dialog.waitFor();
    assert.match(await dialog.innerText(), new RegExp(new URL(evil.url).host));
    await picture(first, `relay-question-${name}`);
    await first.keyboard.press("Escape");
    await text(first, `${teacher} .status`, /In sync/);
    assert.equal(new URL(first.url()).search, "");
    await first.close();
    await nothingThere();

    const page = await device().tab(link);
    await page.getByRole("button", { name: "Use this relay" }).click();
    const key = page.getByRole("dialog").filter({ hasText: "Admit this relay" });
    await key.waitFor();
    assert.match(await key.innerText(), /\b[0-9a-f]{64}\b/);
    await accessible(page, `the question about the key on a ${name}`);
    await picture(page, `relay-key-${name}`);
    await page.getByRole("button", { name: "No", exact: true }).click();
    await text(page, `${teacher} .status`, /Not synced: relay_not_admitted/);
    const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px wider than the screen`);
    await picture(page, `relay-refused-${name}`);
    await page.close();
    await nothingThere();
  });

  test(`on a ${name}, so do the zip codes`, async () => {
    const page = await device().tab(`${relay.url}/zipcodes/?relay=${encodeURIComponent(`${evil.ws}/`)}`);
    await page.locator("#ask-relay").waitFor();
    await picture(page, `relay-question-zipcodes-${name}`);
    await page.getByRole("button", { name: "No", exact: true }).click();
    await page.getByRole("button", { name: "Create a dataset" }).click();
    await page.getByRole("button", { name: "Sync now" }).click();
    await text(page, "#sync-result", /^Sent 0, received 0/);
    await page.goto(`${relay.url}/zipcodes/?relay=${encodeURIComponent(evil.ws)}`);
    await page.getByRole("button", { name: "Use this relay" }).click();
    await page.getByRole("button", { name: "Sync now" }).click();
    await page.getByRole("button", { name: "Admit this relay" }).waitFor();
    await page.keyboard.press("Escape");
    await text(page, "#sync-result", /^relay_not_admitted/);
    await page.close();
    await nothingThere();
  });
}

test("a school whose relay was replaced asks, and goes on once it is told to", async () => {
  const home = await startRelay();
  const page = await laptop.tab(home.url);
  await text(page, `${teacher} .status`, /In sync/);
  const data = await mkdtemp(join(tmpdir(), "amora-next-"));
  const next = await replaced(home, data);
  await page.getByRole("button", { name: "Admit this relay" }).waitFor();
  assert.deepEqual(
    (await readdir(data)).filter((name) => name.endsWith(".db")),
    [],
  );
  await page.getByRole("button", { name: "Admit this relay" }).click();
  await text(page, `${teacher} .status`, /In sync/);
  await text(page, '[data-key="learner"].device .status', /In sync/);
  await page.close();
  await next.stop();
  await rm(data, { recursive: true, force: true });
});

test("a learner's device that is there before its teacher's has nothing to ask", async () => {
  const [statics, gone, data] = [
    await startStatics(),
    await startRelay(),
    await mkdtemp(join(tmpdir(), "amora-first-")),
  ];
  await gone.stop();
  const page = await laptop.tab(`${statics.url}?relay=${encodeURIComponent(gone.ws)}`);
  await page.getByRole("button", { name: "Use this relay" }).click();
  await page.getByRole("switch", { name: "Teacher: online" }).click();
  const first = await startRelay({ data, listen: new URL(gone.url).host });
  await text(page, '[data-key="learner"].device .status', /Not synced: relay_not_admitted/);
  assert.equal(await page.locator("#ask-relay").count(), 0);
  await page.getByRole("switch", { name: "Teacher: online" }).click();
  for (const device of [teacher, '[data-key="learner"].device']) await text(page, `${device} .status`, /In sync/);
  await page.close();
  laptop.errors = laptop.errors.filter((error) => !/ERR_CONNECTION_REFUSED/.test(error));
  await first.stop();
  await rm(data, { recursive: true, force: true });
  await statics.stop();
});
