/**
 * Prints what a visitor of a page downloads, compressed as well as can be, and
 * fails if that is more than a budget:
 *
 *     node .ci/sizes.mjs BUDGET FILE…
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { argv, exit } from "node:process";
import { gzipSync } from "node:zlib";
import { brotli } from "./brotli.mjs";

function row(name, { raw, gzip, br }) {
  console.log(`${name.padEnd(12)} ${[raw, gzip, br].map((n) => n.toLocaleString("en").padStart(11)).join("")}`);
}

const [, , budget, ...files] = argv;
const all = { raw: 0, gzip: 0, br: 0 };
console.log(`${"bytes".padEnd(12)} ${["raw", "gzip", "Brotli"].map((word) => word.padStart(11)).join("")}`);
for (const file of files) {
  const content = readFileSync(file);
  const size = { raw: content.length, gzip: gzipSync(content, { level: 9 }).length, br: brotli(content).length };
  for (const form of Object.keys(all)) all[form] += size[form];
  row(basename(file), size);
}
row("all", all);
console.log(`the budget is ${Number(budget).toLocaleString("en")} by Brotli`);
if (!(all.br <= Number(budget))) exit(1);
