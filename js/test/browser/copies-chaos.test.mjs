/**
 * A browser's profile is copied while it holds the databases of an owner and of
 * a guest, in the middle of work or at rest, synced or not. The original and
 * its copies then go on, each a browser of its own: they write, edit the same
 * row, and sync as the seed chooses. In the end every database has an instance
 * id of its own, all have the same rows, and each row that was acknowledged is
 * there once.
 *
 *     AMORA_SEED=17 node --test js/test/browser/copies-chaos.test.mjs    that seed alone
 *     AMORA_SOAK=10 node --test js/test/browser/copies-chaos.test.mjs    seeds for 10 minutes
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Chromium } from "./chromium.mjs";
import { load } from "./notes.mjs";
import { startRelay } from "./relay.mjs";
import { random, seeds } from "./seeds.mjs";

const people = ["owner", "guest"];

let relay;

before(async () => {
  relay = await startRelay();
});

after(() => relay?.stop());

/** A page of that browser with the package, and no database open. */
async function blank(browser) {
  const page = await browser.tab(`${relay.url}/healthz`);
  await load(page);
  return page;
}

/** Makes the dataset, with one row that all know. */
const begin = (page) =>
  page.evaluate(async (url) => {
    for (const who of ["owner", "guest"]) dbs[who] = await amora.open(who, { schema });
    const { id } = await dbs.owner.createRoot("all");
    await dbs.owner.put("note", { dataset_id: id, text: "common" });
    await dbs.owner.sync(url).done;
    await dbs.guest.join(await dbs.owner.invite({ scope: "all", relay: url }));
    await dbs.guest.sync(url).done;
    const [row] = await dbs.owner.query("SELECT id FROM note");
    return { dataset: id, common: row.id };
  }, relay.ws);

const reopen = (page) =>
  page.evaluate(async () => {
    for (const who of ["owner", "guest"]) dbs[who] = await amora.open(who, { schema });
  });

/** Writes a new row, and a value of the common one; what resolves is acknowledged. */
const write = (page, who, text, { dataset, common }) =>
  page.evaluate(
    async ({ who, text, dataset, common }) => {
      await dbs[who].put("note", { dataset_id: dataset, text });
      await dbs[who].exec("UPDATE note SET text = ? WHERE id = ?", [`edit ${text}`, common]);
    },
    { who, text, dataset, common },
  );

/** The ways in which a database may sync. */
const ways = {
  both: (page, who) => sync(page, who, {}),
  push: (page, who) => sync(page, who, { push: true }),
  pull: (page, who) => sync(page, who, { pull: true }),
  // Live until it rests once.
  live: (page, who) =>
    page.evaluate(
      async ({ who, url }) => {
        const session = dbs[who].sync(url, { live: true });
        for await (const progress of session) if (progress.stage === "") break;
        session.stop();
        await session.done;
      },
      { who, url: relay.ws },
    ),
};

const sync = (page, who, options) =>
  page.evaluate(async ({ who, url, options }) => void (await dbs[who].sync(url, options).done), {
    who,
    url: relay.ws,
    options,
  });

/** What a database shows: its instance and its rows. */
const shown = (page, who) =>
  page.evaluate(async (who) => {
    const rows = await dbs[who].query("SELECT id, text FROM note ORDER BY id");
    return { instance: (await dbs[who].status()).instance, rows };
  }, who);

async function run(seed) {
  const chance = random(seed);
  const pick = (list) => list[chance(list.length)];
  const browsers = [await Chromium.open()];
  try {
    let pages = [await blank(browsers[0])];
    const dataset = await begin(pages[0]);
    const written = new Set();
    const writes = async (page, who, text) => {
      await write(page, who, text, dataset);
      written.add(text);
    };
    for (const who of people) if (chance(2)) await writes(pages[0], who, `${who} before the copies`);
    if (chance(2)) await ways[pick(Object.keys(ways))](pages[0], pick(people));
    // What is under way when the browser is killed may be in the copies or not.
    const underWay = chance(2) ? ways.both(pages[0], pick(people)).catch(() => {}) : undefined;
    await browsers[0].kill();
    await underWay;
    for (let n = chance(2); n >= 0; n--) browsers.push(await browsers[0].copy());
    for (const browser of browsers) await browser.start();
    pages = await Promise.all(browsers.map(blank));
    await Promise.all(pages.map(reopen));
    for (let round = 0; round < 3; round++) {
      await Promise.all(
        pages.map(async (page, n) => {
          const who = pick(people);
          const way = ways[pick(Object.keys(ways))];
          if (chance(3)) await writes(page, who, `${who} of ${n}, round ${round}`);
          await way(page, who);
        }),
      );
    }
    await settle(pages);
    await check(pages, written);
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
  }
}

/** Everybody syncs in turn until a whole round brings nobody anything. */
async function settle(pages) {
  for (let before, after; ; before = after) {
    for (const page of pages) for (const who of people) await ways.both(page, who);
    after = JSON.stringify(await Promise.all(pages.map((page) => shown(page, "owner"))));
    if (before === after) return;
  }
}

async function check(pages, written) {
  const all = (await Promise.all(pages.map((page) => Promise.all(people.map((who) => shown(page, who)))))).flat();
  assert.equal(new Set(all.map(({ instance }) => instance)).size, all.length, "each has an instance id of its own");
  for (const { rows } of all) assert.deepEqual(rows, all[0].rows, "all have the same rows");
  const texts = all[0].rows.map(({ text }) => text);
  for (const text of written) assert.equal(texts.filter((found) => found === text).length, 1, `one row of ${text}`);
  const values = ["common", ...[...written].map((text) => `edit ${text}`)];
  assert.equal(
    texts.filter((text) => values.includes(text)).length,
    1,
    "one common row, with a value that was written",
  );
  assert.equal(texts.length, written.size + 1, "nothing else");
}

test("copied profiles lose nothing, and become instances of their own", async (t) => {
  for (const seed of seeds(2)) {
    try {
      await run(seed);
    } catch (error) {
      t.diagnostic(`AMORA_SEED=${seed}`);
      throw error;
    }
  }
});
