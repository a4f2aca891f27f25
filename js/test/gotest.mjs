/**
 * Runs a Go test binary for GOOS=js in a dedicated worker of a headless
 * Chromium, as go_js_wasm_exec runs it in Node:
 *
 *     GOOS=js GOARCH=wasm go test -exec "node $PWD/js/test/gotest.mjs" ./wasm/idbvfs -v
 *     GOOS=js GOARCH=wasm go test -c -o /tmp/x.wasm ./wasm/idbvfs
 *     node js/test/gotest.mjs /tmp/x.wasm -test.v -test.run Takeover
 *
 * Output is passed on as it comes, and the exit status is the test's. The
 * browser is $CHROMIUM or /usr/bin/chromium, with a profile that is thrown
 * away.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { argv, env, exit, stderr, stdout } from "node:process";
import { chromium } from "playwright-core";
import { serve } from "./gotest/server.mjs";

const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// What a test may want to know of its environment; Node's own would not mean
// anything in a browser.
const passedOn = (name) => name.startsWith("AMORA_") || name.startsWith("GO") || name === "TZ";

async function main(binary, testArgs) {
  const server = await serve(binary);
  // A folder, because the storage of Chromium's incognito contexts is in memory.
  const profile = await mkdtemp(join(tmpdir(), "amora-gotest-"));
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: env.CHROMIUM || "/usr/bin/chromium",
    args,
  });
  try {
    return await run(await browser.newPage(), server.url, {
      args: [binary, ...testArgs],
      env: Object.fromEntries(Object.entries(env).filter(([name]) => passedOn(name))),
    });
  } finally {
    await browser.close().catch(() => {}); // it may be gone already
    server.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** Answers with the exit status once the worker has sent it. */
async function run(page, url, start) {
  let resolve, reject;
  const exited = new Promise((...settle) => ([resolve, reject] = settle));
  exited.catch(() => {}); // what comes before it is waited for also fails the steps below
  page.on("crash", () => reject(new Error("the page crashed")));
  page.on("close", () => reject(new Error("the page was closed")));
  page.on("pageerror", reject);
  await page.exposeFunction("goMessage", ({ fd, text, status }) => {
    if (status !== undefined) resolve(status);
    else (fd === 2 ? stderr : stdout).write(text);
  });
  await page.goto(url);
  await page.evaluate((start) => {
    const worker = new Worker("/worker.js");
    worker.onmessage = ({ data }) => globalThis.goMessage(data);
    worker.onerror = (event) => {
      event.preventDefault();
      globalThis.goMessage({ fd: 2, text: `worker: ${event.message}\n` });
      globalThis.goMessage({ status: 2 });
    };
    worker.postMessage(start);
  }, start);
  return exited;
}

const [binary, ...testArgs] = argv.slice(2);
if (!binary) {
  stderr.write("usage: node gotest.mjs BINARY [test flags]\n");
  exit(2);
}
exit(
  await main(binary, testArgs).catch((error) => {
    stderr.write(`gotest: ${error.message}\n`);
    return 2;
  }),
);
