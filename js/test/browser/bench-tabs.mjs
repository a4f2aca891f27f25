/** What bench.mjs measures of tabs that take over from each other, and of real data. */
import { scopes } from "./notes.mjs";

/**
 * From the closing of the tab that runs the engine until a write in another
 * one is acknowledged; milliseconds, p50 and p95. Each heir is cold: no engine
 * has run in its process.
 * @param {() => Promise<import("playwright-core").Page>} ready opens a tab with the package and the schema
 */
export async function handOver(ready, times) {
  const open = async () => {
    const page = await ready();
    await page.evaluate(async () => (globalThis.db = await amora.open("hand-over", { schema })));
    return page;
  };
  const took = [];
  let owner = await open();
  for (let i = 0; i < times; i++) {
    const heir = await open();
    const start = performance.now();
    await owner.close();
    await heir.evaluate(() => db.put("attempt", { dataset_id: "0".repeat(32), item: "taken over", score: 0 }));
    took.push(performance.now() - start);
    owner = heir;
  }
  took.sort((a, b) => a - b);
  return { p50: took[Math.floor(times * 0.5)], p95: took[Math.floor(times * 0.95)] };
}

const zipSchema = {
  profile: "zipcodes",
  scopes,
  models: [
    {
      name: "zipcode",
      table: "zipcode",
      partition: "${dataset_id}",
      source: "${code}",
      columns: {
        dataset_id: "uuid",
        code: "text",
        latitude: "real?",
        longitude: "real?",
        city: "text",
        state: "text",
        county: "text",
      },
    },
  ],
};

/** Puts all zip codes of the demo's file on the relay, and returns an invite; their number, too. */
export function seedZipcodes(page, relay) {
  return page.evaluate(
    async ({ url, schema }) => {
      const lines = (await (await fetch("/data/zipcodes.csv")).text()).trim().split("\n").slice(1);
      const db = await amora.open("zipcodes", { schema, storage: "memory" });
      const { id: dataset_id } = await db.createRoot("all");
      const rows = lines.map((line) => {
        const [code, latitude, longitude, city, state, county] = line.split(",");
        return { dataset_id, code, latitude: Number(latitude), longitude: Number(longitude), city, state, county };
      });
      for (let from = 0; from < rows.length; from += 5000) await db.put("zipcode", rows.slice(from, from + 5000));
      await db.sync(url).done;
      const invite = await db.invite({ scope: "all", relay: url });
      await db.close();
      return { invite, records: rows.length };
    },
    { url: relay.ws, schema: zipSchema },
  );
}

export { zipSchema };
