import assert from "node:assert/strict";
import test from "node:test";
import { Database } from "../../src/database.js";
import type { Engine } from "../../src/engine.js";
import { AmoraError } from "../../src/errors.js";
import { FakeOwner } from "./fake.js";

/** A database whose engine is the test. */
function open() {
  const owner = new FakeOwner();
  const { client } = owner;
  const terminate = () => {
    client.disconnect();
    client.die(new AmoraError("closed", "the database is closed"));
  };
  return { owner, terminate, db: new Database({ client, terminate } as unknown as Engine, "x") };
}

const nothing = () => {};
const circle: { self?: unknown } = {};
circle.self = circle;

test("arguments of wrong kinds reject with a code, and nothing is sent", async () => {
  const { owner, db } = open();
  const any = db as any; // as JavaScript calls it
  const calls: Record<string, () => Promise<unknown>> = {
    "null for parameters": () => any.query("SELECT 1", null),
    "an object for parameters": () => any.exec("SELECT 1", { a: 1 }),
    "a hole in the parameters": () => any.query("SELECT ?, ?", [1, , 2]),
    "null for delete's options": () => any.delete("note", "1", null),
    "null for sync's options": () => any.sync("ws://x", null).done,
    "a circle in put": () => any.put("note", { text: circle }),
    "a circle in createRoot": () => any.createRoot("all", circle),
    "a bigint in invite": () => any.invite({ scope: "all", params: { n: 1n } }),
    "a bad parameter in watch": () => new Promise((_, onError) => any.watch("SELECT ?", [{}], nothing, { onError })),
    "no callback in watch": () => new Promise((_, onError) => any.watch("SELECT 1", [], undefined, { onError })),
  };
  for (const [what, call] of Object.entries(calls)) {
    const error = await call().then(() => undefined, (error: unknown) => error);
    assert.equal(error instanceof AmoraError && ["bad_request", "bad_value"].includes(error.code) && error.hint !== undefined, true, `${what}: ${error}`);
  }
  assert.deepEqual(owner.sent, []);
});
