/**
 * A Chromium process of its own, as a person runs it: with hidden tabs that
 * can be frozen, with processes that can be killed. (Playwright's own launch
 * keeps every tab visible.)
 */
import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { chromium } from "playwright-core";
import { late, Program } from "./program.mjs";

const args = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--remote-debugging-port=0",
  // A name that is not of this machine: plain http on it is no secure context.
  "--host-resolver-rules=MAP school.test 127.0.0.1",
];

/** What the browser itself complains of: the missing icon of a page that has none, a header on plain http. */
const harmless = /favicon\.ico|Cross-Origin-Opener-Policy/;

/** How long the browser may take to start, in milliseconds: generous, for a busy machine. */
const patience = 60_000;

export class Chromium {
  /** What pages reported as errors. */
  errors = [];
  context;
  #folder;
  #program;
  #browser;

  /** Starts a browser on a new folder. */
  static async open() {
    const browser = new Chromium();
    browser.#folder = await mkdtemp(join(tmpdir(), "amora-chromium-"));
    try {
      await browser.start();
    } catch (error) {
      await browser.#clear();
      throw error;
    }
    return browser;
  }

  /** Another browser, not started yet, on a copy of this one's folder; this one must not run. */
  async copy() {
    const copy = new Chromium();
    copy.#folder = await mkdtemp(join(tmpdir(), "amora-chromium-"));
    // The Singleton files say which process uses the folder.
    const filter = (name) => !basename(name).startsWith("Singleton");
    await cp(this.#folder, copy.#folder, { recursive: true, filter });
    return copy;
  }

  /** Starts the browser on its folder, again. */
  async start() {
    this.#program = new Program([
      process.env.CHROMIUM || "/usr/bin/chromium",
      ...args,
      `--user-data-dir=${this.#folder}`,
      "about:blank",
    ]);
    try {
      const listening = this.#program.says(/^DevTools listening on (ws:\S+)\s/m);
      const [, address] = await Promise.race([listening, late(patience, "Chromium did not listen")]);
      this.#browser = await chromium.connectOverCDP(address, { noDefaults: true });
    } catch (error) {
      await this.#program.kill(); // or Node.js would wait for it
      throw error;
    }
    [this.context] = this.#browser.contexts();
    this.context.setDefaultTimeout(60_000);
  }

  /** Ends all of its processes at once, without a word. */
  async kill() {
    await this.#program.kill();
    await this.#browser.close().catch(() => {});
  }

  /** Ends the browser and deletes its folder; throws what pages reported. */
  async close() {
    const session = await this.#browser.newBrowserCDPSession();
    await session.send("Browser.close").catch(() => {});
    await this.#program.endsWithin(10_000);
    await this.#clear();
    if (this.errors.length > 0) throw new Error(`pages reported errors:\n${this.errors.join("\n")}`);
  }

  /** A new tab at that address, in front of the others. */
  async tab(url) {
    const page = await this.context.newPage();
    page.on("pageerror", (error) => this.errors.push(`uncaught: ${error.stack ?? error}`));
    page.on("console", (message) => {
      const text = `${message.text()} (${message.location().url})`;
      if (message.type() === "error" && !harmless.test(text)) this.errors.push(`console: ${text}`);
    });
    await page.goto(url);
    return page;
  }

  /** Freezes a tab that another one, front, has taken the place of. */
  async freeze(page, front) {
    await front.bringToFront();
    await this.#lifecycle(page, "frozen");
  }

  async thaw(page) {
    await this.#lifecycle(page, "active");
  }

  /** Crashes a tab's process. */
  async crash(page) {
    const crashed = page.waitForEvent("crash");
    const session = await this.context.newCDPSession(page);
    session.send("Page.crash").catch(() => {});
    await crashed;
  }

  /** Stops a tab's process in the middle of whatever it does, without a word; the answer lets it go on. */
  async suspend(page) {
    const before = await this.#times();
    await page.evaluate(() => {
      for (const end = performance.now() + 500; performance.now() < end; );
    });
    const after = await this.#times();
    const [pid] = [...after.keys()].sort(
      (a, b) => after.get(b) - (before.get(b) ?? 0) - after.get(a) + (before.get(a) ?? 0),
    );
    process.kill(pid, "SIGSTOP");
    return () => process.kill(pid, "SIGCONT");
  }

  /** Processor time of each renderer, in ticks, by process id. */
  async #times() {
    const times = new Map();
    for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
      try {
        const [, group, time] = /^\d+ \(.*\) \S+ \d+ (\d+) (?:\S+ ){8}(\d+)/.exec(
          await readFile(`/proc/${pid}/stat`, "utf8"),
        );
        if (Number(group) !== this.#program.pid) continue;
        if ((await readFile(`/proc/${pid}/cmdline`, "utf8")).includes("--type=renderer"))
          times.set(Number(pid), Number(time));
      } catch {} // it has ended
    }
    return times;
  }

  async #lifecycle(page, state) {
    const session = await this.context.newCDPSession(page);
    await session.send("Page.setWebLifecycleState", { state });
    await session.detach();
  }

  /** Kills what still runs and deletes the folder. */
  async #clear() {
    await this.#program.kill();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}
