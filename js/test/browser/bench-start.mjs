/**
 * Measures how the demo starts in a browser that was never there: from the
 * navigation until both devices are shown, and until both are in sync, with what
 * the page waits for meanwhile. `node js/test/browser/bench-start.mjs [RUNS]`,
 * after ./build.sh demo has made the files that browsers get as Brotli. Times
 * are milliseconds since the navigation; nothing here fails for being slow.
 */
import { loadavg } from "node:os";
import { Device } from "./device.mjs";
import { startRelay } from "./relay.mjs";

const runs = Number(process.argv[2] ?? 5);

/** What a page has seen since its navigation. */
function seen() {
  const ended = (name) => performance.getEntriesByType("resource").find((entry) => entry.name.endsWith(name));
  const at = (entry) => Math.round(entry?.responseEnd ?? 0);
  return {
    paint: Math.round(performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0),
    page: at(ended("school/main.js")),
    worker: at(ended("worker.js")),
    sqlite: at(ended("sqlite.wasm")),
    engine: at(ended("amora.wasm")),
  };
}

/** One visit, in milliseconds; a second one has the files, and the databases. */
async function visit(device, relay) {
  const page = await device.tab("about:blank");
  await page.addInitScript(() => {
    const look = () => {
      const demo = document.getElementById("demo");
      if (demo && !demo.hidden) globalThis.shown ??= Math.round(performance.now());
      const states = [...document.querySelectorAll(".device .status")].map(({ textContent }) => textContent);
      if (states.length === 2 && states.every((text) => /In sync/.test(text)))
        globalThis.synced ??= Math.round(performance.now());
    };
    new MutationObserver(look).observe(document, {
      attributes: true,
      characterData: true,
      childList: true,
      subtree: true,
    });
  });
  await page.goto(`${relay.url}/`);
  await page.waitForFunction(() => globalThis.synced !== undefined);
  const took = await page.evaluate(seen);
  const [shown, synced] = await page.evaluate(() => [globalThis.shown, globalThis.synced]);
  await page.close();
  return { ...took, shown, synced };
}

const rows = { first: [], again: [] };
for (let run = 0; run < runs; run++) {
  const relay = await startRelay();
  const device = await Device.open();
  for (const list of Object.values(rows)) list.push(await visit(device, relay));
  await device.close();
  await relay.stop();
}
const middle = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
console.log(`median of ${runs}, load ${loadavg()[0].toFixed(1)}`);
for (const [name, list] of Object.entries(rows)) {
  const steps = Object.keys(list[0]).map((step) => `${step} ${middle(list.map((row) => row[step]))}`);
  console.log(`${name.padEnd(6)} ${steps.join("  ")}`);
}
