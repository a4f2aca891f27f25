import assert from "node:assert/strict";
import test from "node:test";
import { differences, jsonOf } from "../../src/inspector/json.js";
import type { Serialized } from "../../src/schema.js";

const record = (n: bigint) => ({ id: "1", n, deep: [{ n }], text: "x" }) as unknown as Serialized;

test("a record's integers of 64 bits are written as they are, each as another text", () => {
  assert.equal(
    jsonOf(record(2n ** 53n + 1n)),
    `{"id":"1","n":${2n ** 53n + 1n},"deep":[{"n":${2n ** 53n + 1n}}],"text":"x"}`,
  );
  const values = [2n ** 53n, 2n ** 53n + 1n, "9007199254740993", "9007199254740993n", [2n ** 53n], null, undefined];
  assert.equal(new Set(values.map((value) => jsonOf(value))).size, values.length);
});

test("of a version that lost only what differs is kept", () => {
  const lost = { ...record(2n ** 60n + 1n), text: "y", more: null };
  assert.deepEqual(differences(record(2n ** 60n + 1n), lost), { text: "y", more: null });
  assert.deepEqual(Object.keys(differences(record(2n ** 60n), record(2n ** 60n + 1n))), ["n", "deep"]);
  assert.deepEqual(differences(lost, lost), {});
});
