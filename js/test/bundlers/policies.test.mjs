/** Pages with a strict Content-Security-Policy: the one that js/README.md lists is enough, and what forbids too much is named. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { startRelay } from "../browser/relay.mjs";
import { Devices, shares } from "./devices.mjs";
import { startHost } from "./host.mjs";
import { plainApp } from "./workshop.mjs";

/** What js/README.md lists: what every page needs, and what one with Trusted Types adds. */
const [listed, trustedTypes] = [
  ...readFileSync("js/README.md", "utf8").matchAll(/^```\n((?:default-src|require-trusted-types-for) .*)\n```$/gm),
].map(([, policy]) => policy);

let relay, devices, folder, host, policy;

before(async () => {
  relay = await startRelay();
  devices = await Devices.open();
  folder = plainApp();
  host = await startHost(folder);
  policy = listed.replace("wss://relay.example", relay.ws);
  assert.notEqual(policy, listed);
});

afterEach(() => devices.clear());

after(async () => {
  await devices?.close();
  await host?.stop();
  await relay?.stop();
});

/** Everything that the host serves comes with that policy. */
const under = (...directives) => {
  host.headers = { "Content-Security-Policy": directives.join("; ") };
};

test("the policy that the README lists is enough", async () => {
  under(policy);
  await shares(devices, host.url, relay.ws);
});

test("Trusted Types: the policy that the README names is enough", async () => {
  under(policy, trustedTypes);
  await shares(devices, host.url, relay.ws);
});

test("Trusted Types: a policy of the app's own, by a TrustedScriptURL", async () => {
  under(policy, "require-trusted-types-for 'script'; trusted-types of-the-app");
  writeFileSync(
    join(folder, "main.js"),
    `import { open } from "./amora/index.js";
import { start } from "./notes.js";
const rules = trustedTypes.createPolicy("of-the-app", { createScriptURL: (url) => url });
start(open, { workerUrl: rules.createScriptURL("./amora/worker.js") });\n`,
  );
  await shares(devices, host.url, relay.ws);
});

/** What the app is told by a page under that policy. */
async function failure(...directives) {
  folder = host.folder = plainApp();
  under(...directives);
  const page = await (await devices.device(/Content Security Policy|Trusted|favicon/)).newPage();
  await page.goto(host.url);
  await page.waitForFunction(() => document.title === "failed");
  assert.equal(await page.evaluate(() => failedCode), "engine_failed");
  return page.evaluate(() => failure);
}

for (const [what, hint, ...directives] of [
  [
    "worker-src 'none'",
    /worker-src/,
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'none'",
    "connect-src 'self'",
  ],
  ["no 'self' in connect-src", /connect-src/, "script-src 'self' 'wasm-unsafe-eval'", "connect-src 'none'"],
  ["no 'wasm-unsafe-eval'", /wasm-unsafe-eval/, "script-src 'self'"],
  ["Trusted Types without a policy", /trusted-types/, "require-trusted-types-for 'script'", "trusted-types 'none'"],
]) {
  test(`${what}: the hint names the directive`, async () => {
    assert.match(await failure(...directives), hint);
  });
}
