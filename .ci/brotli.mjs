/**
 * Writes a file compressed by Brotli beside each file in a folder that a page
 * loads, as FILE.br, unless there is one that is newer:
 *
 *     node .ci/brotli.mjs FOLDER
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

/** Compresses as well as can be, text and WebAssembly alike. */
export function brotli(content) {
  const params = { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  return brotliCompressSync(content, { params });
}

/** Whether a file is worth it: not one of few bytes, nor what only a developer loads. */
function isLoaded(file) {
  return !/\.(gz|br|map)$/.test(file) && statSync(file).size > 1024;
}

function isDone(file) {
  const target = statSync(`${file}.br`, { throwIfNoEntry: false });
  return target !== undefined && target.mtimeMs > statSync(file).mtimeMs;
}

function compressFolder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) compressFolder(path);
    else if (isLoaded(path) && !isDone(path)) writeFileSync(`${path}.br`, brotli(readFileSync(path)));
  }
}

if (fileURLToPath(import.meta.url) === argv[1]) compressFolder(argv[2]);
