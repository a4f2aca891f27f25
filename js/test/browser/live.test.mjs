/** One live state for all tabs and components, and one connection for all that want the same sync. */
import assert from "node:assert/strict";
import { connect, createServer } from "node:net";
import { after, before, test } from "node:test";
import { Device } from "./device.mjs";
import { open } from "./notes.mjs";
import { startRelay } from "./relay.mjs";

let relay, line, device;

before(async () => {
  relay = await startRelay();
  line = await startLine(new URL(relay.url));
  device = await Device.open();
});

after(async () => {
  try {
    await device?.close();
  } finally {
    await line?.stop();
    await relay?.stop();
  }
});

/** A line to the relay that counts the syncs that go through it. */
async function startLine({ hostname, port }) {
  const counted = { opened: 0, under: 0 };
  const sockets = new Set();
  const server = createServer((from) => {
    const to = connect(Number(port), hostname);
    sockets.add(from).add(to);
    let isSync = false;
    from.once("data", (head) => {
      isSync = /^GET \/sync\//.test(head.toString("latin1"));
      if (isSync) [counted.opened, counted.under] = [counted.opened + 1, counted.under + 1];
    });
    from.once("close", () => {
      if (isSync) counted.under--;
      to.destroy();
    });
    for (const socket of [from, to]) socket.on("error", () => {});
    to.once("close", () => from.destroy());
    from.pipe(to).pipe(from);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `127.0.0.1:${server.address().port}`;
  return {
    counted,
    url: `http://${address}`,
    ws: `ws://${address}`,
    stop() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A tab that keeps the latest status. */
async function tab(name) {
  const page = await device.blank(line.url);
  await open(page, name);
  await page.evaluate(() => {
    globalThis.seen = [];
    db.watchStatus((status) => {
      globalThis.told = status;
      if (status.sync) seen.push(status.sync.state);
    });
  });
  return page;
}

const until = (page, state) => page.waitForFunction((state) => globalThis.told?.sync?.state === state, state);

test("tabs and components that want the same sync share a connection, and see the same state", async () => {
  const [one, two] = [await tab("shared"), await tab("shared")];
  await one.evaluate(async (ws) => {
    globalThis.dataset_id = (await db.createRoot("all")).id;
    globalThis.sessions = [db.sync(ws, { live: true }), db.sync(ws, { live: true })];
  }, line.ws);
  await until(one, "live");
  await until(two, "live");
  await two.evaluate((ws) => {
    globalThis.session = db.sync(ws, { live: true });
  }, line.ws);
  // Whoever comes later is told where the session stands.
  assert.equal(
    await two.evaluate(async () => {
      for await (const { direction, stage } of session) return direction + stage;
    }),
    "",
  );
  assert.deepEqual(line.counted, { opened: 1, under: 1 });
  assert.deepEqual(await one.evaluate(() => seen.slice(0, 1)), ["connecting"]);
  assert.deepEqual(await two.evaluate(() => [told.syncs.length, told.sync.relay]), [1, line.ws]);

  // Those who leave take nothing from the others.
  const left = await one.evaluate(async () => {
    for (const session of sessions) session.stop();
    return Promise.all(sessions.map(({ done }) => done));
  });
  assert.equal(left.length, 2);
  await one.evaluate(async () => {
    await db.put("note", { dataset_id, text: "from one" });
    await db.reached();
  });
  assert.deepEqual(line.counted, { opened: 1, under: 1 });
  assert.deepEqual(await two.evaluate(() => told.sync.state), "live");
  await two.waitForFunction(() => globalThis.told.onlyHere === 0);
  await two.evaluate(() => session.stop());
  const { pushed } = await two.evaluate(() => session.done);
  assert.equal(pushed, 1, "the last one gets what the session has done");
  for (const page of [one, two]) await page.waitForFunction(() => globalThis.told.sync === undefined);
  await Promise.all([one.close(), two.close()]);
});

test("what exists only here is counted until a relay has it, and reached waits for that", async () => {
  const page = await tab("only here");
  await page.evaluate(async () => {
    globalThis.dataset_id = (await db.createRoot("all")).id;
    await db.put(
      "note",
      [1, 2, 3].map((n) => ({ dataset_id, text: `note ${n}` })),
    );
    globalThis.reached = false;
    db.reached().then(() => (reached = true));
  });
  await page.waitForFunction(() => globalThis.told.onlyHere === 3 && globalThis.told.unsynced === 0);
  const gaveUp = await page.evaluate(() => db.reached({ signal: AbortSignal.timeout(1) }).catch(({ code }) => code));
  assert.equal(gaveUp, "aborted");
  assert.equal(await page.evaluate(() => reached), false);
  await page.evaluate((ws) => db.sync(ws).done, line.ws);
  await page.waitForFunction(() => reached && globalThis.told.onlyHere === 0);
  await page.close();
});

test("a sync that fails says so in the status, and is no unhandled rejection where nobody awaits it", async () => {
  const page = await tab("refused");
  await page.evaluate((ws) => void db.sync(ws, { live: true }), line.ws);
  await until(page, "refused");
  assert.equal(await page.evaluate(() => told.sync.code), "no_certificate");
  await page.evaluate(async () => {
    await db.createRoot("all");
    void db.sync("ws://127.0.0.1:1", { live: true });
  });
  await page.waitForFunction(() => told.syncs.some(({ state }) => state === "offline"));
  assert.deepEqual(await page.evaluate(() => told.syncs.map(({ state, code }) => [state, code])), [
    ["refused", "no_certificate"],
    ["offline", "unavailable"],
  ]);
  // A new sync with the relay takes the place of the one that failed.
  await page.evaluate((ws) => void db.sync(ws, { live: true }), line.ws);
  await until(page, "live");
  assert.equal(await page.evaluate(() => told.syncs.length), 2);
  await page.close();
});

test("the browser is asked to keep the data at the first write, once, and never at open", async () => {
  const page = await device.blank(line.url);
  await page.evaluate(() => {
    globalThis.asked = 0;
    navigator.storage.persisted = async () => false;
    navigator.storage.persist = async () => {
      asked++;
      return true;
    };
  });
  await open(page, "kept");
  await page.evaluate(() => db.query("SELECT * FROM note"));
  assert.equal(await page.evaluate(() => asked), 0);
  await page.evaluate(async () => {
    await db.exec("CREATE TABLE mine (a)");
    await db.exec("INSERT INTO mine VALUES (1)");
  });
  await page.waitForFunction(() => asked > 0);
  assert.equal(await page.evaluate(() => asked), 1);
  await page.close();
});

test("conflicts are watched", async () => {
  const page = await tab("watched conflicts");
  const lost = await page.evaluate(async (ws) => {
    globalThis.dataset_id = (await db.createRoot("all")).id;
    const id = await db.put("note", { dataset_id, text: "first" });
    await db.sync(ws).done;
    const other = await amora.open("other side", { schema, storage: "memory" });
    await other.join(await db.invite({ scope: "all", relay: ws }));
    await other.sync(ws).done;
    await other.put("note", { id, text: "theirs" });
    await other.sync(ws).done;
    await other.close();
    const found = new Promise((resolve) => db.watchConflicts((list) => list.length && resolve(list)));
    await db.put("note", { id, text: "ours" });
    await db.sync(ws).done;
    const [conflict] = await found;
    const settled = new Promise((resolve) => db.watchConflicts((list) => list.length || resolve(true)));
    await db.resolve(conflict.model, conflict.id, conflict.lost[0]);
    await settled;
    return [conflict.current.text, conflict.lost[0].text].sort();
  }, line.ws);
  assert.deepEqual(lost, ["ours", "theirs"]);
  await page.close();
});
