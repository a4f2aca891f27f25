/**
 * Tabs on one database are crashed, frozen, reloaded, navigated and closed at
 * random while all of them write. Nothing acknowledged may be missing, nothing
 * may be there twice, and no tab may wait for ever.
 *
 *     AMORA_SEED=17 node --test js/test/browser/tabs-chaos.test.mjs      that seed alone
 *     AMORA_SOAK=10 node --test js/test/browser/tabs-chaos.test.mjs      seeds for 10 minutes
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Chromium } from "./chromium.mjs";
import { open } from "./notes.mjs";
import { startRelay } from "./relay.mjs";
import { random, seeds } from "./seeds.mjs";

const tabsPerSeed = 3;
const actionsPerSeed = 6;
/** How long a tab may take to answer when all is over, in milliseconds. */
const patience = 30_000;

let relay, browser;

before(async () => {
  relay = await startRelay({ lan: true });
  browser = await Chromium.open();
});

after(async () => {
  try {
    await browser?.close();
  } finally {
    await relay?.stop();
  }
});

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits for a promise, but no longer than so many milliseconds. */
async function within(ms, promise, what) {
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error(`waited for ${what}`)), ms)));
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** One of the tabs: a place that has a page, now this one, now that. */
class Place {
  frozen = false;
  page;

  constructor(world, name) {
    this.world = world;
    this.name = name;
  }

  /** Opens the database in a page, a new one unless there is one, and lets it write. */
  async begin() {
    this.frozen = false;
    if (!this.page || this.page.isClosed() || this.crashed) {
      if (this.crashed) await this.page.close();
      this.crashed = false;
      this.page = await browser.tab(this.world.url);
    } else {
      await this.page.goto(this.world.url);
    }
    await open(this.page, this.world.database);
    const writer = `${this.name}.${++this.world.writers}`;
    await this.page.evaluate(startWriting, writer);
    this.world.log(`${this.name} writes as ${writer}`);
  }

  /** What the page says was acknowledged since the last look. */
  async harvest() {
    if (!this.page || this.page.isClosed() || this.crashed) return;
    const acknowledged = await this.page.evaluate(() => globalThis.acknowledged ?? []);
    for (const text of acknowledged) this.world.acknowledged.add(text);
  }
}

/** In the page: writes, several calls at a time, until it is told to stop. */
function startWriting(writer) {
  globalThis.acknowledged = [];
  let count = 0;
  let stopped = false;
  const line = async () => {
    while (!stopped) {
      const text = `${writer}.${++count}`;
      if (count % 3 === 0) await db.exec("INSERT INTO note (dataset_id, text) VALUES (?, ?)", [dataset_id, text]);
      else
        await db.put("note", [
          { dataset_id, text },
          { dataset_id, text: `${text}'` },
        ]);
      acknowledged.push(text);
    }
  };
  const lines = [line(), line()];
  globalThis.stopWriting = () => {
    stopped = true;
    return Promise.all(lines);
  };
}

const actions = {
  async crash(place) {
    await browser.crash(place.page);
    place.crashed = true;
    await place.begin();
  },
  async reload(place) {
    await place.page.reload();
    await place.begin();
  },
  async navigate(place, pick) {
    await place.page.goto("about:blank");
    await pause(pick(200));
    await place.begin();
  },
  async close(place) {
    await place.page.close();
    await place.begin();
  },
  async closeDatabase(place) {
    await place.page.evaluate(() => Promise.all([db.close(), stopWriting().catch(() => {})]));
    await place.harvest();
    await place.begin();
  },
  async freeze(place, pick, places) {
    const other = places.find((one) => one !== place && !one.frozen);
    if (!other) return;
    await browser.freeze(place.page, other.page);
    place.frozen = true;
    await pause(pick(1000));
    await browser.thaw(place.page);
    place.frozen = false;
  },
};

async function run(seed) {
  const pick = random(seed);
  const lines = [];
  const started = performance.now();
  const world = {
    // Every other seed without Web Locks, on plain http.
    url: `${seed % 2 ? relay.url : relay.url.replace("127.0.0.1", "school.test")}/healthz`,
    database: `chaos ${seed}`,
    acknowledged: new Set(),
    writers: 0,
    log: (line) => lines.push(`${Math.round(performance.now() - started)} ${line}`),
  };
  const places = Array.from({ length: tabsPerSeed }, (_, i) => new Place(world, `t${i}`));
  try {
    await Promise.all(places.map((place) => place.begin()));
    for (let i = 0; i < actionsPerSeed; i++) {
      await pause(pick(150));
      const idle = places.filter((place) => !place.busy);
      if (idle.length === 0) break;
      const place = idle[pick(idle.length)];
      const names = Object.keys(actions);
      const name = names[pick(names.length)];
      await place.harvest();
      world.log(`${name} ${place.name}`);
      place.busy = actions[name](place, pick, places).finally(() => (place.busy = undefined));
      if (pick(2)) await place.busy;
      else place.busy.catch(() => {}); // waited for below
    }
    await check(world, places);
  } catch (error) {
    throw new Error(`seed ${seed}: ${error.message}\n${lines.join("\n")}`, { cause: error });
  } finally {
    await Promise.all(places.map((place) => place.page?.close().catch(() => {})));
  }
  if (process.env.AMORA_LOG) console.log(lines.join("\n"));
  return world.acknowledged.size;
}

async function check(world, places) {
  for (const place of places) await place.busy;
  for (const place of places) {
    await within(
      patience,
      place.page.evaluate(() => stopWriting()),
      `${place.name} to finish its writes`,
    );
    await place.harvest();
  }
  const sets = await Promise.all(
    places.map((place) => place.page.evaluate(() => db.query("SELECT text FROM note ORDER BY text"))),
  );
  const texts = sets[0].map(({ text }) => text);
  for (const set of sets) assert.equal(set.length, texts.length, "the tabs read the same");
  const there = new Set(texts);
  assert.equal(there.size, texts.length, `twice: ${texts.filter((text, i) => text === texts[i + 1])}`);
  assert.deepEqual(
    [...world.acknowledged].filter((text) => !there.has(text)),
    [],
    "acknowledged and not there",
  );
  const halves = texts.filter(
    (text) => !text.endsWith("'") && Number(text.split(".").at(-1)) % 3 !== 0 && !there.has(`${text}'`),
  );
  assert.deepEqual(halves, [], "half a put");
  const [{ integrity_check: ok }] = await places[0].page.evaluate(() => db.query("PRAGMA integrity_check"));
  assert.equal(ok, "ok");
  const [{ n }] = await places[0].page.evaluate(() => db.query("SELECT count(*) AS n FROM amora_request"));
  assert.ok(n <= 4 * world.writers, `${n} results kept`);
  await places[0].page.evaluate(() => db.destroy());
}

test("no write is lost or doubled, no tab hangs", async (t) => {
  let count = 0;
  let writes = 0;
  for (const seed of seeds(25)) {
    writes += await run(seed);
    count++;
  }
  t.diagnostic(`${count} seeds, ${writes} acknowledged writes`);
});
