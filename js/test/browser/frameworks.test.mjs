/** amora/react, amora/svelte and amora/vue in apps of the real frameworks, bundled from the built package. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { compile } from "svelte/compiler";
import { Device } from "./device.mjs";
import { startRelay } from "./relay.mjs";

let relay, device, place;

before(async () => {
  place = mkdtempSync(join(tmpdir(), "amora-frameworks-"));
  relay = await startRelay();
  device = await Device.open();
});

after(async () => {
  try {
    await device?.close();
  } finally {
    await relay?.stop();
    rmSync(place, { recursive: true, force: true });
  }
});

/** Bundles an app as a developer would: the package's own scripts, and beside the bundle worker and wasm. */
function bundle(framework) {
  const folder = "js/test/browser/frameworks";
  let entry = `${folder}/${framework}.js`;
  if (framework === "svelte") {
    const { js } = compile(readFileSync(`${folder}/App.svelte`, "utf8"), { filename: "App.svelte", css: "injected" });
    writeFileSync(join(place, "App.svelte.js"), js.code.replace("./db.js", resolve(folder, "db.js")));
    const main = readFileSync(entry, "utf8").replace("./App.svelte", "./App.svelte.js");
    entry = join(place, "svelte.js");
    writeFileSync(entry, main);
  }
  const aliases = ["index", "react", "svelte", "vue"].map((name) => {
    const from = name === "index" ? "amora" : `amora/${name}`;
    return `--alias:${from}=${resolve(`js/dist/${name}.js`)}`;
  });
  const args = ["--bundle", "--format=esm", "--log-level=warning", "--conditions=browser", ...aliases];
  return execFileSync("go", ["tool", "esbuild", ...args, '--define:process.env.NODE_ENV="development"', entry], {
    encoding: "utf8",
    env: { ...process.env, NODE_PATH: resolve("js/node_modules") },
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** A page with the app, beside which the package's other files lie. */
async function show(framework) {
  await device.script(`${relay.url}/js/app.js`, bundle(framework));
  const page = await device.blank(relay.url);
  await page.evaluate(() => {
    const { Worker } = globalThis;
    globalThis.workers = new Set();
    globalThis.Worker = class extends Worker {
      constructor(...args) {
        super(...args);
        workers.add(this);
      }
      terminate() {
        workers.delete(this);
        super.terminate();
      }
    };
  });
  await page.addScriptTag({ type: "module", url: "/js/app.js" });
  return page;
}

const says = (page, selector, text) => page.locator(selector).filter({ hasText: text }).waitFor();
const put = (page, text) => page.evaluate((text) => db.put("note", { dataset_id, text }), text);
const workers = (page) => page.evaluate(() => workers.size);

for (const framework of ["react", "svelte", "vue"]) {
  test(`${framework}: live query, status and conflicts are shown, with one worker, which ends with the app`, async () => {
    const page = await show(framework);
    await says(page, "#one", "live");
    await says(page, "#two", "live");
    await says(page, "i", "0");
    assert.equal(await workers(page), 1);
    await put(page, "shown");
    await says(page, "li", "shown");
    await says(page, "em", "shown"); // the same by a query that Kysely has built
    await page.evaluate(() => db.reached());
    const { sessions } = await page.evaluate(() => db.inspect());
    assert.equal(sessions.filter(({ push }) => push === 0).length, 1, "one sync, one pull");
    await page.evaluate(() => unmount());
    await page.waitForFunction(() => workers.size === 0);
    await page.close();
  });
}

for (const framework of ["react", "vue"]) {
  test(`${framework}: a query follows its parameters`, async () => {
    const page = await show(framework);
    await says(page, "#one", "live");
    await put(page, "apple");
    await put(page, "berry");
    await says(page, "li", "berry");
    await page.evaluate(() => setLike("a%"));
    await page.waitForFunction(() => document.querySelectorAll("li").length === 1);
    assert.equal(await page.locator("li").innerText(), "apple");
    await page.waitForFunction(() => document.querySelector("em").textContent === "apple");
    await page.close();
  });
}

for (const framework of ["svelte", "vue"]) {
  test(`${framework}: a database in deep state works`, async () => {
    const page = await show(framework);
    await says(page, "#one", "live");
    await page.evaluate(() => putHeld("held"));
    await says(page, "li", "held");
    await page.close();
  });
}

test("react: a module that is edited leaves no worker behind, and goes on with the same database", async () => {
  const page = await show("react");
  await says(page, "#one", "live");
  await page.evaluate(() => {
    globalThis.before = db;
  });
  for (let edits = 1; edits <= 3; edits++) {
    await page.evaluate(() => edit());
    await says(page, "#one", "live");
    await put(page, `edit ${edits}`);
    await says(page, "li", `edit ${edits}`);
  }
  assert.equal(await workers(page), 1);
  assert.equal(await page.evaluate(() => before === db), true);
  await page.close();
});

test("react: a schema that is edited, and edited back, is taken at once, with the rows that were there", async () => {
  const page = await show("react");
  await says(page, "#one", "live");
  await put(page, "before the edit");
  await says(page, "li", "before the edit");
  for (const more of [{ more: "text?" }, {}]) {
    await page.evaluate((more) => edit(more), more);
    await says(page, "#one", "live");
    await says(page, "li", "before the edit");
  }
  assert.equal(await workers(page), 1);
  await page.close();
});
