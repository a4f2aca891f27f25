/**
 * A device: Chromium with a user-data folder of its own, as a person has it.
 * What a page reports as an error, by console or uncaught, is kept; close()
 * throws if there was any.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { chromium } from "playwright-core";

const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** How long a test waits for what it expects, in milliseconds: generous, for a busy machine. */
const patience = 60_000;

export class Device {
  #folder;
  #context;
  /** What pages reported since the last look. */
  errors = [];

  static async open(options = {}) {
    const device = new Device();
    device.#folder = await mkdtemp(join(tmpdir(), "amora-device-"));
    try {
      await device.start(options);
    } catch (error) {
      await rm(device.#folder, { recursive: true, force: true, maxRetries: 5 });
      throw error;
    }
    return device;
  }

  /** Starts the browser on the device's folder. */
  async start({ viewport = { width: 1280, height: 800 }, ...options } = {}) {
    this.#context = await chromium.launchPersistentContext(this.#folder, {
      executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
      args,
      viewport,
      ...options,
    });
    this.#context.setDefaultTimeout(patience);
  }

  /** Stops the browser; the folder stays for the next start. */
  async stop() {
    await this.#context.close();
  }

  /** A new tab at that address. */
  async tab(url) {
    const page = await this.#context.newPage();
    page.on("pageerror", (error) => this.errors.push(`uncaught: ${error.stack ?? error}`));
    page.on("console", (message) => {
      if (message.type() === "error") this.errors.push(`console: ${message.text()} (${message.location().url})`);
    });
    page.on("crash", () => this.errors.push("the tab crashed"));
    await page.goto(url);
    return page;
  }

  /**
   * A tab with an empty page of the relay's origin, under its security policy;
   * html replaces the empty page, headers those of the relay.
   */
  async blank(url, html = "<!doctype html><title>test</title>", headers = {}) {
    await this.#context.route(`${url}/blank`, async (route) => {
      const real = await route.fetch({ url: `${url}/` });
      await route.fulfill({ response: real, headers: { ...real.headers(), ...headers }, body: html });
    });
    return this.tab(`${url}/blank`);
  }

  /** Answers requests for a path with a script, or what else is said. */
  async script(url, body, contentType = "text/javascript") {
    await this.#context.route(url, (route) => route.fulfill({ body, contentType }));
  }

  /** Ends the device and deletes its folder; throws what its pages reported. */
  async close() {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
    if (this.errors.length > 0) throw new Error(`pages reported errors:\n${this.errors.join("\n")}`);
  }
}

/**
 * A test() for steps that follow from each other: after one that failed the
 * rest is skipped. What pages reported belongs to the step.
 * @param {() => [import("playwright-core").Page | undefined, string][]} tabs
 * those to be pictured when it fails, and the pictures' names
 * @param {() => Device[]} devices theirs
 */
export function steps(tabs, devices) {
  let broken = false;
  return (name, fn) =>
    test(name, async (t) => {
      if (broken) return t.skip("an earlier step failed");
      broken = true;
      try {
        await fn();
      } catch (error) {
        for (const [tab, name] of tabs()) if (tab && !tab.isClosed()) await picture(tab, name);
        const reported = devices().flatMap(({ errors }) => errors);
        throw reported.length > 0
          ? new Error(`${error.message}\npages reported:\n${reported.join("\n")}`, { cause: error })
          : error;
      }
      broken = false;
    });
}

/** The demo page's element whose text matches; waits until it does. */
export async function text(page, selector, pattern) {
  const found = page.locator(selector).filter({ hasText: pattern });
  await found.waitFor();
  return found.innerText();
}

/** Keeps a picture where AMORA_SCREENSHOTS names a folder. */
export async function picture(page, name) {
  const folder = process.env.AMORA_SCREENSHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
}

/**
 * Opens a device of its own at each call. After a file's tests all are closed, which throws if a page reported an
 * error; what stops the relay is to be registered later.
 */
export function testDevices() {
  const devices = [];
  after(async () => {
    for (const device of devices) await device.close();
  });
  return async () => {
    const device = await Device.open();
    devices.push(device);
    return device;
  };
}
