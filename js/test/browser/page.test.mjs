/** The page itself: by keyboard, for a screen reader, on a small phone, and where things go wrong. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Device, picture, text } from "./device.mjs";
import { startRelay } from "./relay.mjs";

let relay, device, page;

before(async () => {
  relay = await startRelay();
  device = await Device.open({ viewport: { width: 360, height: 740 } });
  page = await device.tab(`${relay.url}/zipcodes/`);
});

after(async () => {
  try {
    await device?.close();
  } finally {
    await relay?.stop();
  }
});

/** Fails if the page can be scrolled sideways. */
async function fits(name) {
  const { wide, room } = await page.evaluate(() => ({ wide: document.scrollingElement.scrollWidth, room: innerWidth }));
  assert.ok(wide <= room, `${name} is ${wide} px wide on a screen of ${room}`);
  const out = await page.evaluate(() =>
    [...document.querySelectorAll(".card > *:not([hidden])")]
      .filter((e) => {
        const [inner, card] = [e.getBoundingClientRect(), e.parentElement.getBoundingClientRect()];
        return inner.right > card.right || inner.left < card.left;
      })
      .map((e) => e.outerHTML.slice(0, 80)),
  );
  assert.deepEqual(out, [], `${name}: these stick out of their card`);
}

/** The role and name of what has the focus, as a screen reader has it. */
function focused() {
  return page.evaluate(() => {
    const e = document.activeElement;
    return (e.labels?.[0]?.innerText ?? e.getAttribute("aria-label") ?? e.innerText).trim();
  });
}

async function press(...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

test("a nonsense invite is refused in words", async () => {
  await page.getByLabel("Invite, or the link that holds it").fill("https://example.org/#invite=nonsense");
  await page.getByRole("button", { name: "Join" }).click();
  await text(page, "#alarm", /bad_invite/);
  await fits("the welcome page");
});

test("the keyboard alone makes a dataset and a row", async () => {
  await page.getByRole("button", { name: "Create a dataset" }).focus();
  await press("Enter");
  const add = page.getByRole("button", { name: "Add a row" });
  await add.focus();
  await press("Enter");
  assert.equal(await focused(), "Zip code");
  for (const value of ["12345", "Schenectady", "Schenectady", "NY", "42.8", "-73.9"]) {
    await page.keyboard.type(value);
    await press("Tab");
  }
  assert.equal(await focused(), "Cancel");
  await press("Tab");
  assert.equal(await focused(), "Save");
  await press("Enter");
  await page.locator("#page tr", { hasText: "12345" }).waitFor();
  assert.equal(await focused(), "Add a row", "the focus is back where it was");
});

test("what a row must have is asked for", async () => {
  await page.getByRole("button", { name: "Add a row" }).click();
  await page.getByRole("dialog").getByLabel("Zip code").fill("123");
  await page.getByRole("button", { name: "Save" }).click();
  assert.equal(
    await page
      .getByRole("dialog")
      .getByLabel("Zip code")
      .evaluate((input) => input.matches(":invalid")),
    true,
  );
  await page.getByRole("dialog").getByLabel("Zip code").fill("12345");
  for (const [label, value] of [
    ["City", "  "],
    ["County", "B"],
    ["State", "CC"],
    ["Latitude", "1"],
    ["Longitude", "2"],
  ]) {
    await page.getByRole("dialog").getByLabel(label).fill(value);
  }
  await page.getByRole("button", { name: "Save" }).click();
  assert.equal(
    await page
      .getByRole("dialog")
      .getByLabel("City")
      .evaluate((input) => input.matches(":invalid")),
    true,
    "a city of blanks",
  );
  await page.getByRole("dialog").getByLabel("City").fill("A");
  await page.getByRole("button", { name: "Save" }).click();
  await text(page, "#editor-alarm", /There is a row for 12345 already/);
  await fits("the form");
  await picture(page, "5-form-phone");
  await press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
});

test("text stays text: nothing in a row is read as HTML", async () => {
  const city = `<img src=x onerror="throw 1">'"; DROP TABLE zipcode;--%_\\`;
  await page.getByRole("button", { name: "Edit 12345" }).click();
  await page.getByRole("dialog").getByLabel("City").fill(city);
  await page.getByRole("button", { name: "Save" }).click();
  await page.locator("#page tr", { hasText: city }).waitFor();
  await page.getByRole("searchbox").fill("%_\\");
  await page.locator("#page tr", { hasText: "12345" }).waitFor();
  await page.getByRole("searchbox").fill("_2345");
  await text(page, "#none", /No row matches/);
  await page.getByRole("searchbox").fill("");
});

test("every control has a name and every heading its order", async () => {
  const nameless = await page.evaluate(() =>
    [...document.querySelectorAll("button, input, a, progress, summary")]
      .filter((e) => {
        const label = e.getAttribute("aria-labelledby");
        return !(
          e.labels?.length ||
          e.getAttribute("aria-label") ||
          (label && document.getElementById(label)) ||
          e.textContent.trim()
        );
      })
      .map((e) => e.outerHTML),
  );
  assert.deepEqual(nameless, []);
  assert.deepEqual(await page.evaluate(() => document.querySelectorAll("h1").length), 1);
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
});

test("pages turn, and the last one is found after a delete", async () => {
  await page.evaluate(async () => {
    const { room } = await globalThis.db.status();
    await globalThis.db.put(
      "zipcode",
      Array.from({ length: 20 }, (_, i) => ({
        dataset_id: room,
        zip_code: String(20000 + i),
        city: "Rancho Cucamonga-on-the-Hudson",
        county: "Long County Name",
        state: "XX",
        latitude: 1.234567,
        longitude: -123.456789,
      })),
    );
  });
  await text(page, "#range", /^1–20 of 21$/);
  await fits("the page with rows");
  await picture(page, "6-rows-phone");
  await page.getByRole("button", { name: "Next" }).click();
  await text(page, "#range", /^21–21 of 21$/);
  await page.getByRole("button", { name: "Delete 20019" }).click();
  await text(page, "#range", /^1–20 of 20$/);
  assert.equal(await page.getByRole("button", { name: "Next" }).isDisabled(), true);
});

test("a relay that is away is told, and what waits goes when it is back", async () => {
  await relay.stop();
  await page.getByRole("button", { name: "Sync now" }).click();
  await text(page, "#sync-result.alarm", /unavailable/);
  // The browser itself writes refused connections to the console.
  device.errors = device.errors.filter((error) => !/WebSocket connection to .* failed/.test(error));
  relay = await startRelay({ listen: new URL(relay.url).host });
  await page.getByRole("button", { name: "Sync now" }).click();
  await text(page, "#sync-result", /^Sent 20, received 0/);
});

test("what was deleted in another window is not shown any more", async () => {
  const second = await device.tab(`${relay.url}/zipcodes/`);
  await text(second, "#range", /of 20$/);
  await page.getByText("Start over").click();
  await page.getByRole("button", { name: "Delete all data here" }).click();
  await text(second, "#alarm", /deleted in another window/);
  assert.equal(await second.locator("#dataset").isVisible(), false);
  await page.getByRole("button", { name: "Create a dataset" }).waitFor();
});
