/**
 * Measures builds of the tab beside each other, in one run in which they take
 * turns, so that whatever else the machine does is shared by all:
 *
 *     AMORA_SQLITE=translated ./build.sh build && cp -r build/web build/web-translated
 *     ./build.sh build
 *     node js/test/browser/bench-compare.mjs 3 build/web-translated build/web
 *
 * The first argument is the number of rounds, the others are folders that a
 * relay serves. Prints the median of each, and its ratio to the first folder's.
 * AMORA_RECORDS=10000 leaves out the first sync of more.
 */
import { argv, env } from "node:process";
import { coldStart, firstSync, latency, ready, scan, seed, strictWrite } from "./bench-parts.mjs";
import { Device } from "./device.mjs";
import { startRelay } from "./relay.mjs";

const sizes = [10_000, 100_000].filter((records) => records <= Number(env.AMORA_RECORDS ?? 100_000));

/** One build: its relay, and invites to the datasets on it. */
async function prepare(web) {
  const relay = await startRelay({ web });
  const device = await Device.open();
  const page = await ready(device, relay);
  const invites = {};
  for (const records of sizes) ({ invite: invites[records] } = await seed(page, relay, records));
  await device.close();
  return { web, relay, invites, measured: new Map() };
}

async function measure({ relay, invites, measured }) {
  const note = (what, ms) => measured.set(what, [...(measured.get(what) ?? []), ms]);
  note("cold start to the first write", await coldStart(relay));
  for (const records of sizes) {
    const took = await firstSync(relay, invites[records], records);
    note(`cold first sync, ${records}`, took.open + took.join + took.sync);
    note(`next tab opens ${records}`, took.again);
  }
  const live = await latency(relay, 60);
  note("live change, p50", live.p50);
  note("strict write, p50", (await strictWrite(relay, 300)).p50);
  note("scan of 100000", await scan(relay, 100_000, 15));
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const [, , rounds, ...folders] = argv;
const builds = [];
for (const web of folders) builds.push(await prepare(web));
for (let round = 0; round < Number(rounds); round++) for (const build of builds) await measure(build);
const [first] = builds;
for (const what of first.measured.keys()) {
  console.log(`\n${what}, ms`);
  for (const { web, measured } of builds) {
    const ms = median(measured.get(what));
    const ratio = (ms / median(first.measured.get(what))).toFixed(2);
    const all = measured.get(what).map((value) => value.toFixed(1));
    console.log(`  ${web.padEnd(28)} ${ms.toFixed(1).padStart(9)}  × ${ratio}  of ${all.join(", ")}`);
  }
}
for (const { relay } of builds) await relay.stop();
