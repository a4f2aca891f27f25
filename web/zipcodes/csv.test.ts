import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { CSVError, readCSV } from "./csv.ts";

const read = (text: string) => [...readCSV(text)];

test("rows become objects keyed by the header", () => {
  assert.deepEqual(read("a,b\n1,2\n3,4\n"), [
    { a: "1", b: "2" },
    { a: "3", b: "4" },
  ]);
});

test("nothing, a header alone and blank lines give no rows", () => {
  for (const text of ["", "\n", "a,b", "a,b\n", "a,b\n\n\r\n"]) assert.deepEqual(read(text), []);
});

test("line ends may be LF, CRLF or CR, the last one may lack", () => {
  const want = [
    { a: "1", b: "2" },
    { a: "3", b: "4" },
  ];
  for (const end of ["\n", "\r\n", "\r"]) {
    assert.deepEqual(read(["a,b", "1,2", "3,4"].join(end)), want);
    assert.deepEqual(read(["a,b", "1,2", "3,4", ""].join(end)), want);
  }
});

test("a byte order mark is no part of the first name", () => {
  assert.deepEqual(read("\uFEFFa\n1\n"), [{ a: "1" }]);
});

test("quoted fields hold commas, quotes and line ends", () => {
  assert.deepEqual(read('a,b\n"x, y","say ""hi"""\n"two\nlines",""\n'), [
    { a: "x, y", b: 'say "hi"' },
    { a: "two\nlines", b: "" },
  ]);
});

test("empty fields and spaces are kept as they are", () => {
  assert.deepEqual(read("a,b,c\n,,\n 1 , ,\t\n"), [
    { a: "", b: "", c: "" },
    { a: " 1 ", b: " ", c: "\t" },
  ]);
});

test("a quote inside a plain field is plain text", () => {
  assert.deepEqual(read('a\n5" disk\n'), [{ a: '5" disk' }]);
});

test("what does not fit is refused with its line", () => {
  const refused = (text: string, line: number) =>
    assert.throws(
      () => read(text),
      (err: unknown) => err instanceof CSVError && err.line === line,
    );
  refused("a,b\n1\n", 2);
  refused("a,b\n1,2\n1,2,3\n", 3);
  refused('a,b\n"x\ny",2\n\n1\n', 5);
  refused('a\n"open\n', 2);
  refused('a\n"shut"x\n', 2);
});

test("the zip codes are all there, once each", () => {
  const all = read(readFileSync("web/data/zipcodes.csv", "utf8"));
  assert.equal(all.length, 42_049);
  assert.equal(new Set(all.map((row) => row.zip_code)).size, 42_049);
  assert.deepEqual(all[0], {
    zip_code: "00501",
    latitude: "40.922326",
    longitude: "-72.637078",
    city: "Holtsville",
    state: "NY",
    county: "Suffolk",
  });
});
