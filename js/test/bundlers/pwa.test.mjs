/** Apps that load without a connection: what service workers keep, and what the package keeps where they do not. */
import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { Devices, opened } from "./devices.mjs";
import { startHost } from "./host.mjs";
import { layOut, plainApp, tool } from "./workshop.mjs";

/** The plugin's options that js/README.md recommends. */
const [, recipe] = /^VitePWA\((.*)\)/m.exec(readFileSync("js/README.md", "utf8"));
/** Where the web host is gone. */
const offline = /favicon\.ico|ERR_CONNECTION_REFUSED|ERR_FAILED|bad HTTP response|fetch the script/;

let devices, host;

before(async () => {
  devices = await Devices.open();
});

afterEach(async () => {
  await host?.stop();
  await devices.clear();
});

after(() => devices?.close());

/** Builds the app with vite-plugin-pwa and those options, and serves it. */
async function hostPwa(options) {
  const config = `import { VitePWA } from "vite-plugin-pwa";\nexport default { plugins: [VitePWA(${options})] };\n`;
  const folder = layOut("pwa", { "vite.config.js": config });
  await tool(folder, "vite", "build");
  host = await startHost(join(folder, "dist"));
}

const writeRow = (page) =>
  page.evaluate(async () => {
    const { id: dataset_id } = await db.createRoot("all");
    await db.put("note", { dataset_id, text: "kept" });
  });

/** Reloads the page without its web host: the app opens, and has its rows. */
async function reloadsOffline(page) {
  await host.stop();
  await page.reload();
  await opened(page);
  assert.deepEqual(await page.evaluate(() => db.query("SELECT text FROM note")), [{ text: "kept" }]);
}

test("vite-plugin-pwa as the README says: the app reloads offline", async () => {
  await hostPwa(recipe);
  const page = await devices.visit(host.url, offline);
  await writeRow(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await reloadsOffline(page);
});

test("a service worker that leaves the engine out: the package keeps it, and the app reloads offline", async () => {
  await hostPwa('{ registerType: "autoUpdate", workbox: { globIgnores: ["**/amora-*.wasm"] } }');
  const page = await devices.visit(host.url, offline);
  await writeRow(page);
  await page.waitForFunction(async () => (await (await caches.open("amora")).keys()).length > 0);
  const kept = await page.evaluate(async () => (await (await caches.open("amora")).keys()).map(({ url }) => url));
  assert.match(kept.join(), /^[^,]*\/amora-[^,]*\.wasm\?amora=[^,]*$/, "what the service worker has is not kept twice");
  await reloadsOffline(page);
});

test("a page whose Cache Storage is refused opens all the same", async () => {
  await hostPwa(recipe);
  const device = await devices.device(offline);
  await device.addInitScript(() => {
    Object.defineProperty(globalThis, "caches", {
      get() {
        throw new DOMException("refused", "SecurityError");
      },
    });
  });
  const page = await device.newPage();
  await page.goto(host.url);
  await opened(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await page.reload();
  await opened(page);
});

/** A service worker that answers with the package's files as it first saw them, and leaves the rest to the network. */
const staleWorker = `
const files = ["worker.js", "amora.wasm", "sqlite.wasm"].map((name) => "/amora/" + name);
addEventListener("install", (event) => event.waitUntil(caches.open("app").then((cache) => cache.addAll(files))));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => event.respondWith(caches.match(event.request).then((old) => old ?? fetch(event.request))));
`;

test("an app that was updated opens while its old service worker answers with another build's files", async () => {
  const folder = plainApp();
  const old = `${folder}-old`;
  cpSync(folder, old, { recursive: true });
  const [build, revision] = /\d+\.\d+\.\d+\+([0-9a-f]+)/.exec(readFileSync(join(folder, "amora/index.js"), "latin1"));
  for (const name of ["index.js", "worker.js", "amora.wasm"]) {
    const file = join(old, "amora", name);
    const text = readFileSync(file, "latin1").replaceAll(build, build.replace(revision, "0".repeat(revision.length)));
    writeFileSync(file, text, "latin1");
  }
  for (const place of [folder, old]) writeFileSync(join(place, "sw.js"), staleWorker);

  host = await startHost(old);
  const page = await devices.visit(host.url, offline);
  await writeRow(page);
  await page.evaluate(async () => {
    await navigator.serviceWorker.register("/sw.js");
    await navigator.serviceWorker.ready;
  });
  host.folder = folder;
  for (let visit = 0; visit < 2; visit++) {
    await page.reload();
    await opened(page);
    assert.deepEqual(await page.evaluate(() => db.query("SELECT text FROM note")), [{ text: "kept" }]);
    await page.waitForFunction(
      async (build) =>
        (await (await caches.open("amora")).keys()).some(({ url }) => new URL(url).searchParams.get("amora") === build),
      build,
    );
  }
});

test("Vite: a worker of the app's own opens the database", async () => {
  const folder = layOut("worker");
  await tool(folder, "vite", "build");
  host = await startHost(join(folder, "dist"));
  const page = await devices.visit(host.url);
  assert.deepEqual(await page.evaluate(() => rows), [{ text: "inside" }]);
});
