/** Devices of two people: contexts of one Chromium, which share nothing. */
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

/** How long a page may take over what is expected of it, in milliseconds: generous, for a busy machine. */
const patience = 60_000;

export class Devices {
  #browser;
  #contexts = [];
  #errors = [];

  static async open() {
    const devices = new Devices();
    devices.#browser = await chromium.launch({
      executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic"],
    });
    return devices;
  }

  /** A device's browser. What its pages report as errors is kept, unless it is harmless. */
  async device(harmless = /favicon\.ico/) {
    const context = await this.#browser.newContext();
    context.setDefaultTimeout(patience);
    context.on("weberror", (error) => this.#errors.push(String(error.error().stack ?? error.error())));
    context.on("console", (message) => {
      const text = `${message.text()} (${message.location().url})`;
      if (message.type() === "error" && !harmless.test(text)) this.#errors.push(text);
    });
    this.#contexts.push(context);
    return context;
  }

  /** A page of a new device at that address, once the app there has its database open. */
  async visit(url, harmless) {
    const page = await (await this.device(harmless)).newPage();
    await page.goto(url);
    await opened(page);
    return page;
  }

  /** Ends the devices; throws what their pages reported. */
  async clear() {
    for (const context of this.#contexts.splice(0)) await context.close();
    const errors = this.#errors.splice(0);
    assert.deepEqual(errors, [], "pages reported errors");
  }

  close() {
    return this.#browser.close();
  }
}

/** Waits until the app in apps/shared has opened its database, or tells why it has not. */
export async function opened(page) {
  await page.waitForFunction(() => /^(open|failed)/.test(document.title));
  assert.equal(await page.title(), "open", await page.evaluate(() => globalThis.failure));
}

const texts = (page) => page.evaluate(() => db.query("SELECT text FROM note ORDER BY text", [], { rows: "array" }));

/** An app is two people's: one begins a list, the other joins; each sees what the other writes, also after a reload. */
export async function shares(devices, url, relay, harmless) {
  const [ana, bia] = [await devices.visit(url, harmless), await devices.visit(url, harmless)];
  const invite = await ana.evaluate((relay) => begin(relay), relay);
  await bia.evaluate((invite) => join(invite), invite);
  assert.deepEqual(await texts(bia), [["by ana"]]);
  await bia.evaluate((relay) => write("by bia", relay), relay);
  await ana.evaluate((relay) => db.sync(relay).done, relay);
  assert.deepEqual(await texts(ana), [["by ana"], ["by bia"]]);
  await bia.reload();
  await opened(bia);
  assert.deepEqual(await texts(bia), [["by ana"], ["by bia"]]);
  return [ana, bia];
}
