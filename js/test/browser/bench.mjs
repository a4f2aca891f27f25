/**
 * Measures what a person in a browser waits for, and prints it beside the
 * project's budgets, with the figures of `go test ./core -bench Stage` and of
 * `go test ./worker -bench Hosts`, whose outputs the arguments name. Nothing
 * here fails for being slow.
 */
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { hostRows } from "./bench-hosts.mjs";
import { firstSync, latency, ready, seed, strictWrite } from "./bench-parts.mjs";
import { handOver, seedZipcodes, zipSchema } from "./bench-tabs.mjs";
import { Device } from "./device.mjs";
import { startRelay } from "./relay.mjs";

/** [what, measured, budget, unit, whether more is better] */
const table = [];

/** The files a tab downloads, and their megabytes as Brotli would carry them. */
function downloads() {
  return ["index.js", "worker.js", "amora.wasm", "sqlite.wasm"].map((name) => {
    const file = readFileSync(`build/web/js/${name}`);
    return [
      name,
      brotliCompressSync(file, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: file.length } }).length / 1e6,
    ];
  });
}

/** What the Go benchmarks report of the pipeline: stages on file in thousand records a second, changes, the wire. */
function stages(output) {
  for (const [, stage, size, metrics] of output.matchAll(/^BenchmarkStage\/(\S+)\/file\/(\d+k)\S*\s+(.*)$/gm)) {
    const metric = (name) => new RegExp(`([\\d.e+]+) ${name}`).exec(metrics)?.[1];
    const budget = metric("budget");
    table.push([
      `native ${stage}, ${size} on file`,
      metric("records/s") / 1000,
      budget && budget / 1000,
      "k records/s",
      true,
    ]);
  }
  for (const [, size, budget, ms] of output.matchAll(
    /^BenchmarkChanges\/(\d+k)\S*\s+\d+\s+([\d.]+) budget-ms\s+([\d.]+) ms/gm,
  )) {
    table.push([`native 100 changes on ${size}, both ends on file`, Number(ms), Number(budget), "ms"]);
  }
  const wire = /^BenchmarkWire\S*\s+\d+\s+([\d.]+) budget.*?([\d.]+) deflated-bytes/m.exec(output);
  if (wire) table.push(["a record on the wire, deflated", Number(wire[2]), Number(wire[1]), "bytes"]);
}

function print() {
  const round = (n) => (n === undefined ? "" : n >= 100 ? n.toFixed(0) : n.toFixed(1));
  console.log(
    `\n| ${"what".padEnd(50)} | measured | budget | unit                 |       |\n|${"-".repeat(52)}|---------:|-------:|----------------------|-------|`,
  );
  for (const [what, measured, budget, unit, more] of table) {
    const kept = budget === undefined ? "" : (more ? measured >= budget : measured <= budget) ? "kept" : "short";
    console.log(
      `| ${what.padEnd(50)} | ${round(measured).padStart(8)} | ${round(budget).padStart(6)} | ${unit.padEnd(20)} | ${kept.padEnd(5)} |`,
    );
  }
}

if (process.argv[2]) stages(readFileSync(process.argv[2], "utf8"));
if (process.argv[3]) table.push(...hostRows(readFileSync(process.argv[3], "utf8")));
const files = downloads();
for (const [name, size] of files) table.push([`${name}, Brotli`, size * 1000, undefined, "KB"]);
table.push(["the tab's whole download, Brotli", files.reduce((sum, [, size]) => sum + size, 0), 1.6, "MB"]);
const relay = await startRelay();
const device = await Device.open();
const page = await ready(device, relay);
for (const [records, budget] of [
  [10_000, 0.8],
  [100_000, 7],
]) {
  const { invite, bytes } = await seed(page, relay, records);
  const { open, sync, again } = await firstSync(relay, invite, records);
  if (records === 10_000) table.push(["a cold tab opens an empty database", open / 1000, undefined, "s"]);
  table.push([`a cold tab's first sync, ${records} × ${Math.round(bytes)} bytes`, sync / 1000, budget, "s"]);
  table.push([`the next tab opens those ${records}`, again / 1000, undefined, "s"]);
}
const zipcodes = await seedZipcodes(page, relay);
const { sync } = await firstSync(relay, zipcodes.invite, zipcodes.records, zipSchema);
table.push([`a cold tab's first sync of all ${zipcodes.records} zip codes`, sync / 1000, 20, "s"]);
const over = await handOver(() => ready(device, relay), 21);
table.push(
  ["a tab takes over from one that closes, p50", over.p50, undefined, "ms"],
  ["a tab takes over from one that closes, p95", over.p95, undefined, "ms"],
);
await device.close();
const write = await strictWrite(relay, 300);
table.push(
  ["one strict write, p50", write.p50, undefined, "ms"],
  ["one strict write, p95", write.p95, undefined, "ms"],
);
const { p50, p95 } = await latency(relay, 105);
table.push(
  ["device → relay → device, live, p50", p50, 10, "ms"],
  ["device → relay → device, live, p95", p95, 30, "ms"],
);
await relay.stop();
print();
