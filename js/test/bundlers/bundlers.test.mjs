/** Apps that bundlers build from the packed package: two devices share a list in each. */
import assert from "node:assert/strict";
import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { startRelay } from "../browser/relay.mjs";
import { Devices, shares } from "./devices.mjs";
import { startHost } from "./host.mjs";
import { layOut, plainApp, server, tool } from "./workshop.mjs";

let relay, devices;

before(async () => {
  relay = await startRelay();
  devices = await Devices.open();
});

afterEach(() => devices.clear());

after(async () => {
  await devices?.close();
  await relay?.stop();
});

/** Two devices share a list by an app in a folder, which any web host may serve. */
async function sharesFrom(folder, check = () => {}) {
  const host = await startHost(folder);
  try {
    for (const page of await shares(devices, host.url, relay.ws)) await check(page);
  } finally {
    await host.stop();
  }
}

test("Vite, without options: built, the package's files are there once", async () => {
  const folder = layOut("vite");
  await tool(folder, "vite", "build");
  const files = readdirSync(join(folder, "dist/assets")).map((name) => name.replace(/-[\w-]{8}\./, "."));
  assert.deepEqual(files.sort(), ["amora.wasm", "index.js", "sqlite.wasm", "worker.js"]);
  await sharesFrom(join(folder, "dist"));
});

test("Vite, without options: while developing", async () => {
  const dev = await server(layOut("vite"), "vite", "--port", "0", "--host", "127.0.0.1");
  try {
    await shares(devices, dev.url, relay.ws);
  } finally {
    await dev.stop();
  }
});

test("esbuild, with the plugin: nothing is copied by hand", async () => {
  const folder = layOut("esbuild");
  await tool(folder, "build.mjs");
  cpSync(join(folder, "index.html"), join(folder, "www/index.html"));
  await sharesFrom(join(folder, "www"));
});

test("no bundler: a script of the page, the package's files beside it", async () => {
  await sharesFrom(plainApp());
});

test("webpack, without options", async () => {
  const folder = layOut("webpack");
  await tool(folder, "build.mjs");
  cpSync(join(folder, "index.html"), join(folder, "dist/index.html"));
  await sharesFrom(join(folder, "dist"));
});

/** An app for whose framework its own folder is the root. */
function layOutRooted(app, place, files) {
  const folder = layOut(app, files);
  cpSync(join(folder, "../shared/notes.js"), join(folder, place, "notes.js"));
  return folder;
}

/** The framework's part of the package has rendered what it found. */
async function countsNotes(page) {
  await page.waitForFunction(() => document.querySelector("#count")?.textContent === "0");
}

test("Next, built by webpack and exported: any web host serves it", async () => {
  const folder = layOutRooted("next", ".", { "next.config.mjs": 'export default { output: "export" };\n' });
  await tool(folder, "next", "build", "--webpack");
  await sharesFrom(join(folder, "out"), countsNotes);
});

test("Next, built by Turbopack, with its server", async () => {
  const folder = layOutRooted("next", ".");
  await tool(folder, "next", "build");
  const next = await server(folder, "next", "start", "--port", "0", "--hostname", "127.0.0.1");
  try {
    for (const page of await shares(devices, next.url, relay.ws)) await countsNotes(page);
  } finally {
    await next.stop();
  }
});

test("SvelteKit, prerendered", async () => {
  const folder = layOutRooted("sveltekit", "src");
  await tool(folder, "vite", "build");
  await sharesFrom(join(folder, "build"), countsNotes);
});
