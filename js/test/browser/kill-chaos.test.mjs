/**
 * Two datasets, each with an owner and a guest that has joined, write and sync
 * in one page, or a newcomer pulls all of the dataset for the first time. At a
 * moment that the seed chooses all of the browser's processes are SIGKILLed, or
 * the relay is. Of a first pull the moment is a share of its records, so that it
 * lies among the chunks. Opened again every database is intact, what was
 * acknowledged is there, what was not is there whole or not at all, a newcomer
 * has a part of what there is, and the sync completes: all are equal.
 *
 * What was acknowledged is kept here, outside of the browser that is killed.
 *
 *     AMORA_SEED=17 node --test js/test/browser/kill-chaos.test.mjs      that seed alone
 *     AMORA_SOAK=10 node --test js/test/browser/kill-chaos.test.mjs      seeds for 10 minutes
 */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Chromium } from "./chromium.mjs";
import { load } from "./notes.mjs";
import { startRelay } from "./relay.mjs";
import { random, seeds } from "./seeds.mjs";

/** Rows of one put, all of them there or none. */
const batch = 200;
/** A dataset with more rows is put away, and another begun: kills are to be many. */
const mostRows = 4000;
/** What a newcomer finds, at least: more than is received before anything is stored. */
const leastBytes = 12 << 20;

let relay, data, browser, page;

before(async () => {
  data = await mkdtemp(join(tmpdir(), "amora-kill-"));
  relay = await startRelay({ data });
  browser = await Chromium.open();
  page = await blank();
});

after(async () => {
  try {
    await browser?.close();
  } finally {
    await relay?.stop();
    await rm(data, { recursive: true, force: true });
  }
});

/** A dataset, and what is known of it. */
class Dataset {
  static made = 0;
  name = `dataset ${++Dataset.made}`;
  /** Texts that one of the two was told are written. */
  acknowledged = new Set();
  /** Called whenever a write is. */
  news = () => {};
  /** Called when a newcomer's pull has come as far as it is to. */
  arrived = () => {};
  /** Newcomers so far. */
  newcomers = 0;
  /** Whether one is there now. */
  hasNewcomer = false;
}

let datasets = [];

/** A page with the package and nothing open. */
async function blank() {
  const page = await browser.tab(`${relay.url}/healthz`);
  await page.exposeFunction("acknowledge", (name, texts) => {
    const dataset = datasets.find((dataset) => dataset.name === name);
    for (const text of texts) dataset.acknowledged.add(text);
    dataset.news();
  });
  await page.exposeFunction("arrived", (name) => datasets.find((dataset) => dataset.name === name).arrived());
  await load(page);
  return page;
}

/** Makes a dataset on the relay, with the two databases that share it open. */
async function begin() {
  const dataset = new Dataset();
  await page.evaluate(
    async ({ name, url }) => {
      const [owner, guest] = await Promise.all(
        ["owner", "guest"].map((who) => amora.open(`${name} ${who}`, { schema })),
      );
      const { id } = await owner.createRoot("all");
      await owner.sync(url).done;
      await guest.join(await owner.invite({ scope: "all", relay: url }));
      dbs[name] = { id, owner, guest };
    },
    { name: dataset.name, url: relay.ws },
  );
  return dataset;
}

/** Opens the databases of a dataset again. */
function reopen({ name, hasNewcomer, newcomers }) {
  return page.evaluate(
    async ({ name, third }) => {
      const names = ["owner", "guest", ...third];
      const [owner, guest, newcomer] = await Promise.all(names.map((who) => amora.open(`${name} ${who}`, { schema })));
      dbs[name] = { id: (await owner.status()).room, owner, guest, newcomer };
    },
    { name, third: hasNewcomer ? [`newcomer ${newcomers}`] : [] },
  );
}

/** In the page: writes and syncs until it is told to stop, or is killed. */
async function run({ name, seed, activity, batch, url }) {
  const { id: dataset_id, owner, guest } = dbs[name];
  let running = true;
  let count = 0;
  const live = [];
  const texts = (who, n) => Array.from({ length: n }, (_, k) => `${activity} ${seed} ${who} ${count} ${k}`);
  const rows = (list) => list.map((text) => ({ dataset_id, text }));
  /** Each line of work writes to the one database or to the other. */
  const activities = {
    async import(db, who) {
      const list = texts(who, batch);
      await db.put("note", rows(list));
      return list;
    },
    async commit(db, who) {
      const list = texts(who, 1);
      await db.exec("INSERT INTO note (dataset_id, text) VALUES (?, ?)", [dataset_id, list[0]]);
      return list;
    },
    async sync(db, who) {
      const list = texts(who, batch);
      await db.put("note", rows(list));
      acknowledge(name, list);
      // A relay that was killed is the test's doing.
      await db
        .sync(url, { chunkSize: 25 })
        .done.catch((error) => error.code === "unavailable" || Promise.reject(error));
      return [];
    },
  };
  if (activity !== "sync") for (const db of [owner, guest]) live.push(db.sync(url, { live: true, chunkSize: 25 }));
  const line = async (db, who) => {
    for (; running && count < 2000; count++) acknowledge(name, await activities[activity](db, who));
  };
  const lines = [line(owner, "owner"), line(guest, "guest")];
  globalThis.stopped ??= [];
  globalThis.stopped.push(async () => {
    running = false;
    for (const session of live) session.stop();
    await Promise.all([...lines, ...live.map((session) => session.done)]);
  });
}

/**
 * In the page: a newcomer joins, pulls, and says when a share of the records has
 * come; a live query looks on.
 */
async function pull({ name, newcomers, share, batch, leastBytes, url }) {
  const { id: dataset_id, owner } = dbs[name];
  const [{ n }] = await owner.query("SELECT ifnull(sum(length(text)), 0) AS n FROM note");
  const more = " .".repeat(6000);
  for (let bytes = n, k = 0; bytes < leastBytes; bytes += batch * more.length, k++) {
    const texts = Array.from({ length: batch }, (_, i) => `import ${newcomers} owner fill${k} ${i}`);
    await owner.put(
      "note",
      texts.map((text) => ({ dataset_id, text: text + more })),
    );
    acknowledge(name, texts);
  }
  await owner.sync(url).done;
  const newcomer = await amora.open(`${name} newcomer ${newcomers}`, { schema });
  dbs[name].newcomer = newcomer;
  await newcomer.join(await owner.invite({ scope: "all", relay: url }));
  newcomer.watch("SELECT count(*) AS n FROM note", [], () => {});
  const pulling = (async () => {
    for await (const { direction, records, total } of newcomer.sync(url, { chunkSize: 25 })) {
      if (direction === "pull" && total > 0 && records >= share * total) arrived(name);
    }
  })().catch((error) => error.code === "unavailable" || Promise.reject(error));
  globalThis.stopped ??= [];
  globalThis.stopped.push(() => pulling);
}

const texts = (name, who) =>
  page.evaluate(
    async ({ name, who }) => {
      const [{ integrity_check: ok }] = await dbs[name][who].query("PRAGMA integrity_check");
      if (ok !== "ok") throw new Error(`${name}, ${who}: ${ok}`);
      const rows = await dbs[name][who].query("SELECT substr(text, 1, 60) AS text FROM note ORDER BY 1");
      return rows.map(({ text }) => text.split(" .")[0]);
    },
    { name, who },
  );

/** What each database of a dataset has on its own, and what both have when they have synced. */
async function check(dataset) {
  const { name, acknowledged } = dataset;
  const found = new Set();
  for (const who of ["owner", "guest"]) {
    const list = await texts(name, who);
    for (const text of list) found.add(text);
    assert.equal(new Set(list).size, list.length, `something is there twice: ${name}, ${who}`);
    const own = [...acknowledged].filter((text) => text.split(" ")[2] === who);
    const there = new Set(list);
    assert.deepEqual(
      own.filter((text) => !there.has(text)),
      [],
      `acknowledged and not there: ${name}, ${who}`,
    );
    whole(list.filter((text) => text.split(" ")[2] === who));
  }
  await page.evaluate(
    async ({ name, url }) => {
      const { owner, guest } = dbs[name];
      for (const db of [owner, guest, owner]) await db.sync(url).done;
    },
    { name, url: relay.ws },
  );
  const [ofOwner, ofGuest] = [await texts(name, "owner"), await texts(name, "guest")];
  assert.deepEqual(ofGuest, ofOwner, `${name}: owner and guest are equal`);
  assert.deepEqual(ofOwner, [...found].sort(), `${name}: all that was there, and nothing else`);
  if (dataset.hasNewcomer) await checkNewcomer(dataset, ofOwner);
  return ofOwner.length;
}

/** How many newcomers had a part of the rows when they were opened again. */
let halfway = 0;

/** A newcomer has a part of the rows, none twice, and gets the others. Then it goes. */
async function checkNewcomer(dataset, all) {
  const { name } = dataset;
  const part = await texts(name, "newcomer");
  const there = new Set(all);
  assert.deepEqual(
    part.filter((text) => !there.has(text)),
    [],
    `nobody wrote that: ${name}, newcomer`,
  );
  assert.equal(new Set(part).size, part.length, `something is there twice: ${name}, newcomer`);
  if (part.length > 0 && part.length < all.length) halfway++;
  await page.evaluate(({ name, url }) => dbs[name].newcomer.sync(url).done, { name, url: relay.ws });
  assert.deepEqual(await texts(name, "newcomer"), all, `${name}: newcomer and owner are equal`);
  await page.evaluate((name) => dbs[name].newcomer.destroy(), name);
  dataset.hasNewcomer = false;
}

/** What was put together is there together. */
function whole(list) {
  const puts = new Map();
  for (const text of list) {
    const put = text.split(" ").slice(0, 4).join(" ");
    puts.set(put, (puts.get(put) ?? 0) + 1);
  }
  for (const [put, count] of puts) assert.equal(count, put.startsWith("commit") ? 1 : batch, `${put} is there whole`);
}

const victims = {
  async browser() {
    await browser.kill();
    await browser.start();
    page = await blank();
    for (const dataset of datasets) await reopen(dataset);
  },
  async relay() {
    const listen = new URL(relay.url).host;
    await relay.kill();
    relay = await startRelay({ data, listen });
    await page.evaluate(() => Promise.all(stopped.splice(0).map((stop) => stop())));
    // The browser itself writes lost and refused connections to the console.
    browser.errors = browser.errors.filter((error) => !/WebSocket connection to .* failed/.test(error));
  },
};

const startRun = ({ name }, seed, activity) => page.evaluate(run, { name, seed, activity, batch, url: relay.ws });

function startPull(dataset, share) {
  dataset.newcomers++;
  dataset.hasNewcomer = true;
  const { name, newcomers } = dataset;
  return page.evaluate(pull, { name, newcomers, share, batch, leastBytes, url: relay.ws });
}

/** One kill. */
async function kill(seed) {
  const pick = random(seed);
  const activities = ["import", "commit", "sync", "pull", "pull"];
  const chosen = datasets.map(() => activities[pick(activities.length)]);
  const victim = pick(4) === 0 ? "relay" : "browser";
  const pulls = chosen.includes("pull");
  const moment = pick(pulls ? 100 : 1000);
  const share = Math.max(pick(1000), pick(1000)) / 1000; // more often late, when a part is stored
  try {
    const going = datasets.map((dataset, i) => {
      const started = new Promise((resolve) => (dataset[chosen[i] === "pull" ? "arrived" : "news"] = resolve));
      const evaluated = chosen[i] === "pull" ? startPull(dataset, share) : startRun(dataset, seed, chosen[i]);
      return Promise.all([evaluated, started]);
    });
    await Promise.all(going);
    await new Promise((resolve) => setTimeout(resolve, moment));
    await victims[victim]();
    for (const [i, dataset] of datasets.entries()) {
      if ((await check(dataset)) <= mostRows) continue;
      await page.evaluate((name) => Promise.all([dbs[name].owner.destroy(), dbs[name].guest.destroy()]), dataset.name);
      datasets[i] = await begin();
    }
  } catch (error) {
    throw new Error(`seed ${seed}, ${victim} after ${moment} ms of ${chosen}: ${error.message}`, { cause: error });
  }
  return victim;
}

test("a killed browser or relay loses nothing that was acknowledged, and the sync completes", async (t) => {
  const kills = { browser: 0, relay: 0 };
  let writes = 0;
  datasets = [await begin(), await begin()];
  for (const seed of seeds(6)) {
    const before = new Map(datasets.map((dataset) => [dataset, dataset.acknowledged.size]));
    kills[await kill(seed)]++;
    for (const [dataset, size] of before) writes += dataset.acknowledged.size - size;
  }
  t.diagnostic(`${kills.browser} kills of the browser and ${kills.relay} of the relay, ${writes} acknowledged rows`);
  t.diagnostic(`${halfway} newcomers had a part of the rows when they were opened again`);
});
