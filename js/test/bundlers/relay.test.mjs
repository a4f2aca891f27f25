/** npx amora-relay, from the packed packages, in an empty folder. */
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { startRegistry } from "./registry.mjs";

const run = promisify(execFile);
let registry, place, env;

before(async () => {
  place = await mkdtemp(join(tmpdir(), "amora-npx-"));
  registry = await startRegistry();
  env = { ...process.env, npm_config_registry: registry.url, npm_config_cache: join(place, "cache") };
});

after(async () => {
  await registry?.stop();
  await rm(place, { recursive: true, force: true, maxRetries: 5 });
});

const npx = (...args) => run("npx", ["--yes", ...args], { cwd: place, env });

/** Starts a relay; resolves with the process and its address. */
async function start(command, args, more = {}) {
  const child = spawn(command, args, { cwd: place, env: { ...env, ...more }, stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /^listening on (\S+)$/.exec(line);
    if (found) return { child, url: found[1] };
  }
  throw new Error(`${command} ended without listening`);
}

test("it is the program of this build, whose commands are there", async () => {
  const { stdout } = await npx("amora-relay", "version");
  assert.match(stdout, /^amora \d+\.\d+\.\d+\S*$/m);
  await assert.rejects(npx("amora-relay", "no-such-command"), { code: 1 });
});

test("without a command it serves, and ends when it is told to", async () => {
  await run("npm", ["install", "--no-audit", "--no-fund", "amora-relay"], { cwd: place, env });
  const launcher = join(place, "node_modules/.bin/amora-relay");
  for (const signal of ["SIGTERM", "SIGINT"]) {
    const { child, url } = await start(launcher, ["--listen", "127.0.0.1:0", "--data", join(place, "rooms")]);
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
    child.kill(signal);
    assert.deepEqual(await once(child, "exit"), [0, null], signal);
    await assert.rejects(fetch(`${url}/healthz`), "the program has ended, too");
  }
});

test("the container file builds from what the program is made of, and its command serves", async () => {
  const text = readFileSync("worker/Containerfile", "utf8");
  const { stdout: packages } = await run("go", [
    "list",
    "-deps",
    "-f",
    "{{if .Module}}{{if .Module.Main}}{{.ImportPath}}{{end}}{{end}}",
    "./worker",
  ]);
  const folders = new Set(
    [...packages.matchAll(/^github\.com\/amora-sync\/amora\/(\w+)/gm)].map(([, folder]) => folder),
  );
  const copied = [...text.matchAll(/^COPY (\w+) \1$/gm)].map(([, folder]) => folder);
  assert.deepEqual(copied.sort(), [...folders].sort());
  const [, needed] = /^go (\d+\.\d+)/m.exec(readFileSync("go.mod", "utf8"));
  assert.match(text, new RegExp(`^FROM \\S+golang:${needed.replace(".", "\\.")}-`, "m"));

  const [, command] = /^CMD (\[.*\])$/m.exec(text);
  const own = { "0.0.0.0:8787": "0.0.0.0:0", "/data": join(place, "data") };
  const args = JSON.parse(command).map((word) => own[word] ?? word);
  await assert.rejects(run("build/amora", args), { code: 1 }, "nobody has said who may open rooms");
  const { child, url } = await start(resolve("build/amora"), args, { AMORA_ROOMS: "any" });
  assert.equal((await fetch(`${url}/healthz`)).status, 200);
  child.kill();
  await once(child, "exit");
});

test("where npm has left the program out, it says which package that is", async () => {
  const args = ["install", "--omit=optional", "--no-audit", "--no-fund", "amora-relay"];
  await rm(join(place, "node_modules"), { recursive: true });
  await run("npm", args, { cwd: place, env });
  const missing = run(join(place, "node_modules/.bin/amora-relay"), [], { cwd: place, env });
  const name = `@amora-sync/relay-${process.platform}-${process.arch}`;
  await assert.rejects(missing, ({ code, stderr }) => code === 1 && stderr.includes(name));
});
