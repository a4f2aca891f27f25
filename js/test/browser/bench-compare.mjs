/**
 * Measures builds of the tab beside each other, in one run in which they take
 * turns, so that whatever else the machine does is shared by all:
 *
 *     ./build.sh build
 *     node js/test/browser/bench-compare.mjs 3 3ed672f .
 *
 * The first argument is the number of rounds. The others are builds, each with
 * its own relay: a folder in which ./build.sh build was run, or a commit, which
 * is built in build/compare unless it is there from an earlier run. Prints the
 * median of each, and its ratio to the first one's. AMORA_RECORDS=10000 leaves
 * out the first sync of more.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { argv, env } from "node:process";
import { coldStart, firstSync, latency, ready, scan, seed, strictWrite } from "./bench-parts.mjs";
import { Device } from "./device.mjs";
import { startRelay } from "./relay.mjs";

const sizes = [10_000, 100_000].filter((records) => records <= Number(env.AMORA_RECORDS ?? 100_000));

/** The folder of a build: the one named, or that of a commit, which is built. */
function folderOf(name) {
  if (existsSync(name)) return name;
  const commit = execFileSync("git", ["rev-parse", "--verify", `${name}^{commit}`], { encoding: "utf8" }).trim();
  const folder = join("build/compare", commit);
  if (!existsSync(join(folder, "build/web"))) {
    console.error(`building ${name} in ${folder}`);
    mkdirSync(folder, { recursive: true });
    const files = execFileSync("git", ["archive", commit], { maxBuffer: 1 << 30 });
    execFileSync("tar", ["-x"], { cwd: folder, input: files });
    execFileSync("./build.sh", ["build"], { cwd: folder, stdio: ["ignore", "inherit", "inherit"] });
  }
  return folder;
}

/** One build: its relay, and invites to the datasets on it. */
async function prepare(name) {
  const folder = folderOf(name);
  const relay = await startRelay({ program: join(folder, "build/amora"), web: join(folder, "build/web") });
  const device = await Device.open();
  const page = await ready(device, relay);
  const invites = {};
  for (const records of sizes) ({ invite: invites[records] } = await seed(page, relay, records));
  await device.close();
  return { name, relay, invites, measured: new Map() };
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

const [, , rounds, ...names] = argv;
const builds = [];
for (const name of names) builds.push(await prepare(name));
for (let round = 0; round < Number(rounds); round++) for (const build of builds) await measure(build);
const [first] = builds;
for (const what of first.measured.keys()) {
  console.log(`\n${what}, ms`);
  for (const { name, measured } of builds) {
    const ms = median(measured.get(what));
    const ratio = (ms / median(first.measured.get(what))).toFixed(2);
    const all = measured.get(what).map((value) => value.toFixed(1));
    console.log(`  ${name.padEnd(28)} ${ms.toFixed(1).padStart(9)}  × ${ratio}  of ${all.join(", ")}`);
  }
}
for (const { relay } of builds) await relay.stop();
