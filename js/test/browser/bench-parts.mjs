/** What bench.mjs and bench-compare.mjs measure in a browser. */
import { Device } from "./device.mjs";
import { scopes } from "./notes.mjs";

const schema = {
  profile: "bench",
  scopes,
  models: [
    {
      name: "attempt",
      table: "attempt",
      partition: "${dataset_id}",
      source: null,
      columns: { dataset_id: "uuid", item: "text", score: "real" },
    },
  ],
};

/** A page with the package and the schema at hand. */
export async function ready(device, relay, schemaOfApp = schema) {
  const page = await device.blank(relay.url);
  await page.evaluate(async (value) => {
    globalThis.schema = value;
    globalThis.amora = await import("/js/index.js");
  }, schemaOfApp);
  return page;
}

/** Fills a dataset on the relay with so many records, and returns an invite. */
export function seed(page, relay, records) {
  return page.evaluate(
    async ({ url, records }) => {
      const db = await amora.open(`seed ${records}`, { schema, storage: "memory" });
      const { id: dataset_id } = await db.createRoot("all");
      for (let from = 0; from < records; from += 5000) {
        const rows = Array.from({ length: Math.min(5000, records - from) }, (_, i) => from + i);
        await db.put(
          "attempt",
          rows.map((n) => ({ dataset_id, item: `lesson ${n % 211}`, score: (n % 1000) / 1000 })),
        );
      }
      await db.sync(url).done;
      const [{ bytes }] = await db.query(
        "SELECT avg(length(serialized)) AS bytes FROM morango_store WHERE model_name = 'attempt'",
      );
      const invite = await db.invite({ scope: "all", relay: url });
      await db.close();
      return { invite, bytes };
    },
    { url: relay.ws, records },
  );
}

/** The first sync in a browser that was never there, and how its database opens in the next tab; milliseconds. */
export async function firstSync(relay, invite, records, schemaOfApp = schema) {
  const device = await Device.open();
  const page = await ready(device, relay, schemaOfApp);
  const took = await page.evaluate(
    async ({ invite }) => {
      const clock = [performance.now()];
      const db = await amora.open("cold", { schema });
      clock.push(performance.now());
      const { relay } = await db.join(invite);
      clock.push(performance.now());
      const { pulled } = await db.sync(relay).done;
      clock.push(performance.now());
      await db.close();
      return { open: clock[1] - clock[0], join: clock[2] - clock[1], sync: clock[3] - clock[2], pulled };
    },
    { invite },
  );
  await page.close();
  took.again = await (await ready(device, relay, schemaOfApp)).evaluate(async () => {
    const start = performance.now();
    await amora.open("cold", { schema });
    return performance.now() - start;
  });
  await device.close();
  if (took.pulled !== records) throw new Error(`${took.pulled} of ${records} records arrived`);
  return took;
}

/** Milliseconds from one device's write to the other's watch, one change at a time. */
export async function latency(relay, changes) {
  const device = await Device.open();
  const page = await ready(device, relay);
  const times = await page.evaluate(
    async ({ url, changes }) => {
      const owner = await amora.open("live owner", { schema });
      const { id: dataset_id } = await owner.createRoot("all");
      await owner.sync(url).done;
      const guest = await amora.open("live guest", { schema });
      await guest.join(await owner.invite({ scope: "all", relay: url }));
      const sessions = [owner, guest].map((db) => db.sync(url, { live: true }));
      let arrived = () => {};
      guest.watch("SELECT count(*) AS n FROM attempt", [], ([{ n }]) => arrived(n));
      const times = [];
      for (let i = 1; i <= changes; i++) {
        const there = new Promise((resolve) => (arrived = (n) => n >= i && resolve()));
        const start = performance.now();
        await owner.put("attempt", { dataset_id, item: `change ${i}`, score: 0 });
        await there;
        times.push(performance.now() - start);
      }
      for (const session of sessions) session.stop();
      await Promise.all(sessions.map((session) => session.done));
      return times.slice(5).sort((a, b) => a - b); // the first ones warm up
    },
    { url: relay.ws, changes },
  );
  await device.close();
  return { p50: times[Math.floor(times.length * 0.5)], p95: times[Math.floor(times.length * 0.95)] };
}

/** Milliseconds of one write, from the call until it is stored, one after the other. */
export async function strictWrite(relay, writes) {
  const device = await Device.open();
  const page = await ready(device, relay);
  const times = await page.evaluate(async (writes) => {
    const db = await amora.open("writes", { schema });
    const { id: dataset_id } = await db.createRoot("all");
    const times = [];
    for (let i = 0; i < writes; i++) {
      const start = performance.now();
      await db.put("attempt", { dataset_id, item: `write ${i}`, score: 0 });
      times.push(performance.now() - start);
    }
    return times.slice(5).sort((a, b) => a - b); // the first ones warm up
  }, writes);
  await device.close();
  return { p50: times[Math.floor(times.length * 0.5)], p95: times[Math.floor(times.length * 0.95)] };
}

/** Milliseconds in which a tab that was never there imports the package, opens, and has stored its first row. */
export async function coldStart(relay) {
  const device = await Device.open();
  const page = await device.blank(relay.url);
  const took = await page.evaluate(async (schema) => {
    const start = performance.now();
    const amora = await import("/js/index.js");
    const db = await amora.open("start", { schema });
    const { id: dataset_id } = await db.createRoot("all");
    await db.put("attempt", { dataset_id, item: "first", score: 0 });
    return performance.now() - start;
  }, schema);
  await device.close();
  return took;
}

/** Milliseconds of a query that looks at every one of so many rows. */
export async function scan(relay, rows, times) {
  const device = await Device.open();
  const page = await ready(device, relay);
  const took = await page.evaluate(
    async ({ rows, times }) => {
      const db = await amora.open("scan", { schema, storage: "memory" });
      const { id: dataset_id } = await db.createRoot("all");
      for (let from = 0; from < rows; from += 5000) {
        const some = Array.from({ length: Math.min(5000, rows - from) }, (_, i) => from + i);
        await db.put(
          "attempt",
          some.map((n) => ({ dataset_id, item: `lesson ${n % 211}`, score: (n % 1000) / 1000 })),
        );
      }
      const took = [];
      for (let i = 0; i < times; i++) {
        const start = performance.now();
        await db.query("SELECT avg(score) AS mean FROM attempt WHERE item LIKE '%7%'");
        took.push(performance.now() - start);
      }
      return took.sort((a, b) => a - b);
    },
    { rows, times },
  );
  await device.close();
  return took[Math.floor(times / 2)];
}
