/** npm create amora: from an empty folder to two synced browsers, and each template. */
import assert from "node:assert/strict";
import { execFile, execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { promisify } from "node:util";
import { startRelay } from "../browser/relay.mjs";
import { Devices } from "./devices.mjs";
import { startHost } from "./host.mjs";
import { startRegistry } from "./registry.mjs";
import { listening, tool, unpack } from "./workshop.mjs";

const run = promisify(execFile);
let devices, place, relay;

before(async () => {
  place = mkdtempSync(join(tmpdir(), "amora-create-"));
  relay = await startRelay();
  devices = await Devices.open();
});

afterEach(() => devices.clear());

after(async () => {
  await devices?.close();
  await relay?.stop();
  rmSync(place, { recursive: true, force: true, maxRetries: 5 });
});

const shows = (page, text) => page.locator("li").filter({ hasText: text }).waitFor();

async function add(page, text) {
  await page.locator("input[name=text]").fill(text);
  await page.locator("form button").click();
  await shows(page, text);
}

/** One person begins a list and invites another by the link: what either writes or ticks, the other sees, live. */
async function sharesByLink(url) {
  const ana = await (await devices.device()).newPage();
  await ana.goto(url);
  await add(ana, "bread");
  await ana.locator("#state").filter({ hasText: "live" }).waitFor();
  await ana.locator("#invite").click();
  await ana.locator("#link").waitFor();
  const link = await ana.locator("#link").inputValue();
  assert.equal(new URL(link).origin, new URL(url).origin);

  const bia = await (await devices.device()).newPage();
  await bia.goto(link);
  await shows(bia, "bread");
  assert.equal(new URL(bia.url()).hash, "", "the address does not keep the rights");
  await add(bia, "butter");
  await shows(ana, "butter");
  await ana.locator("li").filter({ hasText: "butter" }).locator("input").click();
  await bia.waitForFunction(() => document.querySelectorAll("li input:checked").length === 1);

  // Who has a list of one's own keeps it beside those one is invited to.
  const cleo = await (await devices.device()).newPage();
  await cleo.goto(url);
  await add(cleo, "of cleo");
  await cleo.goto(link);
  await shows(cleo, "butter");
  assert.equal(await cleo.locator("li").filter({ hasText: "of cleo" }).count(), 0);
  await cleo.getByText("My own list").click();
  await shows(cleo, "of cleo");
}

const npmSays = async (name) => (await run("npm", ["config", "get", name])).stdout.trim();

test("three commands: create, the relay, the app; two browsers share a list", async () => {
  const [upstream, cache] = await Promise.all([npmSays("registry"), npmSays("cache")]);
  const registry = await startRegistry(upstream);
  // Downloads are shared with others, but not what npx has installed before.
  mkdirSync(join(cache, "_cacache"), { recursive: true });
  mkdirSync(join(place, "cache"));
  symlinkSync(join(cache, "_cacache"), join(place, "cache/_cacache"));
  const npm = { npm_config_registry: registry.url, npm_config_cache: join(place, "cache") };
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", ...npm };
  const started = [];
  const start = (folder, ...command) => {
    const [file, ...args] = command;
    const child = spawn(file, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    started.push(child);
    return listening(child);
  };
  try {
    await run("npm", ["create", "--yes", "amora", "tasks"], { cwd: place, env });
    const folder = join(place, "tasks");
    env.VITE_RELAY = (await start(folder, "npx", "amora-relay", "--listen", "127.0.0.1:0")).replace(/^http/, "ws");
    await sharesByLink(await start(folder, "npm", "run", "dev", "--", "--port", "0", "--host", "127.0.0.1"));
  } finally {
    for (const { pid, exitCode } of started) if (exitCode === null) process.kill(-pid, "SIGTERM");
    await registry.stop();
  }
});

/** Makes the app of a template without npm, where the bundlers are installed. */
function make(template) {
  const apps = resolve("build/bundlers/apps");
  const create = join(place, "create-amora");
  unpack("create-amora", create);
  unpack("amora", resolve("build/bundlers/node_modules/amora"));
  const folder = join(apps, `made-${template}`);
  rmSync(folder, { recursive: true, force: true });
  execFileSync(process.execPath, [join(create, "create-amora.mjs"), folder, "--template", template, "--no-install"]);
  return folder;
}

for (const template of ["vanilla", "react", "svelte", "vue"]) {
  test(`the ${template} template: its types hold, it builds, and a list is shared by its link`, async () => {
    const folder = make(template);
    process.env.VITE_RELAY = relay.ws;
    const { scripts } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    for (const script of [scripts.check, scripts.build]) await tool(folder, ...script.split(" "));
    const host = await startHost(join(folder, "dist"));
    try {
      await sharesByLink(host.url);
    } finally {
      await host.stop();
    }
  });
}

test("no template uses any, and what npm would not pack is there", () => {
  const folder = make("vanilla");
  assert.ok(readdirSync(folder).includes(".gitignore"));
  const templates = readdirSync("js/create/templates", { recursive: true });
  const sources = templates.filter((name) => /\.(ts|tsx|svelte|vue)$/.test(name));
  assert.ok(sources.length > 10);
  for (const name of sources) {
    assert.doesNotMatch(readFileSync(join("js/create/templates", name), "utf8"), /: *any\b|<any\b|\bas any\b/, name);
  }
});

test("a folder that has something in it is left alone, and an unknown template is named", async () => {
  const create = join(place, "create-amora/create-amora.mjs");
  const full = join(place, "full");
  cpSync("js/create", full, { recursive: true });
  const before = readdirSync(full, { recursive: true });
  await assert.rejects(run(process.execPath, [create, full]), { code: 1 });
  assert.deepEqual(readdirSync(full, { recursive: true }), before);
  await assert.rejects(
    run(process.execPath, [create, join(place, "none"), "--template", "cobol"]),
    ({ code, stderr }) => {
      return code === 1 && stderr.includes("cobol");
    },
  );
  assert.ok(!readdirSync(place).includes("none"));
});
