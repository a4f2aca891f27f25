import assert from "node:assert/strict";
import test from "node:test";
import { decodeJson, decodeRows, encodeStatement, encodeText, stringifyRows, type SqlParam } from "../../src/rows.js";

const rows = (json: unknown) => decodeRows(encodeText(JSON.stringify(json)));
const params = (...values: SqlParam[]) => decodeJson<{ params: unknown[] }>(encodeStatement("", values)).params;

test("a result becomes one object per row", () => {
  const result = { columns: ["id", "n", "blob", "none"], rows: [["a", 1.5, ["b", "aGk="], null], ["b", ["i", "9007199254740993"], ["b", ""], null]] };
  assert.deepEqual(rows(result), [
    { id: "a", n: 1.5, blob: new Uint8Array([104, 105]), none: null },
    { id: "b", n: 9007199254740993n, blob: new Uint8Array(0), none: null },
  ]);
  assert.deepEqual(rows({ columns: [], rows: [] }), []);
});

test("a column named __proto__ is a column", () => {
  const [row] = rows({ columns: ["__proto__", "n"], rows: [["x", 1]] });
  assert.equal(Object.getPrototypeOf(row), Object.prototype);
  assert.deepEqual(Object.entries(row!), [["__proto__", "x"], ["n", 1]]);
});

test("of columns with the same name the last one counts", () => {
  assert.deepEqual(rows({ columns: ["n", "n"], rows: [[1, 2]] }), [{ n: 2 }]);
});

test("a statement carries its text and parameters", () => {
  const payload = decodeJson(encodeStatement("SELECT ?", ["é"]));
  assert.deepEqual(payload, { sql: "SELECT ?", params: ["é"] });
});

test("parameters keep their kind", () => {
  assert.deepEqual(params(null, true, 1, -0.5, "x", 2n ** 63n - 1n, new Uint8Array([1, 2])), [
    null,
    true,
    1,
    -0.5,
    "x",
    ["i", "9223372036854775807"],
    ["b", "AQI="],
  ]);
});

test("a large blob survives", () => {
  const blob = Uint8Array.from({ length: 100_000 }, (_, i) => i * 7);
  const [encoded] = params(blob);
  assert.deepEqual(rows({ columns: ["b"], rows: [[encoded]] }), [{ b: blob }]);
});

test("what SQLite has no form for is refused", () => {
  for (const value of [undefined, NaN, Infinity, {}, new Date(0), () => 0]) {
    assert.throws(() => params(1, value as SqlParam), { code: "bad_value" });
  }
});

test("a bigint is written as a number", () => {
  assert.equal(stringifyRows("m", { a: [2n ** 60n, -1n], b: "2n" }), '[{"a":[1152921504606846976,-1],"b":"2n"}]');
});

test("put is refused what JSON has only null for", () => {
  for (const value of [NaN, Infinity, -Infinity, new Date(NaN), { deep: [NaN] }]) {
    const rows = [{ text: "good", empty: null, due: new Date(0) }, { text: "bad", due: value, last: 1 }];
    assert.throws(() => stringifyRows("note", rows), { code: "bad_value", message: /note: row 2: due cannot be (NaN|-?Infinity|Invalid Date)$/ });
    assert.throws(() => stringifyRows("note", rows[1]!), { code: "bad_value", message: /note: row 1: due / });
  }
  assert.equal(stringifyRows("note", { a: null, b: undefined }), '[{"a":null}]');
});
