/** The documentation site as the relay serves it: under its policy, without any other host, on laptops and phones. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { accessible } from "../browser/axe.mjs";
import { Device, picture, text } from "../browser/device.mjs";
import { startRelay } from "../browser/relay.mjs";

let relay;
before(async () => {
  relay = await startRelay();
});
after(() => relay?.stop());

const laptop = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** A device for one test; its pages report no error, and so no breach of the policy, before it is closed. */
async function device(t, options) {
  const opened = await Device.open(options);
  t.after(() => opened.close());
  return opened;
}

/** What a page asks other hosts for, from now on. */
function elsewhere(page) {
  const asked = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(relay.url)) asked.push(request.url());
  });
  return asked;
}

/** Fails if the page can be scrolled sideways. */
async function fits(page, what) {
  const [width, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(width <= shown, `${what} is ${width} px wide on ${shown}`);
}

/** Every page of the site, by its path. */
const pages = readdirSync("build/site", { recursive: true }).filter((path) => path.endsWith(".html"));

test("no page has a script or a style in its text", () => {
  assert.ok(pages.length > 90, `${pages.length} pages`);
  for (const path of pages) {
    const html = readFileSync(`build/site/${path}`, "utf8").replace(/<pre.*?<\/pre>/gs, (code) =>
      code.replace(/>[^<]*/g, ">"),
    );
    assert.doesNotMatch(html, /<script(?![^>]* src=)/, path);
    assert.doesNotMatch(html, /<[^>]* style="/, path);
    assert.doesNotMatch(html, /<style/, path);
    assert.doesNotMatch(html, /&lt;a id=/, path); // HTML of the API's generator, shown as text
  }
});

test("the demo leads to the site, and the site back to the demo", async (t) => {
  const page = await (await device(t, laptop)).tab(`${relay.url}/zipcodes/`);
  await page.locator("nav a", { hasText: "Guides" }).click();
  await text(page, "h1", /SQLite in the browser tab/);
  await page.locator("a", { hasText: "Get started" }).click();
  await text(page, "h1", /Getting started/);
  await page.locator("nav a", { hasText: "Demo" }).first().click();
  await page.waitForURL(`${relay.url}/`);
});

test("links of documents lead to pages, with their headings, and to files of the repository", async (t) => {
  const page = await (await device(t, laptop)).tab(`${relay.url}/docs/guides/deploying.html`);
  const leads = async (to) => {
    const found = await page.evaluate(() => [...document.querySelectorAll(".vp-doc a")].map((a) => a.href));
    assert.ok(found.includes(to), `${to} is not among ${found.join("\n")}`);
  };
  await leads(`${relay.url}/docs/security.html#limits-by-the-size-of-the-machine`);
  await leads(`${relay.url}/docs/relay/#in-a-go-program-of-yours`);
  await page.goto(`${relay.url}/docs/guides/getting-started.html`);
  await leads("https://github.com/amora-sync/amora/tree/main/js/examples");
  await page.locator(".vp-doc a", { hasText: "In a framework" }).click();
  await text(page, "h1", /amora/);
  const heading = page.locator("#in-a-framework");
  await heading.waitFor();
  await page.waitForFunction(() => document.querySelector("#in-a-framework").getBoundingClientRect().top < innerHeight);
});

test("code is coloured, light and dark", async (t) => {
  const colours = new Set();
  for (const colorScheme of ["light", "dark"]) {
    const page = await (await device(t, { ...laptop, colorScheme })).tab(`${relay.url}/docs/guides/modelling.html`);
    const shown = await page.evaluate(() => {
      const spans = [...document.querySelectorAll(".language-ts span.line span")];
      return [...new Set(spans.map((span) => getComputedStyle(span).color))];
    });
    assert.ok(shown.length > 3, `${colorScheme}: ${shown}`);
    for (const colour of shown) colours.add(`${colorScheme} ${colour}`);
    await picture(page, `site-${colorScheme}`);
  }
  assert.ok(colours.size > 8);
});

test("the search finds guides, error codes and the API, and asks no other host", async (t) => {
  const page = await (await device(t, laptop)).tab(`${relay.url}/docs/`);
  const asked = elsewhere(page);
  await page.locator("button.DocSearch-Button").click();
  for (const [words, address] of [
    ["quarantine", /guides\/(errors|conflicts)\.html/],
    ["relay_not_admitted", /guides\/errors\.html/],
    ["watchStatus", /api\/amora\/classes\/Database\.html/],
    ["backup", /guides\/deploying\.html|relay\/index\.html/],
  ]) {
    await page.locator("input.search-input").fill(words);
    await page.waitForFunction(
      ([source]) => [...document.querySelectorAll(".results a")].some((a) => new RegExp(source).test(a.href)),
      [address.source],
    );
  }
  await picture(page, "site-search");
  await page.locator("input.search-input").fill("reached");
  await page.locator(".results a").first().click();
  await page.locator(".vp-doc h1").waitFor();
  assert.deepEqual(asked, []);
});

for (const [name, options] of [
  ["laptop", laptop],
  ["phone", phone],
]) {
  test(`pages fit a ${name} and can be read by everybody`, async (t) => {
    for (const colorScheme of ["light", "dark"]) {
      const page = await (await device(t, { ...options, colorScheme })).tab(`${relay.url}/docs/`);
      for (const path of ["", "guides/errors.html", "guides/comparison.html", "api/amora/classes/Database.html"]) {
        await page.goto(`${relay.url}/docs/${path}`);
        await page.locator("h1").first().waitFor();
        await picture(page, `site-${name}-${colorScheme}-${path.replaceAll("/", "-")}`);
        await fits(page, `${path} on a ${name}`);
        await accessible(page, `${path} on a ${name}, ${colorScheme}`);
      }
    }
  });
}
