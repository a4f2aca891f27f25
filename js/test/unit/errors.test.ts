import assert from "node:assert/strict";
import test from "node:test";
import { AmoraError, abortError, fromRecord } from "../../src/errors.js";

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
