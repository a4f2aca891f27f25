/**
 * A browser that no library drives: it opens an address, and the page there
 * asks this process what to do. So any browser will do; its first page opens
 * the others. Functions that run in a page come as text: they see nothing of
 * what is around them here.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { late, Program } from "./program.mjs";

/** A name that is not of this machine: plain http on it is no secure context. */
const lan = "school.test";

/** Firefox's preferences: nothing to ask, nothing to look for in the network, pages may open others. */
const preferences = {
  "dom.disable_open_during_load": false,
  "dom.popup_maximum": 1000,
  "network.dns.localDomains": lan,
  "browser.shell.checkDefaultBrowser": false,
  "browser.aboutwelcome.enabled": false,
  "browser.startup.homepage_override.mstone": "ignore",
  "browser.safebrowsing.update.enabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "app.normandy.enabled": false,
  "app.update.auto": false,
  "extensions.update.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
};

/** How each is started, on a folder of its own. */
const browsers = {
  firefox: async (folder) => {
    const lines = Object.entries(preferences).map(
      (pair) => `user_pref(${pair.map((v) => JSON.stringify(v)).join(", ")});\n`,
    );
    await writeFile(join(folder, "user.js"), lines.join(""));
    return { command: [process.env.FIREFOX || "firefox-esr", "--headless", "--no-remote", "--profile", folder] };
  },
  // WebKitGTK's little browser, which has no mode without a screen.
  webkit: async (folder) => ({
    command: [
      "xvfb-run",
      "--auto-servernum",
      process.env.WEBKIT || "MiniBrowser",
      "--javascript-can-open-windows-automatically=true",
    ],
    env: { HOME: folder, XDG_DATA_HOME: folder, XDG_CACHE_HOME: folder, XDG_CONFIG_HOME: folder },
  }),
};

/** How long a page may take over what it is asked, in milliseconds: generous, for a busy machine. */
const patience = 120_000;

const types = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
};
const blank =
  '<!doctype html><meta charset="utf-8"><title>test</title><script type="module" src="/visitor-page.mjs"></script>';

export class Visitor {
  /** What pages reported as errors. */
  errors = [];
  #name;
  #web;
  #folder;
  #program;
  #server;
  #first;
  #pages = new Map();
  #calls = new Map();
  #count = 0;

  /**
   * Starts a browser on a new folder.
   * @param {"firefox" | "webkit"} name
   * @param {{ web?: string }} [options] web: the folder of what its pages find on their server
   */
  static async open(name, { web = "build/web" } = {}) {
    const visitor = new Visitor();
    visitor.#name = name;
    visitor.#web = web;
    visitor.#folder = await mkdtemp(join(tmpdir(), `amora-${name}-`));
    visitor.#server = createServer((request, response) => void visitor.#serve(request, response));
    await new Promise((resolve) => visitor.#server.listen(0, "127.0.0.1", resolve));
    try {
      await visitor.start();
    } catch (error) {
      await visitor.#clear();
      throw error;
    }
    return visitor;
  }

  /** Starts the browser on its folder, again. */
  async start() {
    const { command, env } = await browsers[this.#name](this.#folder);
    const id = `first${++this.#count}`; // not the page that a browser may restore
    this.#program = new Program([...command, this.#address(id)], env);
    this.#first = this.#page(id);
    await this.#first.evaluate(() => 0);
  }

  /** Ends all of its processes at once, without a word. */
  async kill() {
    await this.#program.kill();
    this.#calls.clear();
    this.#pages.clear();
  }

  /** Ends the browser and deletes its folder; throws what pages reported. */
  async close() {
    await this.#clear();
    if (this.errors.length > 0) throw new Error(`pages reported errors:\n${this.errors.join("\n")}`);
  }

  /** A tab with an empty page. */
  blank() {
    return this.#tab("127.0.0.1");
  }

  /** The same by another name of the host, as from another machine: on plain http. (Firefox alone knows the name.) */
  blankOnLan() {
    return this.#tab(lan);
  }

  async #clear() {
    await this.kill();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  async #tab(host) {
    const id = `tab${++this.#count}`;
    const page = this.#page(id);
    await this.#first.evaluate(({ id, address }) => void ((globalThis.tabs ??= {})[id] = open(address)), {
      id,
      address: this.#address(id, host),
    });
    await page.evaluate(() => 0);
    const dismissed = async (fn, address) => {
      await this.#dismiss(id);
      await this.#first.evaluate(fn, { id, address });
    };
    const go = (address) => dismissed(({ id, address }) => void (tabs[id].location = address), address);
    return {
      ...page,
      go,
      reload: () => go(this.#address(id, host)),
      close: () => dismissed(({ id }) => tabs[id].close()),
    };
  }

  /** Ends a page's asking: what it is told next is for the one after it, and the connection, one of few, is free. */
  async #dismiss(id) {
    const inbox = this.#pages.get(id);
    while (!inbox.asking) {
      if (inbox.dismissed) return;
      await setTimeout(10);
    }
    inbox.asking.writeHead(410).end();
    inbox.asking = undefined;
    inbox.dismissed = true;
  }

  #address(id, host = "127.0.0.1") {
    return `http://${host}:${this.#server.address().port}/tab/${id}`;
  }

  /** Where a page's calls are left for it to fetch. */
  #page(id) {
    const inbox = { calls: [], asking: undefined, dismissed: false };
    this.#pages.set(id, inbox);
    return {
      /** Runs a function in the page; what it returns must be JSON. Rejects at once if the browser ends. */
      evaluate: (fn, arg) => {
        const id = ++this.#count;
        const answer = new Promise((resolve, reject) => this.#calls.set(id, { resolve, reject }));
        inbox.calls.push({ id, source: String(fn), arg });
        hand(inbox);
        return Promise.race([answer, this.#program.ended, late(patience, `${this.#name} did not answer to ${fn}`)]);
      },
    };
  }

  async #serve(request, response) {
    const path = new URL(request.url, "http://host").pathname;
    const [, what, id] = path.split("/");
    if (what === "tab") return response.writeHead(200, { "Content-Type": "text/html" }).end(blank);
    if (what === "asked") return this.#asked(this.#pages.get(id), response);
    if (what === "told") {
      this.#told(JSON.parse(await text(request)));
      return response.writeHead(204).end();
    }
    const file =
      path === "/visitor-page.mjs" ? new URL("visitor-page.mjs", import.meta.url) : join(this.#web, normalize(path));
    const content = await readFile(file).catch(() => undefined);
    if (!content) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": types[extname(path)] ?? "application/octet-stream" }).end(content);
  }

  #asked(inbox, response) {
    if (!inbox) return response.writeHead(404).end();
    inbox.asking = response;
    inbox.dismissed = false;
    response.on("close", () => {
      if (inbox.asking === response) inbox.asking = undefined;
    });
    hand(inbox);
  }

  #told({ id, value, error, uncaught }) {
    if (uncaught) return this.errors.push(uncaught);
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    if (error === undefined) call?.resolve(value);
    else call?.reject(new Error(error));
  }
}

/** Gives a page that asks its next call. */
function hand(inbox) {
  if (!inbox.asking || inbox.calls.length === 0) return;
  const response = inbox.asking;
  inbox.asking = undefined;
  response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(inbox.calls.shift()));
}
