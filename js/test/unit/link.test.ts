import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { linkSQLite, needsSQLite } from "../../src/link.js";

const sqlite = new WebAssembly.Module(readFileSync("wasm/sqlite/sqlite.wasm"));

/** A module that imports the function from SQLite, and does nothing with it. */
function importing(name: string): WebAssembly.Module {
  const text = (s: string) => [s.length, ...new TextEncoder().encode(s)];
  const imported = [1, ...text("sqlite3"), ...text(name), 0, 0];
  return new WebAssembly.Module(
    new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 2, imported.length, ...imported]),
  );
}

const empty = new WebAssembly.Module(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));

test("an engine says by what it imports whether SQLite is a module of its own", () => {
  assert.equal(needsSQLite(empty), false);
  assert.equal(needsSQLite(importing("sqlite3_step")), true);
});

test("an engine of another build is refused before it runs", () => {
  const never = () => {
    throw new Error("died");
  };
  assert.throws(
    () => linkSQLite({ importObject: {} }, importing("start_0123456789abcdef"), sqlite, never),
    /different/,
  );
  const stamp = new TextDecoder().decode(WebAssembly.Module.customSections(sqlite, "stamp")[0]!);
  linkSQLite({ importObject: {} }, importing(`start_${stamp}`), sqlite, never);
});

test("a file that is no SQLite is refused", () => {
  assert.throws(() => linkSQLite({ importObject: {} }, importing("sqlite3_step"), empty, () => {}), /no section/);
});

test("a program that cannot go on is told why, and is not resumed", () => {
  const go = { importObject: {} as WebAssembly.Imports, exited: false };
  const told: Error[] = [];
  linkSQLite(go, empty, sqlite, (error) => told.push(error));
  const stop = go.importObject["sqlite3"]!["stop"] as (reason: number) => void;
  assert.throws(() => stop(2), /stack/);
  assert.equal(told.length, 1);
  assert.equal(go.exited, true);
});
