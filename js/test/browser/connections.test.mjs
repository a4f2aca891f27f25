/** A live tab behind a line that falls silent without closing. */
import assert from "node:assert/strict";
import { connect, createServer } from "node:net";
import { after, before, test } from "node:test";
import { Device } from "./device.mjs";
import { schema } from "./notes.mjs";
import { startRelay } from "./relay.mjs";

let relay, proxy, device;

before(async () => {
  relay = await startRelay();
  proxy = await startProxy(Number(new URL(relay.url).port));
  device = await Device.open();
});

after(async () => {
  try {
    await device?.close();
  } finally {
    proxy?.close();
    await relay?.stop();
  }
});

/** Passes bytes on to a port, unless it is silent: then it takes them, and closes nothing. */
async function startProxy(port) {
  const sockets = new Set();
  const state = { silent: false };
  const server = createServer((from) => {
    const to = connect(port, "127.0.0.1");
    const both = [from, to];
    for (const [i, socket] of both.entries()) {
      sockets.add(socket);
      socket.on("data", (bytes) => state.silent || both[1 - i].write(bytes));
      socket.on("close", () => state.silent || both[1 - i].destroy());
      socket.on("error", () => {});
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    ws: `ws://127.0.0.1:${server.address().port}`,
    silence: (silent) => (state.silent = silent),
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

test("fault F2: a tab that only listens says offline within a minute, and comes back", {
  timeout: 180_000,
}, async () => {
  const page = await device.blank(relay.url);
  await page.evaluate(
    async ({ ws, schema }) => {
      const { open } = await import("/js/index.js");
      globalThis.db = await open("half-open", { schema });
      globalThis.dataset = (await db.createRoot("all")).id;
      globalThis.waiting = [];
      globalThis.session = db.sync(ws, { live: true });
      (async () => {
        for await (const { direction, offline } of session) {
          if (direction) continue;
          globalThis.offline = offline;
          for (const wake of waiting.splice(0)) wake();
        }
      })();
      globalThis.until = async (wanted) => {
        const start = performance.now();
        while (globalThis.offline !== wanted) await new Promise((resolve) => waiting.push(resolve));
        return performance.now() - start;
      };
      await until(false);
    },
    { ws: proxy.ws, schema },
  );
  proxy.silence(true);
  const took = await page.evaluate(() => until(true));
  assert.ok(took > 20_000 && took < 65_000, `offline after ${took} ms`);
  proxy.silence(false);
  await page.evaluate(async () => {
    dispatchEvent(new Event("online"));
    await until(false);
    await db.put("note", { dataset_id: dataset, text: "after" });
    session.stop();
    await session.done;
    await db.sync(location.origin.replace("http", "ws")).done;
    await db.destroy();
  });
});
