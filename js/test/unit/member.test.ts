import assert from "node:assert/strict";
import test, { after, mock } from "node:test";
import { encodeText } from "../../src/codec.js";
import type { Hold } from "../../src/lock.js";
import { Member } from "../../src/member.js";
import type { Announcement, Answer, Beat, Call, Request, Start, ToPage } from "../../src/messages.js";
import { isNewer, version } from "../../src/version.js";
import { stored } from "./fake.js";

/** Lets messages arrive: each that another answers takes a turn of Node's loop. */
const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
};

/** A lock among the members of one test. */
class Lock {
  #queue: { member: number; grant(hold: Hold): void }[] = [];
  #holder: { member: number; lose(): void } | undefined;

  acquire = (member: number) => (_name: string, steal: boolean) =>
    new Promise<Hold>((grant) => {
      if (steal) this.#holder?.lose();
      this.#queue[steal ? "unshift" : "push"]({ member, grant });
      if (steal || !this.#holder) this.#next();
    });

  /** A worker has ended. */
  end(member: number): void {
    this.#queue = this.#queue.filter((one) => one.member !== member);
    if (this.#holder?.member === member) this.#next();
  }

  #next(): void {
    this.#holder = undefined;
    const first = this.#queue.shift();
    if (!first) return;
    const lost = new Promise<void>((lose) => (this.#holder = { member: first.member, lose }));
    first.grant({ lost, release: () => this.end(first.member) });
  }
}

let groups = 0;
const members: Member[] = [];
after(() => {
  for (const member of members) member.stop(closed);
});
const closed = { code: "closed", text: "the test is over" };

/** From now on intervals are the test's. Members of tests before end: what they clear would be a mock. */
function mockIntervals(): void {
  for (const member of members.splice(0)) member.stop(closed);
  mock.timers.enable({ apis: ["setInterval"] });
}

/** Tabs of one database, whose engines answer every call with what they are called. */
function group() {
  const name = `group ${++groups}`;
  const lock = new Lock();
  let epoch = 0;
  let tabs = 0;

  function tab(change: Partial<Start["open"]> = {}) {
    const number = ++tabs;
    const posted: ToPage[] = [];
    const runs: Call[] = [];
    const member: Member = new Member(
      {
        type: "start",
        version,
        open: { name, schema: {}, durability: "strict", memory: false, ...change },
        patience: 3,
      },
      {
        acquire: lock.acquire(number),
        whenReleased() {},
        run: () => member.ready(),
        engine: {
          call(call) {
            runs.push(call);
            const reply = call.method === "open" ? { ...stored, epoch: ++epoch } : { by: number };
            queueMicrotask(() =>
              member.answer({ type: "reply", id: call.id, payload: encodeText(JSON.stringify(reply)) }),
            );
          },
          cancel() {},
        },
        post: (message) => posted.push(message),
      },
    );
    members.push(member);
    return {
      member,
      posted,
      runs,
      call: (id: string, method: Call["method"] = "exec", again = false) =>
        member.call({ type: "call", id, method, payload: encodeText(""), again, settled: 0 }),
      /** Types of what the page was told since the last look. */
      told: () => posted.splice(0).map(({ type }) => type),
      answers: () => posted.filter((message): message is Answer => message.type === "reply").map(({ id }) => id),
      end: () => lock.end(number),
    };
  }
  return { name, lock, tab };
}

test("the first tab that can is the owner, the others are told so and pass calls on", async () => {
  const { tab } = group();
  const [a, b] = [tab(), tab()];
  b.member.stand();
  a.member.stand();
  await settle();
  assert.deepEqual(b.told(), ["elected", "open"]);
  assert.deepEqual(a.told(), ["open"]);
  a.call("a-1");
  b.call("b-1");
  await settle();
  assert.deepEqual([a.answers(), b.answers()], [["a-1"], ["b-1"]]);
  assert.deepEqual(
    b.runs.map(({ id }) => id),
    ["open", "b-1", "a-1"],
  );
});

test("a later tab finds the owner, and takes over when it ends", async () => {
  const { tab } = group();
  const a = tab();
  a.member.stand();
  await settle();
  const [b, c] = [tab(), tab()];
  b.member.stand();
  c.member.stand();
  await settle();
  assert.deepEqual([b.told(), c.told()], [["open"], ["open"]]);
  a.member.stop(closed);
  a.end();
  await settle();
  assert.deepEqual(b.told(), ["elected", "open"]);
  assert.deepEqual(c.told(), ["open"]);
  const opening = JSON.parse(new TextDecoder().decode(b.runs[0]!.payload));
  assert.equal(opening.stored, true, "memory would lose what the owner before had stored");
  c.call("c-1");
  await settle();
  assert.deepEqual(c.answers(), ["c-1"]);
});

test("tabs with another schema, or of another build, are not let in", async () => {
  const { tab } = group();
  const a = tab({ schema: withModels("note", "letter") });
  a.member.stand();
  await settle();
  const b = tab({ schema: withModels("note") });
  await settle();
  assert.deepEqual(a.told(), ["elected", "open"], "an older tab asks nobody to give way");
  assert.deepEqual(
    b.posted.map((message) => message.type === "stopped" && message.error.code),
    ["other_version"],
  );
  const old = group().tab({ name: "another" });
  const channel = new BroadcastChannel("amora:another");
  channel.postMessage({ type: "hello", owner: "x", version: "0.0.1", terms: "" } satisfies Announcement);
  await settle();
  assert.deepEqual(old.told(), ["stopped"]);
  channel.close();
});

const withModels = (...names: string[]) => ({
  profile: "p",
  models: names.map((name) => ({ name, table: name, partition: "x", source: null, columns: { text: "text" } })),
});

test("fault: a newer tab asks the older ones to give way, and takes over when they have", async () => {
  const { tab } = group();
  const old = [tab({ schema: withModels("note") }), tab({ schema: withModels("note") })];
  for (const { member } of old) member.stand();
  await settle();
  for (const one of old) one.told();
  const b = tab({ schema: withModels("letter", "note") });
  b.member.stand();
  await settle();
  for (const one of old) assert.deepEqual(one.told(), ["newer"]);
  assert.deepEqual(b.told(), []);
  old[1]!.call("old-1", "close");
  old[1]!.end();
  old[0]!.member.stop(closed);
  old[0]!.end();
  await settle();
  assert.deepEqual(b.told(), ["elected", "open"]);
});

test("an older tab that stays asks nobody to give way, and is not let in beside the newer one", async () => {
  const { tab } = group();
  const [a, b] = [tab({ schema: withModels("note") }), tab({ schema: withModels("note") })];
  for (const { member } of [a, b]) member.stand();
  await settle();
  const c = tab({ schema: { ...withModels("note"), scopes: [] } }); // which is newer cannot be told: the later one
  await settle();
  a.member.stop(closed);
  a.end();
  await settle();
  b.member.stop(closed);
  b.end();
  c.member.stand();
  await settle();
  mock.timers.enable({ apis: ["setInterval"] });
  try {
    const again = tab({ schema: withModels("note"), stored: true }); // a page that was asleep
    await settle();
    assert.equal(again.posted[0]?.type, "newer", "its page may give way");
    for (let beats = 0; beats < 7; beats++) {
      mock.timers.tick(1000);
      await settle();
    }
    assert.deepEqual(c.told(), ["elected", "open"]);
    const last = again.posted.at(-1);
    assert.equal(last?.type === "stopped" && last.error.code, "other_version");
  } finally {
    mock.timers.reset();
  }
});

test("a newer tab that is not let in is told so after a while", async () => {
  const { tab } = group();
  mockIntervals();
  try {
    const a = tab({ schema: withModels("note") });
    a.member.stand();
    await settle();
    const b = tab({ schema: withModels("note", "letter") });
    b.member.stand();
    await settle();
    for (let beats = 0; beats < 6; beats++) {
      mock.timers.tick(1000);
      await settle();
    }
    assert.deepEqual(b.told(), []);
    mock.timers.tick(1000);
    await settle();
    assert.deepEqual(
      b.posted.map((message) => message.type === "blocked" && message.error.code),
      ["other_version"],
    );
    b.told();
    for (let beats = 0; beats < 9; beats++) {
      mock.timers.tick(1000);
      await settle();
    }
    assert.deepEqual(b.told(), [], "it is told once, and waits");
    assert.deepEqual(a.told(), ["elected", "open", "newer"], "it is asked once, and the lock is not taken from it");
  } finally {
    mock.timers.reset();
  }
});

test("which of two tabs is newer", () => {
  const terms = (schema: unknown, durability = "strict") => JSON.stringify({ schema, durability });
  const [one, two] = [withModels("note"), withModels("note", "letter")];
  const column = (columns: Record<string, unknown>) => ({ ...one, models: [{ ...one.models[0], columns }] });
  const renamed = terms(column({ title: { type: "text", was: "text" } }));
  const filled = terms(column({ text: "text", n: { type: "integer", backfill: 1 } }));
  const cases: [string, string, string, string, string, boolean][] = [
    ["the same", "1.0.0", terms(one), "1.0.0", terms(one), false],
    ["another durability alone", "1.0.0", terms(one, "relaxed"), "1.0.0", terms(one), true],
    ["a higher version with less", "1.0.0", terms({ ...one, version: 2 }), "1.0.0", terms(two), true],
    [
      "a lower version with more",
      "1.0.0",
      terms({ ...two, version: 1 }),
      "1.0.0",
      terms({ ...one, version: 2 }),
      false,
    ],
    ["a column renamed", "1.0.0", renamed, "1.0.0", terms(one), true],
    ["a wider type", "1.0.0", terms(column({ text: "json" })), "1.0.0", terms(one), true],
    ["a narrower type", "1.0.0", terms(one), "1.0.0", terms(column({ text: "json" })), false],
    [
      "a required column",
      "1.0.0",
      terms(column({ text: "text", n: "integer" })),
      "1.0.0",
      terms(column({ text: "text?" })),
      false,
    ],
    ["a backfilled column for another", "1.0.0", filled, "1.0.0", terms(column({ text: "text", m: "text" })), true],
    ["what that followed", "1.0.0", terms(column({ text: "text", m: "text" })), "1.0.0", filled, false],
    ["one more model", "1.0.0", terms(two), "1.0.0", terms(one), true],
    ["one model less", "1.0.0", terms(one), "1.0.0", terms(two), false],
    ["one more column", "1.0.0", terms(column({ text: "text", more: "text?" })), "1.0.0", terms(one), true],
    ["another type", "1.0.0", terms(column({ text: "date" })), "1.0.0", terms(one), false],
    ["another profile", "1.0.0", terms({ ...one, profile: "q" }), "1.0.0", terms(one), false],
    ["a later build", "1.10.0", terms(one), "1.9.0", terms(one), true],
    ["an earlier build", "1.9.9", terms(one), "1.10.0", terms(one), false],
    ["a later build with an earlier schema", "2.0.0", terms(one), "1.0.0", terms(two), false],
    ["another commit", "1.0.0+aa", terms(one), "1.0.0+bb", terms(one), true],
    ["terms of another form", "2.0.0", terms(one), "1.0.0", "", false],
  ];
  for (const [what, mine, myTerms, theirs, theirTerms, newer] of cases) {
    assert.equal(isNewer({ version: mine, terms: myTerms }, { version: theirs, terms: theirTerms }), newer, what);
  }
});

/** An owner that is only what the test says. */
async function fakeOwner(group: { name: string; lock: Lock }) {
  const hold = await group.lock.acquire(0)("", false);
  let lost = false;
  void hold.lost.then(() => (lost = true));
  const channel = new BroadcastChannel(`amora:${group.name}`);
  channel.postMessage({
    type: "hello",
    owner: group.name,
    version,
    terms: JSON.stringify({ schema: {}, durability: "strict" }),
    reply: stored,
  } satisfies Announcement);
  await settle();
  return { close: () => channel.close(), isLost: () => lost };
}

test("an owner that is silent is deposed by who waits for it, unless its page is alive", async () => {
  const g = group();
  mockIntervals();
  try {
    const b = g.tab();
    const owner = await fakeOwner(g);
    b.member.stand();
    const page = new BroadcastChannel(`amora-alive:${g.name}`);
    page.onmessage = (event: MessageEvent<Beat>) => {
      if (event.data === "ping") page.postMessage("pong" satisfies Beat);
    };
    const beats = async (n: number) => {
      for (let i = 0; i < n; i++) {
        mock.timers.tick(1000);
        await settle();
      }
    };
    assert.deepEqual(b.told(), ["open"]);
    b.call("b-1", "watch");
    await beats(6);
    assert.deepEqual(b.told(), [], "the page says that it is alive");
    page.close();
    b.call("b-2");
    await beats(2);
    assert.equal(owner.isLost(), false);
    await beats(3);
    assert.equal(owner.isLost(), true);
    assert.deepEqual(b.told(), ["elected", "open"]);
    owner.close();
  } finally {
    mock.timers.reset();
  }
});

test("whoever waits for nothing deposes nobody", async () => {
  const g = group();
  mockIntervals();
  try {
    const b = g.tab();
    const owner = await fakeOwner(g);
    b.member.stand();
    for (let i = 0; i < 10; i++) {
      mock.timers.tick(1000);
      await settle();
    }
    assert.equal(owner.isLost(), false);
    owner.close();
  } finally {
    mock.timers.reset();
  }
});

test("an owner says so when it knows nothing of who asks, and the page sends its calls again", async () => {
  const g = group();
  const a = g.tab();
  a.member.stand();
  const b = g.tab();
  await settle();
  b.told();
  const channel = new BroadcastChannel(`amora-member:${a.member.id}`);
  channel.postMessage({ type: "ping", from: b.member.id } satisfies Request);
  await settle();
  assert.deepEqual(b.told(), ["open"]);
  channel.close();
});

test("a tab does not follow an owner of another database than it had, made after that was destroyed", async () => {
  for (const database of ["first", "second"]) {
    const g = group();
    g.tab().member.stand();
    await settle();
    const b = g.tab({ stored: true, database });
    b.member.stand();
    await settle();
    const said = b.posted[0]!;
    if (database === "first") assert.equal(said.type, "open");
    else assert.equal(said.type === "stopped" && said.error.code, "closed");
  }
});

test("an heir asks for the database that its owner had, and ends where that is gone", async () => {
  const g = group();
  const a = g.tab();
  a.member.stand();
  const b = g.tab();
  b.member.stand();
  await settle();
  b.told();
  a.member.stop(closed);
  a.end();
  await settle();
  const opening = JSON.parse(new TextDecoder().decode(b.runs[0]!.payload));
  assert.deepEqual([opening.stored, opening.database], [true, "first"]);
});

test("the channel to a member that has gone without a word is closed", async () => {
  mockIntervals();
  const open = new Set<string>();
  const Given = globalThis.BroadcastChannel;
  globalThis.BroadcastChannel = class extends Given {
    constructor(name: string) {
      super(name);
      open.add(name);
    }

    override close(): void {
      open.delete(this.name);
      super.close();
    }
  };
  try {
    const g = group();
    const a = g.tab();
    a.member.stand();
    await settle();
    const channel = new Given(`amora-member:${a.member.id}`);
    channel.postMessage({ type: "ping", from: "silent" } satisfies Request);
    await settle();
    assert.equal(open.has("amora-member:silent"), true);
    for (let look = 0; look <= 3; look++) mock.timers.tick(10_000);
    assert.equal(open.has("amora-member:silent"), false);
    channel.close();
  } finally {
    globalThis.BroadcastChannel = Given;
    mock.timers.reset();
  }
});

test("an owner that hears of a later one gives up", async () => {
  const g = group();
  const a = g.tab();
  a.member.stand();
  await settle();
  const channel = new BroadcastChannel(`amora:${g.name}`);
  for (const [epoch, told] of [
    [1, undefined],
    [2, "lost"],
  ] as const) {
    a.told();
    channel.postMessage({
      type: "hello",
      owner: "later",
      version,
      terms: "",
      reply: { ...stored, epoch },
    } satisfies Announcement);
    await settle();
    assert.equal(a.told()[0], told);
  }
  channel.close();
});

test("in memory each tab is for itself", async () => {
  const g = group();
  const [a, b] = [g.tab({ memory: true }), g.tab({ memory: true })];
  a.member.stand();
  b.member.stand();
  await settle();
  assert.deepEqual(
    [a.told(), b.told()],
    [
      ["elected", "open"],
      ["elected", "open"],
    ],
  );
});

test("destroying ends all tabs, the one that wanted it last", async () => {
  const { tab } = group();
  const [a, b, c] = [tab(), tab(), tab()];
  a.member.stand();
  await settle();
  for (const one of [a, b, c]) one.told();
  b.call("b-1", "destroy");
  await settle();
  assert.deepEqual([a.told(), b.told(), c.told()], [["stopped"], ["reply"], ["stopped"]]);
});

test("a follower that closes leaves the others alone", async () => {
  const { tab } = group();
  const [a, b] = [tab(), tab()];
  a.member.stand();
  await settle();
  b.told();
  b.call("b-1", "close");
  await settle();
  assert.deepEqual(b.answers(), ["b-1"]);
  a.call("a-1");
  await settle();
  assert.deepEqual(a.answers(), ["a-1"]);
});
