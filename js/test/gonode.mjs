/**
 * Runs a Go test binary for GOOS=js in Node, as Go's own go_js_wasm_exec does,
 * and links it with SQLite if it wants that:
 *
 *     GOOS=js GOARCH=wasm go test -modfile=build/sqlite.mod -exec "node $PWD/js/test/gonode.mjs" ./core/...
 *
 * Files are read and written synchronously. To Go the difference does not show,
 * except that a file may also be used in a function that SQLite calls, which
 * must not wait for an event.
 */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { argv, env } from "node:process";
import { linker, sqlite } from "./gotest/link.mjs";

const require = createRequire(import.meta.url);

/** fs whose functions call back before they return. */
function synchronous(functions) {
  const called =
    (name) =>
    (...args) => {
      const callback = args.pop();
      let result;
      try {
        result = functions[`${name}Sync`](...args);
      } catch (error) {
        return callback(error);
      }
      callback(null, result);
    };
  const sync = Object.keys(functions).filter((name) => typeof functions[`${name}Sync`] === "function");
  return { ...functions, ...Object.fromEntries(sync.map((name) => [name, called(name)])) };
}

Object.assign(globalThis, { require, fs: synchronous(fs), path });
const goroot = env.GOROOT || execFileSync("go", ["env", "GOROOT"], { encoding: "utf8" }).trim();
require(path.join(goroot, "lib/wasm/wasm_exec.js"));

const [, , binary, ...args] = argv;
const go = new Go();
go.argv = [binary, ...args];
go.env = { TMPDIR: os.tmpdir(), ...env };
go.exit = process.exit;

const wasm = await WebAssembly.compile(fs.readFileSync(binary));
const { linkSQLite, needsSQLite } = await linker();
const died = ({ message }) => {
  console.error(`fatal error: ${message}`);
  process.exit(2);
};
const link = needsSQLite(wasm) ? linkSQLite(go, wasm, await WebAssembly.compile(await sqlite()), died) : () => {};
const instance = await WebAssembly.instantiate(wasm, go.importObject);
link(instance);
process.on("exit", (code) => {
  if (code !== 0 || go.exited) return;
  go._pendingEvent = { id: 0 }; // Go finds a deadlock and prints its goroutines
  go._resume();
});
await go.run(instance);
