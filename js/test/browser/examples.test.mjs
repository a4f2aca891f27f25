/** The example apps, each as two people use it: a link lets the second one in, both work offline, and changes meet. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { accessible } from "./axe.mjs";
import { Device, picture } from "./device.mjs";
import { startRelay } from "./relay.mjs";

const phone = { viewport: { width: 390, height: 844 }, colorScheme: "dark" };

let relay, laptop, mobile;

before(async () => {
  relay = await startRelay();
  laptop = await Device.open();
  mobile = await Device.open(phone);
});

after(async () => {
  const closed = await Promise.allSettled([laptop?.close(), mobile?.close()]);
  await relay?.stop();
  for (const { reason } of closed) if (reason) throw reason;
});

/** Fails if an app that holds nothing does not say so, or one that holds something does. */
async function isEmpty(page, expected) {
  const said = page.locator(".empty").filter({ visible: true });
  if (expected) await said.first().waitFor();
  assert.equal((await said.count()) > 0, expected, `says that it is empty: ${!expected}`);
}

/** The first person's page, and the second one's, who comes by the link that sharing shows. */
async function two(app, begin) {
  const first = await laptop.tab(`${relay.url}/examples/${app}/`);
  await isEmpty(first, true);
  await begin(first);
  const second = await mobile.tab(await shared(first, "#share"));
  await says(second, "Synced");
  return [first, second];
}

/** The link that a button shows. */
async function shared(page, button) {
  await page.click(button);
  const link = await page.inputValue("dialog input");
  await page.getByRole("button", { name: "Close" }).click();
  await says(page, "Synced"); // the relay knows of the member
  return link;
}

const says = (page, text) => page.locator("#sync").filter({ hasText: text }).waitFor();

/** Fills a form's fields in, by their labels, and sends it. */
async function submit(page, form, fields, button = "Add") {
  const within = page.locator(form);
  for (const [label, value] of Object.entries(fields)) await within.getByLabel(label).fill(value);
  await within.getByRole("button", { name: button }).click();
}

/** Types into a field of a row and leaves it. */
async function edit(page, row, label, value) {
  const field = page.locator(".rows > li, .photos > li").nth(row).getByLabel(label);
  await field.fill(value);
  await field.blur();
}

async function offline(...pages) {
  for (const page of pages) {
    await page.click("#sync");
    await page.locator("#sync[data-state=off]").waitFor();
  }
}

async function online(...pages) {
  for (const page of pages) {
    await page.click("#sync");
    await says(page, "Synced");
  }
}

const value = (page, selector, wanted) =>
  page.waitForFunction(
    ([selector, wanted]) => {
      const found = document.querySelector(selector);
      return (found?.value ?? found?.innerText) === wanted;
    },
    [selector, wanted],
  );

const alarm = (page) => page.locator("#alarm").filter({ visible: true }).innerText();

test("no example names a table of the engine, or has more than 200 lines", () => {
  for (const app of ["todo", "survey", "stock"]) {
    const source = readFileSync(`js/examples/${app}/main.ts`, "utf8");
    assert.doesNotMatch(source, /morango_|amora_/);
    assert.ok(source.split("\n").length <= 200, app);
  }
});

test("todo: a list is shared, others are not; different changes both stay, and of two texts one is chosen", async () => {
  const [first, second] = await two("todo", async (page) => {
    await submit(page, "#new-list", { "Name of a new list": "Shopping" });
    await page.locator("#title").filter({ hasText: "Shopping" }).waitFor();
    await submit(page, "#new-item", { "What is to be done?": "Milk" });
    await submit(page, "#new-list", { "Name of a new list": "Presents" });
    await page.locator("#title").filter({ hasText: "Presents" }).waitFor();
    await page.locator("#lists button").filter({ hasText: "Shopping" }).click();
    await value(page, "#items [aria-label=Text]", "Milk");
  });
  await value(second, "#items [aria-label=Text]", "Milk");
  assert.equal(await second.locator("#lists li").count(), 1, "the guest has the shared list alone");
  await submit(second, "#new-list", { "Name of a new list": "Mine" });
  await second.locator("#lists li").filter({ hasText: "Mine" }).waitFor();
  await second.locator("#lists .guest").filter({ hasText: "Shopping" }).click();
  await submit(second, "#new-item", { "What is to be done?": "Bread" });
  await first.locator("#items li").nth(1).waitFor();
  await isEmpty(first, false);
  await picture(first, "todo-laptop");
  await picture(second, "todo-phone");

  const items = (page) => page.locator("#items li");
  await offline(first, second);
  await items(first).nth(0).getByLabel("Done").check();
  const milk = items(second)
    .filter({ has: second.locator("input") })
    .nth(0)
    .getByLabel("Text");
  await milk.fill("Oat milk");
  await milk.blur();
  await online(first, second);
  for (const page of [first, second]) {
    await page.waitForFunction(() => {
      const texts = [...document.querySelectorAll("#items [aria-label=Text]")].map(({ value }) => value);
      const checked = document.querySelectorAll("#items :checked").length;
      return texts.join() === "Bread,Oat milk" && checked === 1;
    });
  }

  await offline(first, second);
  for (const [page, text] of [
    [first, "Rye bread"],
    [second, "White bread"],
  ]) {
    const bread = items(page).nth(0).getByLabel("Text");
    await bread.fill(text);
    await bread.blur();
    await says(page, "to send");
  }
  await online(first, second);
  await first.locator("#conflicts button").nth(1).waitFor();
  await second.locator("#conflicts").getByRole("button", { name: "White bread" }).click();
  for (const page of [first, second]) {
    await page.locator("#conflicts li").waitFor({ state: "detached" });
    await value(page, "#items [aria-label=Text]", "White bread");
  }

  const names = (page) => page.locator("#lists span").allInnerTexts();
  assert.deepEqual(await names(first), ["Presents", "Shopping"], "the guest's own list stays with the guest");
  assert.deepEqual(await names(second), ["Mine", "Shopping"]);

  await second.close();
  const reading = await Device.open(phone);
  try {
    const reader = await reading.tab(await shared(first, "#show"));
    await value(reader, "#items [aria-label=Text]", "White bread");
    await reader.locator("#editing:disabled").waitFor();
    assert.equal(await reader.locator("#new-item").isVisible(), false);
  } finally {
    await reading.close();
  }
  await first.close();
});

test("survey: a surveyor's photo comes to the office; offline, one corrects the species, one adds a remark", async () => {
  const [office, field] = await two("survey", async (page) => {
    await submit(page, "#new-site", { "Name of a new site": "North pond" });
    await page.getByLabel("Name of a surveyor").fill("Ana");
  });
  await office.locator("#surveyors li").filter({ hasText: "Ana" }).waitFor();
  await field.locator("#site option").waitFor({ state: "attached" });
  assert.equal(await field.locator("#office").isVisible(), false);
  await field.locator("#new-finding").getByLabel("Photo").setInputFiles("web/screenshot.png");
  await submit(field, "#new-finding", { Species: "Common newt", Number: "3" }, "Save");
  for (const page of [field, office]) {
    await value(page, "#findings .species", "Common newt");
    await page.locator("#findings canvas").filter({ visible: true }).waitFor();
  }
  assert.ok(await office.evaluate(() => document.querySelector("#findings canvas").width > 300), "the photo is drawn");
  await isEmpty(office, false);
  await picture(office, "survey-laptop");
  await picture(field, "survey-phone");

  await offline(office, field);
  await edit(office, 0, "Species", "Smooth newt");
  await edit(field, 0, "Remark", "under a stone");
  await online(office, field);
  for (const page of [office, field]) {
    await value(page, "#findings .species", "Smooth newt");
    await value(page, "#findings [aria-label=Remark]", "under a stone");
  }

  await offline(office, field);
  await edit(office, 0, "Remark", "under a log");
  await edit(field, 0, "Remark", "in the reeds");
  for (const page of [office, field]) await says(page, "to send");
  await online(office, field);
  const choices = field.locator("#conflicts").getByRole("button", { name: "in the reeds" });
  await choices.click();
  for (const page of [office, field]) {
    await page.locator("#conflicts li").waitFor({ state: "detached" });
    await value(page, "#findings [aria-label=Remark]", "in the reeds");
  }

  await office.getByRole("button", { name: "Take back from Ana" }).click();
  await field.locator("#sync[data-state=refused]").waitFor();
  await office.close();
  await field.close();
});

test("stock: what two tills sell offline adds up; of two prices one is chosen, and nothing sold is lost", async () => {
  const [first, second] = await two("stock", (page) =>
    submit(page, "#new-product", { Name: "Apple juice", Price: "2.50", "In stock": "10", Tags: "drinks fruit" }),
  );
  await value(second, "#products output", "10");
  await submit(second, "#new-product", { Name: "Rye bread", Price: "4", "In stock": "4", Tags: "bakery" });
  await first.locator("#products li").nth(1).waitFor();
  await isEmpty(first, false);
  await picture(first, "stock-laptop");
  await picture(second, "stock-phone");

  const sell = async (page, times) => {
    for (let left = times; left > 0; left--) await page.getByRole("button", { name: "Sell" }).first().click();
  };
  await offline(first, second);
  await sell(first, 3);
  await value(first, "#products output", "7");
  await sell(second, 2);
  await value(second, "#products output", "8");
  await edit(first, 0, "Price", "2.70");
  await edit(second, 0, "Price", "2.90");
  await online(first, second);
  for (const page of [first, second]) {
    await value(page, "#products output", "5");
    await value(page, "#takings", "12.50");
  }
  await second.locator("#conflicts").getByRole("button", { name: "2.90" }).click();
  for (const page of [first, second]) {
    await page.locator("#conflicts li").waitFor({ state: "detached" });
    await value(page, "#products .price", "2.90");
    await value(page, "#products output", "5");
  }

  await second.getByLabel("Search").fill("bakery");
  await second.waitForFunction(() => document.querySelectorAll("#products li").length === 1);
  await sell(second, 4);
  await value(second, "#products output", "0");
  await second.getByRole("button", { name: "Sell" }).click();
  assert.equal(await alarm(second), "Sold out.");
  await first.close();
  await second.close();
});

test("from an address with nothing at it, and from the demo, links lead to each app", async () => {
  const page = await mobile.tab("about:blank");
  for (const start of ["", "nowhere", "examples/nowhere/"]) {
    const answer = await page.goto(`${relay.url}/${start}`);
    assert.equal(answer.status(), start ? 404 : 200, start);
    if (start) await accessible(page, start);
    const [wide, room] = await page.evaluate(() => [document.scrollingElement.scrollWidth, innerWidth]);
    assert.ok(wide <= room, `/${start} is ${wide} px wide on a screen of ${room}`);
    await page.getByRole("link", { name: "Apps", exact: true }).click();
    await page.getByRole("heading", { name: "Three small apps" }).waitFor();
  }
  await accessible(page, "the page of the examples");
  await picture(page, "examples");
  for (const app of ["todo", "survey", "stock"]) {
    await page.goto(`${relay.url}/examples/`);
    await page.locator(`a[href="${app}/"]`).click();
    await page.locator("#sync").waitFor();
  }
  mobile.errors = mobile.errors.filter((error) => !/status of 404/.test(error));
});
