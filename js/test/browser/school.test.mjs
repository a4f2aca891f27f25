/**
 * The demo's first page, clicked through on a laptop and on a phone: a
 * teacher's and a learner's device in one page, the relay between them, and a
 * third device by invite.
 */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import jsQR from "jsqr";
import { accessible } from "./axe.mjs";
import { Device, picture, steps, text } from "./device.mjs";
import { startRelay } from "./relay.mjs";
import { startStatics } from "./statics.mjs";

let data, relay, laptop, page, phone, guest;

const teacher = '[data-key="teacher"].device';
const ana = '[data-key="learner"].device';

before(async () => {
  data = await mkdtemp(join(tmpdir(), "amora-school-"));
  relay = await startRelay({ data });
  laptop = await Device.open({ viewport: { width: 1440, height: 900 }, colorScheme: "light" });
  phone = await Device.open({ viewport: { width: 390, height: 844 }, colorScheme: "dark", hasTouch: true });
  page = await laptop.tab(relay.url);
});

after(async () => {
  const results = await Promise.allSettled([laptop?.close(), phone?.close()]);
  await relay?.stop();
  if (data) await rm(data, { recursive: true, force: true });
  for (const { reason } of results) if (reason) throw reason;
});

const test = steps(
  () => [
    [page, "failed-school"],
    [guest, "failed-guest"],
  ],
  () => [laptop, phone],
);

/** Waits until a device says how it stands to the relay. */
function says(tab, device, pattern) {
  return text(tab, `${device} .status`, pattern);
}

function toggle(name) {
  return page.getByRole("switch", { name: `${name}: online` });
}

/** One of the acts, to its end. */
async function act(tab, name) {
  await tab.getByRole("button", { name }).click();
  await tab.locator("#acts li.done", { hasText: name }).waitFor();
  await tab.locator('#acts:not([aria-busy="true"])').waitFor();
}

/** What a statement gives on one of the page's devices. */
function ask(tab, device, sql) {
  return tab.evaluate(([device, sql]) => globalThis.devices[device].query(sql), [device, sql]);
}

/** What a camera makes of a QR code that is drawn as a path of unit squares. */
function scan({ size, path }) {
  const scale = 4;
  const side = size * scale;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let dy = 0; dy < scale; dy++) {
      const at = ((y * scale + dy) * side + x * scale) * 4;
      for (let i = at; i < at + scale * 4; i += 4) pixels.fill(0, i, i + 3);
    }
  }
  // (jsQR's package is CommonJS whose default export is a property.)
  return (jsQR.default ?? jsQR)(pixels, side, side)?.data ?? "";
}

/** Fails if the page, a list or the tabs in it can be scrolled sideways. */
async function fits(tab, what) {
  const { wide, room } = await tab.evaluate(() => ({ wide: document.scrollingElement.scrollWidth, room: innerWidth }));
  assert.ok(wide <= room, `${what} is ${wide} px wide on a screen of ${room}`);
  const cut = await tab.evaluate(() =>
    [...document.querySelectorAll(".list, .feed, .tablist")]
      .filter((e) => e.scrollWidth > e.clientWidth)
      .map((e) => e.innerText.slice(0, 80)),
  );
  assert.deepEqual(cut, [], `${what}: these are wider than their place`);
}

test("a school is there, on two devices, each with what it may see", async () => {
  await says(page, teacher, /In sync/);
  await page.locator(`${ana} .task`).nth(3).waitFor();
  assert.match(
    await page.locator(`${teacher} .holds`).innerText(),
    /3 classes, 6 learners, 14 assignments, 11 answers/,
  );
  assert.match(await page.locator(`${ana} .holds`).innerText(), /3 classes, 1 learner, 4 assignments, 3 answers/);
  const strangers =
    "SELECT count(*) AS n FROM morango_store WHERE partition NOT LIKE '%:shared' AND partition NOT LIKE '%' || (SELECT id FROM learner)";
  assert.deepEqual(await ask(page, "learner", strangers), [{ n: 0 }], "Ana's Store holds nobody else's records");
  await accessible(page, "the page as it opens");
  await fits(page, "the page on a laptop");
  await picture(page, "school-1-laptop");
});

test("what one types the other sees, and how long it took is told", async () => {
  await page.getByLabel("Answer to Your favourite page").fill("The last one, because it says how it ends.");
  await text(page, `${teacher} .said`, /because it says how it ends/);
  await text(page, "#took", /ms$|s$/);
  await page.getByLabel("Score for Ana: Your favourite page").fill("9");
  await text(page, `${ana} .feedback`, /9 of 10/);
});

test("a device that is switched off works on, and catches up", async () => {
  await toggle("Teacher").click();
  await says(page, teacher, /^Offline/);
  await page.getByLabel("Feedback on Ana: Minutes in a day").fill("Show me how, please.");
  await says(page, teacher, /1 change waits/);
  await page.getByLabel("Answer to Minutes in a day").fill("24 × 60 = 1440");
  await picture(page, "school-2-offline");
  assert.deepEqual(await ask(page, "learner", "SELECT count(*) AS n FROM answer WHERE feedback LIKE 'Show me%'"), [
    { n: 0 },
  ]);
});

test("what both had changed meanwhile is a conflict, shown with both values and settled by choosing", async () => {
  await toggle("Teacher").click();
  for (const device of [ana, teacher]) await text(page, `${device} .conflict`, /Show me how, please\./);
  const shown = await page.locator(`${teacher} .conflict`).innerText();
  assert.match(shown, /24 × 60 = 1440/);
  await accessible(page, "a conflict");
  // The teacher's device came last: its version stands, Ana's is kept.
  await page
    .locator(ana)
    .getByRole("button", { name: /^Take that/ })
    .click();
  for (const device of [ana, teacher]) await page.locator(`${device} .conflict`).waitFor({ state: "detached" });
  const text1 = "SELECT text, feedback FROM answer WHERE text = '24 × 60 = 1440'";
  assert.equal((await ask(page, "teacher", text1)).length, 1);
});

test("what was typed just before a reload is saved", async () => {
  await page.getByLabel("Answer to A quarter of a cake").fill("6/8, which is 3/4, which is 75 %.");
  await page.reload();
  await text(page, `${teacher} .said`, /which is 75 %/);
  assert.equal((await ask(page, "learner", "SELECT text FROM answer WHERE text LIKE '%which is 75%'")).length, 1);
  assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage)), [], "nothing waits to be saved");
});

test("two windows on one device have one switch", async () => {
  const second = await laptop.tab(relay.url);
  await says(second, teacher, /In sync/);
  await second.getByRole("switch", { name: "Teacher: online" }).click();
  await says(page, teacher, /^Offline/);
  await second.getByLabel("Feedback on Ana: A quarter of a cake").fill("Per cent, too!");
  for (const tab of [page, second]) await says(tab, teacher, /^Offline: 1 change waits/);
  await second.reload();
  await says(second, teacher, /^Offline: 1 change waits/);
  assert.deepEqual(await ask(page, "learner", "SELECT count(*) AS n FROM answer WHERE feedback LIKE 'Per cent%'"), [
    { n: 0 },
  ]);
  await toggle("Teacher").click();
  for (const tab of [page, second]) {
    await says(tab, teacher, /In sync/);
    await text(tab, `${ana} .feedback`, /Per cent, too!/);
  }
  await second.close();
});

test("the page does it by itself, step by step", async () => {
  await act(page, "Change an answer");
  await act(page, "Work offline");
  await text(page, "#story", /caught up by itself/);
  await act(page, "Make a conflict");
  for (const device of [ana, teacher]) await text(page, `${device} .conflict`, /A quarter of a cake/);
  await picture(page, "school-3-conflict");
  await page
    .locator(teacher)
    .getByRole("button", { name: /^Keep this/ })
    .click();
  for (const device of [ana, teacher]) await page.locator(`${device} .conflict`).waitFor({ state: "detached" });
});

test("a record that does not fit is set aside with its reason, and taken in once it fits", async () => {
  await act(page, "Quarantine a record");
  await text(page, `${ana} .quarantine`, /missing_reference: partner_id/);
  await accessible(page, "quarantine");
  await picture(page, "school-4-quarantine");
  await page.getByRole("button", { name: "Teacher: no partner" }).click();
  await page.locator(`${ana} .quarantine`).waitFor({ state: "detached" });
  await text(page, `${ana} .task`, /Measure the school yard/);
});

test("a record tells its history on each device, in the inspector", async () => {
  await page.locator(ana).getByRole("button", { name: "History of Minutes in a day" }).click();
  const dialog = page.getByRole("dialog");
  const timeline = dialog.getByRole("list", { name: /^Timeline/ });
  await timeline.getByText(/^Present version, saved by/).waitFor();
  assert.match(await dialog.getByRole("tabpanel").innerText(), /Builds on\s*(Ana|Teacher) #\d+, (Ana|Teacher) #\d+/);
  await dialog.getByRole("button", { name: "Teacher" }).click();
  await dialog.getByRole("heading", { name: "school-teacher" }).waitFor();
  await timeline.getByText(/^Present version, saved by/).waitFor();
  await accessible(page, "a record's history");
  await picture(page, "school-5-history");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
});

test("the drawing counts what the databases hold", async () => {
  const count = async (device, sql) => (await ask(page, device, sql))[0].n;
  for (const device of ["teacher", "learner"]) {
    const stored = await count(device, "SELECT count(*) AS n FROM morango_store");
    await page.locator(`[data-node="${device}-store"] .number`, { hasText: new RegExp(`^${stored}$`) }).waitFor();
    const counters = await count(device, "SELECT count(*) AS n FROM morango_databasemaxcounter");
    await page
      .locator(`.group[data-key="${device}"] .saves`, { hasText: new RegExp(`· ${counters} DatabaseMaxCounters?$`) })
      .waitFor();
  }
  await page.locator('[data-node="teacher-store"]').click();
  const inside = page.getByRole("dialog", { name: "Inspector" });
  await inside.getByRole("tab", { name: "Store", selected: true }).waitFor();
  const records = await count("teacher", "SELECT count(*) AS n FROM morango_store");
  await inside.getByText(new RegExp(`^1–\\d+ of ${records}$`)).waitFor();
  await inside.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Look inside Ana" }).click();
  await inside.getByRole("heading", { name: "school-ana" }).waitFor();
  await inside.getByRole("tab", { name: "Tables", selected: true }).waitFor();
  await accessible(page, "the inspector");
  await page.keyboard.press("Escape");
  await inside.waitFor({ state: "hidden" });
  await page.getByLabel("SQL").fill("SELECT 6 * 7 AS answer");
  await page.getByRole("button", { name: "Run" }).click();
  await text(page, "#sql-result td", /^42$/);
  await page.getByLabel("SQL").fill("DELETE FROM answer");
  await page.getByRole("button", { name: "Run" }).click();
  await page.locator("#sql-said.alarm").waitFor();
});

test("rows are added, changed and deleted by keyboard", async () => {
  const tab = (name) => page.getByRole("tab", { name });
  await tab("Work").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  assert.equal(await tab("Learners").getAttribute("aria-selected"), "true");
  await page.getByRole("button", { name: "Add a learner" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.name === "name");
  await page.keyboard.type("   ");
  await page.keyboard.press("Enter");
  assert.equal(await page.getByLabel("Name").evaluate((input) => input.matches(":invalid")), true, "a name of blanks");
  await page.keyboard.type("\u202E Gil ");
  await page.keyboard.press("Enter");
  await page.locator(`${teacher} .plain`, { hasText: "Gil" }).waitFor();
  assert.deepEqual(await ask(page, "teacher", "SELECT name FROM learner WHERE name LIKE '%Gil%'"), [{ name: "Gil" }]);
  await page.getByRole("button", { name: /^Edit Gil/ }).click();
  await accessible(page, "the form");
  await page.getByLabel("Name").fill("Gilda");
  await page.keyboard.press("Enter");
  await page.locator(`${teacher} .plain`, { hasText: "Gilda" }).waitFor();
  await page.getByRole("button", { name: /^Edit Gilda/ }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.locator(`${teacher} .plain`, { hasText: "Gilda" }).waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  for (const name of ["Assignments", "Classes"]) {
    await tab(name).click();
    await accessible(page, name);
  }
});

test("a phone joins by link as another learner, and sees nobody else's", async () => {
  await page.getByRole("button", { name: "Add your phone" }).click();
  await page.getByLabel("Whose device is it?").selectOption({ label: "Ben, a learner" });
  await page.getByRole("button", { name: "Make an invite" }).click();
  await page.locator("#invite-code svg").waitFor();
  await accessible(page, "the invite");
  await picture(page, "school-6-invite");
  const link = await page.getByLabel("Link for one device").inputValue();
  await page.getByRole("button", { name: "Close" }).last().click();
  guest = await phone.tab(link);
  await says(guest, ".device", /In sync/);
  const held = await ask(guest, "own", "SELECT count(*) AS n FROM answer");
  assert.deepEqual(held, [{ n: 2 }], "it says that it is in sync while it has nothing yet");
  assert.match(guest.url(), /\?device=[0-9a-f]{8}$/, "the secret stays in the address");
  await guest.locator(".task", { hasText: "Minutes in a day" }).waitFor();
  assert.match(await guest.locator(".holds").innerText(), /1 learner, 2 assignments, 2 answers/);
  await guest.getByLabel("Answer to Minutes in a day").fill("1440, I counted them");
  await page.getByRole("tab", { name: "Work" }).click();
  await text(page, `${teacher} .said`, /I counted them/);
  await accessible(guest, "the page of a third device");
  await fits(guest, "the page of a third device");
  await picture(guest, "school-7-guest-phone");
  await guest.reload();
  await guest.locator(".task", { hasText: "Minutes in a day" }).waitFor();
});

test("another one joins by a QR code", async () => {
  await page.getByRole("button", { name: "Add your phone" }).click();
  await page.getByLabel("Whose device is it?").selectOption({ label: "another teacher" });
  await page.getByRole("button", { name: "Make an invite" }).click();
  const code = page.getByRole("img", { name: "QR code" });
  await code.waitFor();
  const address = scan(
    await code.evaluate((svg) => ({
      size: svg.viewBox.baseVal.width,
      path: svg.querySelector("path").getAttribute("d"),
    })),
  );
  assert.ok(address.startsWith(`${relay.url}/#digits=`), address);
  const tab = await phone.tab(address);
  await says(tab, ".device", /In sync/);
  assert.match(tab.url(), /\?device=[0-9a-f]{8}$/, "the secret stays in the address");
  await text(tab, ".device .said", /I counted them/);
  await tab.close();
  await page.getByRole("button", { name: "Close" }).last().click();
});

test("a relay that is away is told, everything works on, and catches up when it is back", async () => {
  await relay.stop();
  await text(page, "#relay-state", /Cannot be reached/);
  await says(page, teacher, /The relay cannot be reached/);
  await page.getByLabel("Answer to Why leaves turn red").fill("Written without a relay.");
  await says(page, ana, /1 change waits/);
  await accessible(page, "the page without a relay");
  await picture(page, "school-8-no-relay");
  for (const device of [laptop, phone])
    device.errors = device.errors.filter(
      (error) => !/WebSocket connection to .* failed|ERR_CONNECTION_REFUSED/.test(error),
    );
  relay = await startRelay({ data, listen: new URL(relay.url).host });
  await says(page, teacher, /In sync/);
  await text(page, `${teacher} .said`, /Written without a relay\./);
  for (const device of [laptop, phone])
    device.errors = device.errors.filter(
      (error) => !/WebSocket connection to .* failed|ERR_CONNECTION_REFUSED/.test(error),
    );
});

test("on a phone all of it fits, and can be clicked through as well", async () => {
  await guest.close();
  guest = await phone.tab(`${relay.url}/`);
  await says(guest, teacher, /In sync/);
  await guest.locator(`${ana} .task`).nth(3).waitFor();
  await accessible(guest, "the page on a phone, dark");
  await fits(guest, "the page on a phone");
  const lines = await guest.locator("header nav a").evaluateAll((links) => new Set(links.map((a) => a.offsetTop)).size);
  assert.equal(lines, 1, "the links to the demos take more than a line");
  await picture(guest, "school-9-phone");
  await guest.getByRole("button", { name: "Look inside Teacher" }).click();
  const inside = guest.getByRole("dialog", { name: "Inspector" });
  await inside.getByRole("tab", { name: "Store" }).click();
  await inside.getByRole("cell", { name: "Teacher #1" }).first().waitFor();
  await accessible(guest, "the inspector on a phone, dark");
  await fits(guest, "the inspector on a phone");
  await picture(guest, "school-9-phone-inspector");
  await inside.getByRole("button", { name: "Close" }).click();
  const long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
  await guest.evaluate(async (long) => {
    const { teacher } = globalThis.devices;
    const [{ dataset_id, class_id }] = await teacher.query("SELECT * FROM assignment LIMIT 1");
    const [own] = await teacher.query("SELECT id FROM learner WHERE name = 'Ana'");
    const other = await teacher.put("learner", { dataset_id, class_id, name: long });
    for (const learner_id of [own.id, other])
      await teacher.put("assignment", { dataset_id, class_id, learner_id, title: long, question: long });
  }, long);
  await text(guest, `${ana} .task`, new RegExp(long));
  for (const name of ["Work", "Assignments", "Learners"]) {
    await guest.getByRole("tab", { name }).click();
    await guest.locator(`${teacher} .item:visible`, { hasText: long }).last().waitFor();
    await fits(guest, `a long word under ${name}`);
  }
  await guest.getByRole("tab", { name: "Work" }).click();
  await act(guest, "Change an answer");
  await act(guest, "Make a conflict");
  await text(guest, `${ana} .conflict`, /A quarter of a cake/);
  await act(guest, "Quarantine a record");
  await text(guest, `${ana} .quarantine`, /missing_reference/);
  await accessible(guest, "conflict and quarantine on a phone, dark");
  await fits(guest, "conflict and quarantine on a phone");
  await picture(guest, "school-10-phone-notices");
  await guest.getByRole("button", { name: "Look inside Teacher" }).click();
  await inside.getByRole("tab", { name: /^Conflicts/ }).click();
  const choices = inside.getByRole("button", { name: "Keep this" });
  await choices.nth(1).waitFor();
  for (const choice of await choices.all()) {
    const { x, width } = await choice.boundingBox();
    const room = await inside.locator("amora-inspector").boundingBox();
    assert.ok(x + width <= room.x + room.width, "a version that can be kept is out of sight");
  }
  await inside.getByRole("button", { name: "Close" }).click();
});

test("the zip codes are a page away, under the same header", async () => {
  await guest.getByRole("link", { name: "Zip codes" }).click();
  await guest.getByRole("button", { name: "Create a dataset" }).waitFor();
  await accessible(guest, "the zip codes' welcome on a phone, dark");
  await fits(guest, "the zip codes' welcome on a phone");
  await guest.getByRole("button", { name: "Create a dataset" }).click();
  await guest.getByRole("button", { name: "Add a row" }).waitFor();
  await accessible(guest, "the zip codes on a phone, dark");
  await picture(guest, "school-11-zipcodes-phone");
  await guest.getByRole("link", { name: "School" }).click();
  await says(guest, teacher, /In sync/);
});

test("an invite that is cut off is told, with a way on", async () => {
  const tab = await phone.tab(`${relay.url}/#invite=amora`);
  await text(tab, "#alarm", /^bad_invite/);
  await text(tab, "#headline", /joins a school/);
  await tab.getByRole("link", { name: "Or see the school of your own." }).click();
  await says(tab, teacher, /In sync/);
  await tab.close();
});

test("the static files alone, in any folder of any server, do with a relay elsewhere", async () => {
  const statics = await startStatics();
  try {
    const tab = await laptop.tab(`${statics.url}?relay=${encodeURIComponent(relay.ws)}`);
    await tab.getByRole("button", { name: "Use this relay" }).click();
    await says(tab, teacher, /In sync/);
    await tab.locator(`${ana} .task`).nth(3).waitFor();
    await tab.getByRole("link", { name: "Zip codes" }).click();
    await tab.getByRole("button", { name: "Create a dataset" }).click();
    await tab.getByRole("button", { name: "Sync now" }).click();
    await text(tab, "#sync-result", /^Sent 0, received 0/);
    await tab.close();
  } finally {
    await statics.stop();
  }
});

test("starting over makes a new school", async () => {
  const second = await laptop.tab(relay.url);
  await says(second, ana, /In sync/);
  for (const name of ["Teacher", "Ana"]) await toggle(name).click();
  await says(second, ana, /^Offline/);
  const before = await page.evaluate(() => globalThis.devices.teacher.instanceId);
  await page.getByText("Start over").click();
  await page.getByRole("button", { name: "Delete all data here" }).click();
  await page.waitForFunction(
    (before) => globalThis.devices && globalThis.devices.teacher.instanceId !== before,
    before,
  );
  await says(page, teacher, /In sync/);
  await text(second, "#alarm", /deleted in another window/);
  assert.equal(await second.locator("#demo").isVisible(), false, "the second window goes on with what is gone");
  await second.reload();
  await says(second, ana, /In sync/);
  await second.close();
});
