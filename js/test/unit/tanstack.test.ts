import assert from "node:assert/strict";
import test from "node:test";
import type { Database } from "../../src/index.js";
import { amoraCollectionOptions } from "../../src/tanstack.js";

test("rows that a collection could not be given are given with the next ones", () => {
  let show: (rows: object[]) => void = () => {};
  const watch = (_sql: string, _params: unknown, callback: typeof show) => {
    show = callback;
    return () => {};
  };
  const schema = { profile: "x", scopes: [], models: [{ name: "note", table: "note", columns: { text: "text" } }] };
  const { sync } = amoraCollectionOptions({ db: { schema, watch } as unknown as Database, model: "note" });
  let broken = false;
  const given: unknown[] = [];
  sync.sync({
    begin: () => {
      if (broken) throw new Error("the collection is being cleaned up");
    },
    write: (change: unknown) => given.push(change),
    commit: () => {},
    markReady: () => {},
  } as unknown as Parameters<typeof sync.sync>[0]);
  const [first, second] = [
    { id: "1", text: "a" },
    { id: "2", text: "b" },
  ];
  show([first]);
  broken = true;
  assert.throws(() => show([second]), { message: /cleaned up/ });
  broken = false;
  given.length = 0;
  show([second]);
  assert.deepEqual(given, [
    { type: "delete", key: "1" },
    { type: "insert", value: second },
  ]);
  show([second]);
  assert.equal(given.length, 2);
});
