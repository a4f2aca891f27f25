import assert from "node:assert/strict";
import test from "node:test";
import { decodeJson, encodeStatement, encodeText, stringifyRows, toArrays, toRows } from "../../src/codec.js";
import { Columns } from "../../src/columns.js";
import type { SqlParam } from "../../src/values.js";

const rows = (json: unknown, schema?: Columns) => toRows(decodeJson(encodeText(JSON.stringify(json))), schema);
const params = (...values: SqlParam[]) => decodeJson<{ params: unknown[] }>(encodeStatement("", values)).params;

test("a result becomes one object per row", () => {
  const result = {
    columns: ["id", "n", "blob", "none"],
    rows: [
      ["a", 1.5, ["b", "aGk="], null],
      ["b", ["i", "9007199254740993"], ["b", ""], null],
    ],
  };
  assert.deepEqual(rows(result), [
    { id: "a", n: 1.5, blob: new Uint8Array([104, 105]), none: null },
    { id: "b", n: 9007199254740993n, blob: new Uint8Array(0), none: null },
  ]);
  assert.deepEqual(rows({ columns: [], rows: [] }), []);
});

test("a column named __proto__ is a column", () => {
  const [row] = rows({ columns: ["__proto__", "n"], rows: [["x", 1]] });
  assert.equal(Object.getPrototypeOf(row), Object.prototype);
  assert.deepEqual(Object.entries(row!), [
    ["__proto__", "x"],
    ["n", 1],
  ]);
});

test("of columns with the same name none is lost", () => {
  assert.deepEqual(rows({ columns: ["n", "n", "n:1", "n"], rows: [[1, 2, 3, 4]] }), [
    { n: 1, "n:2": 2, "n:1": 3, "n:3": 4 },
  ]);
});

test("rows as arrays keep the order of the columns", () => {
  assert.deepEqual(toArrays({ columns: ["n", "n"], rows: [[1, ["i", "9007199254740993"]]] }), [[1, 9007199254740993n]]);
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

test("parameters by name keep their kind", () => {
  const payload = decodeJson(encodeStatement("SELECT :a, :b", { a: 1n, b: new Uint8Array([1, 2]) }));
  assert.deepEqual(payload, { sql: "SELECT :a, :b", params: { a: ["i", "1"], b: ["b", "AQI="] } });
});

test("a large blob survives", () => {
  const blob = Uint8Array.from({ length: 100_000 }, (_, i) => i * 7);
  const [encoded] = params(blob);
  assert.deepEqual(rows({ columns: ["b"], rows: [[encoded]] }), [{ b: blob }]);
});

test("what SQLite has no form for is refused", () => {
  const circle: unknown[] = [];
  circle.push(circle);
  const bad = [
    undefined,
    NaN,
    Infinity,
    new Date(NaN),
    new Date(-1e15),
    new Map(),
    [new Map()],
    { a: NaN },
    circle,
    () => 0,
  ];
  for (const value of bad) {
    assert.throws(() => params(1, value as SqlParam), { code: "bad_value" });
  }
});

test("an object with a form of its own in JSON is refused as a parameter, and not bound as a text in quotes", () => {
  class Moment {
    toJSON() {
      return "2026-01-01T00:00:00.000Z";
    }
  }
  class Point {
    x = 1;
  }
  const made = Object.create(new Moment()) as object;
  for (const value of [
    new Moment(),
    new Point(),
    made,
    { toJSON: () => "x" },
    Object.assign([1], { toJSON: () => 1 }),
  ]) {
    for (const given of [[1, value], { name: value }] as unknown as SqlParam[][])
      assert.throws(() => encodeStatement("", given), { code: "bad_value", message: /cannot be bound/ });
  }
  assert.throws(() => params(new Moment() as unknown as SqlParam), { message: /cannot be bound: Moment/ });
  const bare = Object.assign(Object.create(null) as object, { a: 1 }) as SqlParam;
  const otherWindow = Object.assign(Object.create(Object.create(null) as object) as object, { a: 1 }) as SqlParam;
  assert.deepEqual(params(bare, otherWindow, new Proxy({ a: 1 }, {}), new Proxy([1], {})), [
    '{"a":1}',
    '{"a":1}',
    '{"a":1}',
    "[1]",
  ]);
});

test("a bigint is written as a number", () => {
  assert.equal(stringifyRows("m", { a: [2n ** 60n, -1n], b: "2n" }), '[{"a":[1152921504606846976,-1],"b":"2n"}]');
});

test("put is refused what JSON has only null for", () => {
  for (const value of [NaN, Infinity, -Infinity, new Date(NaN), { deep: [NaN] }]) {
    const rows = [
      { text: "good", empty: null, due: new Date(0) },
      { text: "bad", due: value, last: 1 },
    ];
    assert.throws(() => stringifyRows("note", rows), {
      code: "bad_value",
      message: /note: row 2: due cannot be (NaN|-?Infinity|Invalid Date)$/,
    });
    assert.throws(() => stringifyRows("note", rows[1]!), { code: "bad_value", message: /note: row 1: due / });
  }
  assert.equal(stringifyRows("note", { a: null, b: undefined }), '[{"a":null}]');
});

test("fault D3: functions, symbols and what JSON would leave out or empty are refused", () => {
  class Box {
    text = "x";
  }
  const bad = [
    () => 0,
    Symbol("s"),
    new Map([[1, 2]]),
    new Set([1]),
    Promise.resolve("x"),
    /x/,
    new Uint8Array(2),
    new ArrayBuffer(1),
    new Error("e"),
    Object("boxed"),
    { toJSON: () => undefined },
  ];
  for (const value of bad) {
    for (const nested of [value, [value], { deep: [{ value }] }]) {
      assert.throws(() => stringifyRows("note", [{ text: "good" }, { text: "bad", data: nested }]), {
        code: "bad_value",
        message: /note: row 2: data cannot be/,
      });
    }
    assert.throws(() => stringifyRows("note", value as object), { code: "bad_value" });
  }
  assert.throws(() => stringifyRows("note", { data: [1, undefined] }), {
    code: "bad_value",
    message: /row 1: data cannot be undefined/,
  });
  assert.throws(() => stringifyRows("note", [undefined] as unknown as object), { code: "bad_value" });
  const circle: Record<string, unknown> = {};
  circle["self"] = circle;
  assert.throws(() => stringifyRows("note", { data: circle }), { code: "bad_value", message: /has no JSON/ });
  assert.throws(
    () =>
      stringifyRows("note", {
        data: {
          toJSON: () => {
            throw new TypeError("mine");
          },
        },
      }),
    { code: "bad_value" },
  );
  const fine = {
    text: undefined,
    data: { a: undefined, b: [null, true, "", 1.5] },
    due: new Date(0),
    box: new Box(),
    proxy: new Proxy([1], {}),
  };
  assert.equal(
    stringifyRows("note", fine),
    '[{"data":{"b":[null,true,"",1.5]},"due":"1970-01-01T00:00:00.000Z","box":{"text":"x"},"proxy":[1]}]',
  );
});

test("fault D2: a number beyond 2^53 is the integer that it is", () => {
  for (const n of [2 ** 60, -(2 ** 60), 2 ** 53, -(2 ** 63), 2 ** 62 + 2 ** 20]) {
    assert.equal(stringifyRows("m", { n, deep: [n] }), `[{"n":${BigInt(n)},"deep":[${BigInt(n)}]}]`);
    assert.deepEqual(params(n), [["i", BigInt(n).toString()]]);
  }
  for (const n of [2 ** 53 - 1, 2 ** 63, 1e300, -(2 ** 64)]) {
    assert.equal(stringifyRows("m", { n }), JSON.stringify([{ n }]));
    assert.deepEqual(params(n), [n]);
  }
});

test("fault D3: half of a surrogate pair is refused in statements", () => {
  for (const half of ["\ud83c", "\udf89", "a\udf89\ud83c", "x\ud83cx"]) {
    assert.throws(() => params(1, half), { code: "bad_value", message: /parameter 2/ });
    assert.throws(() => encodeStatement(`SELECT '${half}'`, []), { code: "bad_value", message: /statement/ });
  }
  assert.deepEqual(params("\u{1f389}\ufffd\0"), ["\u{1f389}\ufffd\0"]);
});

const schema = new Columns({
  models: [
    {
      name: "note",
      table: "notes",
      columns: { done: "boolean?", at: { type: "datetime?" }, data: "json", bytes: "blob", tz: "datetimetz" },
    },
  ],
});

test("columns of the schema are read by their type, and expressions as SQLite has them", () => {
  const of = (column: string, ...cells: unknown[]) =>
    rows({ columns: ["x"], origins: [["notes", column]], rows: cells.map((cell) => [cell]) }, schema).map(({ x }) => x);
  assert.deepEqual(of("done", 0, 1, null, 2, "x"), [false, true, null, 2, "x"]);
  assert.deepEqual(of("at", "2024-05-31 12:00:00", "2024-05-31 12:00:00.123000", null), [
    new Date(Date.UTC(2024, 4, 31, 12)),
    new Date(Date.UTC(2024, 4, 31, 12, 0, 0, 123)),
    null,
  ]);
  for (const text of ["2024-05-31", "2024-05-31 12:00:00.123456", "2024-13-31 12:00:00", "noon"])
    assert.deepEqual(of("at", text), [text]);
  assert.deepEqual(of("data", '{"a":[1,"x"]}', '"5"', "5", "null", "{a", 5, null), [
    { a: [1, "x"] },
    "5",
    5,
    null,
    "{a",
    5,
    null,
  ]);
  assert.deepEqual(of("tz", "2024-05-31 12:00:00.123456(UTC)"), ["2024-05-31 12:00:00.123456(UTC)"]);
  const result = {
    columns: ["done", "n", "other"],
    origins: [["notes", "done"], null, ["mine", "done"]] as [string, string][],
    rows: [[1, 1, 1] as number[]],
  };
  assert.deepEqual(rows(result, schema), [{ done: true, n: 1, other: 1 }]);
  assert.deepEqual(toArrays(result, schema), [[true, 1, 1]]);
  assert.deepEqual(rows(result), [{ done: 1, n: 1, other: 1 }]);
});

test("integers in JSON beyond 2^53 are bigints, and written as they were", () => {
  const text = '{"a":[9007199254740993,-12345678901234567890,1234567890123456.5,"9007199254740993 \\" 1"],"n":1}';
  const [row] = rows({ columns: ["data"], origins: [["notes", "data"]], rows: [[text]] }, schema);
  assert.deepEqual(row!["data"], {
    a: [9007199254740993n, -12345678901234567890n, 1234567890123456.5, '9007199254740993 " 1'],
    n: 1,
  });
  assert.equal(stringifyRows("note", row!, schema), `[{"data":${text}}]`);
});

test("long fractions, and digits in texts, are read by plain JSON.parse", () => {
  const read = (text: string) =>
    rows({ columns: ["data"], origins: [["notes", "data"]], rows: [[text]] }, schema)[0]!["data"];
  const fractions = ['{"lat":52.520006599999998,"lon":-0.12345678901234567e-1}', "12345678901234567890.5"];
  const texts = ['["4111111111111111","\\"1234567890123456789,"]', "[9007199254740991,-1e1234567890123456]"];
  const { parse } = JSON;
  let revived = 0;
  JSON.parse = (text, reviver) => {
    if (reviver) revived++;
    return parse(text, reviver) as unknown;
  };
  try {
    for (const text of [...fractions, ...texts]) assert.deepEqual(read(text), parse(text));
    assert.equal(revived, 0);
  } finally {
    JSON.parse = parse;
  }
  const n = 9007199254740993n;
  assert.deepEqual([`${n}`, `-${n}`, `[${n}]`, `{"a": ${n} }`, `["${n}",0.${n},${n}]`].map(read), [
    n,
    -n,
    [n],
    { a: n },
    [`${n}`, Number(`0.${n}`), n],
  ]);
});

test("a text in a json column stands for itself", () => {
  for (const text of ["5", '"x"', "null", "plain", ""])
    assert.equal(
      stringifyRows("note", { data: text, other: text }, schema),
      JSON.stringify([{ data: JSON.stringify(text), other: text }]),
    );
  assert.equal(stringifyRows("note", { data: ["5"] }, schema), '[{"data":["5"]}]');
  assert.equal(stringifyRows("note", [{ data: { data: "5" } }], schema), '[{"data":{"data":"5"}}]');
});

test("of JSON text for a json column there is one warning", () => {
  const { warn } = console;
  const warnings: unknown[] = [];
  console.warn = (text: unknown) => warnings.push(text);
  try {
    for (const text of ["5", "[draft] notes", "{a}", "text"]) stringifyRows("note", { data: text }, schema);
    stringifyRows("note", { other: "[1]" }, schema);
    assert.deepEqual(warnings, []);
    for (const value of [{ a: 1 }, [1]]) {
      const text = JSON.stringify(value);
      assert.equal(stringifyRows("note", { data: text }, schema), JSON.stringify([{ data: JSON.stringify(text) }]));
      assert.equal(warnings.length, 1);
    }
    assert.equal(String(warnings[0]).includes("note: data"), true);
  } finally {
    console.warn = warn;
  }
});

test("dates, lists and objects are bound as the text that columns hold", () => {
  assert.deepEqual(params(new Date(0), new Date(Date.UTC(2024, 4, 31, 12, 0, 0, 120))), [
    "1970-01-01 00:00:00",
    "2024-05-31 12:00:00.120000",
  ]);
  assert.deepEqual(params([1, "x", { a: null }], { n: (2n ** 60n) as never }), [
    '[1,"x",{"a":null}]',
    `{"n":${2n ** 60n}}`,
  ]);
});
