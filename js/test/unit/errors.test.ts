import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { AmoraError, abortError, errorCodes, fromRecord } from "../../src/errors.js";

test("the engine's codes are all known, and no others", () => {
  const source = readFileSync("core/errors.go", "utf8");
  const engine = [...source.matchAll(/^\tCode\w+\s+Code = "(\w+)"/gm)].map((match) => match[1]);
  const tab = ["engine_failed", "engine_stopped", "other_version", "aborted"];
  assert.deepEqual([...errorCodes].sort(), [...engine, ...tab].sort());
});

test("fault: the hint stands once, not in the message as well", () => {
  const error = fromRecord({ code: "bad_schema", text: "no models", hint: "add one" });
  assert.equal(error instanceof AmoraError && error instanceof Error, true);
  assert.equal(error.name, "AmoraError");
  assert.equal(error.code, "bad_schema");
  assert.equal(error.hint, "add one");
  assert.equal(error.message, "bad_schema: no models");
  assert.equal(fromRecord({ code: "x_new", text: "t" }).message, "x_new: t");
});

test("an abort keeps its reason", () => {
  const error = abortError(AbortSignal.abort("enough"));
  assert.equal(error.code, "aborted");
  assert.equal(error.cause, "enough");
});
