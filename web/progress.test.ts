import assert from "node:assert/strict";
import test from "node:test";
import { bytes, describe, duration, pace } from "./progress.ts";

test("durations", () => {
  const cases: [number, string][] = [
    [0, "0.0 s"],
    [440, "0.4 s"],
    [9_960, "10 s"],
    [59_400, "59 s"],
    [59_600, "1 min 0 s"],
    [185_000, "3 min 5 s"],
    [119_700, "2 min 0 s"],
  ];
  for (const [milliseconds, text] of cases) assert.equal(duration(milliseconds), text);
});

test("bytes", () => {
  const cases: [number, string][] = [
    [0, "0 B"],
    [999, "999 B"],
    [1_000, "1 KB"],
    [999_499, "999 KB"],
    [999_500, "1.0 MB"],
    [3_440_000, "3.4 MB"],
  ];
  for (const [n, text] of cases) assert.equal(bytes(n), text);
});

test("pace", () => {
  assert.deepEqual(pace(0, 100, 0), { fraction: 0, rate: 0, remaining: undefined });
  assert.deepEqual(pace(25, 100, 500), { fraction: 0.25, rate: 50, remaining: 1500 });
  assert.deepEqual(pace(100, 100, 1000), { fraction: 1, rate: 100, remaining: 0 });
  assert.deepEqual(pace(0, 0, 10), { fraction: 0, rate: 0, remaining: undefined });
});

test("work under way, in words", () => {
  assert.equal(describe(0, 100, 0, "rows"), "0 of 100 rows");
  assert.equal(describe(25, 100, 500, "rows"), "25 of 100 rows · 50 rows/s · 1.5 s left");
});
