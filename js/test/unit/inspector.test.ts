import assert from "node:assert/strict";
import test from "node:test";
import { differences, jsonOf } from "../../src/inspector/json.js";
import { inOrder, paced } from "../../src/inspector/pace.js";
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

/** Runs with a clock that the test turns. */
function withTimers(run: (turn: () => void) => void): void {
  const { setTimeout } = globalThis;
  const waiting: (() => void)[] = [];
  globalThis.setTimeout = ((task: () => void) => waiting.push(task)) as unknown as typeof setTimeout;
  try {
    run(() => {
      for (const task of waiting.splice(0)) task();
    });
  } finally {
    globalThis.setTimeout = setTimeout;
  }
}

test("a task runs at once, once more after a pause, and not after the signal", () => {
  withTimers((turn) => {
    let runs = 0;
    const end = new AbortController();
    const ask = paced(() => runs++, 1000, end.signal);
    for (let i = 0; i < 5; i++) ask();
    assert.equal(runs, 1);
    turn();
    assert.equal(runs, 2); // what changed meanwhile
    turn();
    assert.equal(runs, 2);
    ask();
    assert.equal(runs, 3);
    ask();
    end.abort();
    turn();
    ask();
    assert.equal(runs, 3);
  });
});

test("an earlier answer does not replace a later one", async () => {
  const shown: number[] = [];
  const show = inOrder<number>((n) => shown.push(n));
  const answers: ((n: number) => void)[] = [];
  const question = () => show(new Promise((resolve) => answers.push(resolve)));
  const first = [question(), question(), question()];
  answers[1]!(2);
  await first[1];
  answers[0]!(1);
  answers[2]!(3);
  await Promise.all(first);
  assert.deepEqual(shown, [2, 3]);
  await assert.rejects(show(Promise.reject(new Error("closed"))), { message: "closed" });
});
