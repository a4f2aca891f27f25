/**
 * Measures the places where a tab may keep its database beside each other, in
 * one run in which they take turns:
 *
 *     ./build.sh build
 *     node js/test/browser/bench-storage.mjs 3 100000
 *     node js/test/browser/bench-storage.mjs 1 1000000 opfs
 *
 * The arguments are the number of rounds, of records, and the places, by default
 * both. Rows come by SQL, which a million of them allows. Prints the median of each.
 */
import { readFile } from "node:fs/promises";
import { argv } from "node:process";
import { ready } from "./bench-parts.mjs";
import { Device } from "./device.mjs";
import { startRelay } from "./relay.mjs";

const [, , rounds, records, ...named] = argv;
const places = named.length > 0 ? named : ["indexeddb", "opfs"];
const relay = await startRelay();

/** Bytes of memory that the pages' processes, which run their workers too, have of their own. */
async function memory(page) {
  const session = await page.context().browser().newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  let sum = 0;
  for (const { type, id } of processInfo) {
    if (type !== "renderer") continue;
    const found = /^RssAnon:\s+(\d+) kB$/m.exec(await readFile(`/proc/${id}/status`, "utf8").catch(() => ""));
    sum += 1024 * Number(found?.[1] ?? 0);
  }
  return sum;
}

/** In the page: a tab of a database with so many records writes one after the other. */
async function fill({ storage, records }) {
  const db = await amora.open("bench", { schema, storage });
  if (db.storage !== storage) throw new Error(`${db.storage}: ${db.storageReason}`);
  const { id: dataset_id } = await db.createRoot("all");
  const start = performance.now();
  for (let from = 0; from < records; from += 5000) {
    await db.exec(
      `INSERT INTO attempt (dataset_id, item, score)
       WITH RECURSIVE c(n) AS (SELECT ?1 UNION ALL SELECT n + 1 FROM c WHERE n + 1 < ?2)
       SELECT ?3, 'lesson ' || (n % 211), (n % 1000) / 1000.0 FROM c`,
      [from, Math.min(from + 5000, records), dataset_id],
    );
  }
  const filled = performance.now() - start;
  const times = [];
  for (let i = 0; i < 205; i++) {
    const start = performance.now();
    await db.put("attempt", { dataset_id, item: `write ${i}`, score: 0 });
    times.push(performance.now() - start);
  }
  const [{ bytes }] = await db.query(
    "SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()",
  );
  await db.close();
  const sorted = times.slice(5).sort((a, b) => a - b); // the first ones warm up
  return { filled, write: sorted[Math.floor(sorted.length / 2)], megabytes: bytes / 2 ** 20 };
}

/** In the page: the next tab opens it. */
async function reopen(storage) {
  const start = performance.now();
  globalThis.db = await amora.open("bench", { schema, storage });
  return performance.now() - start;
}

async function measure(storage) {
  const device = await Device.open();
  try {
    const page = await ready(device, relay);
    const took = await page.evaluate(fill, { storage, records: Number(records) });
    await page.close();
    const next = await ready(device, relay);
    const before = await memory(next);
    const opened = await next.evaluate(reopen, storage);
    const open = (await memory(next)) - before;
    const query = async () => {
      const start = performance.now();
      await db.query("SELECT avg(score) AS mean FROM attempt WHERE item LIKE '%7%'");
      return performance.now() - start;
    };
    const scan = await next.evaluate(query);
    const scanned = (await memory(next)) - before;
    return {
      "MB of the file": took.megabytes,
      "filled in commits of 5,000, s": took.filled / 1000,
      "a strict write, p50, ms": took.write,
      "next tab opens, ms": opened,
      "memory after that, MB": open / 2 ** 20,
      "scan of all, ms": scan,
      "memory after that scan, MB": scanned / 2 ** 20,
    };
  } finally {
    await device.close();
  }
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const measured = new Map(places.map((place) => [place, []]));
for (let round = 0; round < Number(rounds); round++)
  for (const place of places) measured.get(place).push(await measure(place));
await relay.stop();
console.log(`${records} records, medians of ${rounds}`);
for (const what of Object.keys(measured.get(places[0])[0])) {
  const values = places.map((place) => `${place} ${median(measured.get(place).map((each) => each[what])).toFixed(1)}`);
  console.log(`${what.padEnd(28)} ${values.join("   ")}`);
}
