/** The real relay, as `./build.sh build` made it, on a port and a folder of its own. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { startEdge } from "./edge.mjs";

/** What the tests call this machine, school.test as one in a local network. */
const names = ["127.0.0.1", "localhost", "school.test"].flatMap((name) => ["--public-host", name]);

/**
 * Starts `amora serve` and resolves when it listens.
 * @param {{ data?: string, listen?: string, web?: string, lan?: boolean, flags?: string[], program?: string }} [options] data: a
 * folder that outlives the relay; without it, one that goes with it. web: the
 * folder of what it serves, by default the built page. lan: whether it also
 * answers as school.test. flags: more of a native one's. program: the native one.
 * @returns {Promise<{ url: string, ws: string, kill(): Promise<void>, stop(): Promise<void> }>}
 */
export async function startRelay({
  data,
  listen = "127.0.0.1:0",
  web = "build/web",
  lan = false,
  flags = [],
  program = "build/amora",
} = {}) {
  if (process.env.AMORA_RELAY === "edge") return startEdge({ data, listen, web });
  const folder = data ?? (await mkdtemp(join(tmpdir(), "amora-relay-")));
  const pages = await pagesOf(web);
  const args = ["serve", "--listen", listen, "--data", folder, "--web", pages, ...(lan ? names : []), ...flags];
  const relay = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
  const said = [];
  relay.stderr.on("data", (bytes) => said.push(String(bytes)));
  const exited = once(relay, "exit");
  const url = await Promise.race([listening(relay.stdout), exited.then(() => undefined)]);
  if (!url) throw new Error(`the relay ended before it listened: ${said.join("")}`);
  return {
    url,
    ws: url.replace(/^http/, "ws"),
    /** Ends it at once, without a word. */
    async kill() {
      relay.kill("SIGKILL");
      await exited;
    },
    async stop() {
      relay.kill("SIGTERM");
      const [code, signal] = await exited;
      if (!data) await rm(folder, { recursive: true, force: true });
      if (pages !== web) await rm(pages, { recursive: true, force: true });
      if (code !== 0 && signal !== "SIGTERM")
        throw new Error(`the relay ended with ${code ?? signal}: ${said.join("")}`);
      if (/^panic|^fatal error|DATA RACE/m.test(said.join(""))) throw new Error(`the relay said: ${said.join("")}`);
    },
  };
}

/**
 * What the relay serves. With AMORA_STORAGE=opfs it is a copy whose open() keeps
 * a database there, unless the test says otherwise.
 */
async function pagesOf(web) {
  const storage = process.env.AMORA_STORAGE;
  if (!storage) return web;
  const copy = await mkdtemp(join(tmpdir(), "amora-web-"));
  await cp(web, copy, { recursive: true, filter: (name) => !/\.(br|gz|map)$|\/docs\//.test(name) });
  const script = join(copy, "js/index.js");
  await rename(script, join(copy, "js/real.js"));
  await writeFile(
    script,
    `import { open as real } from "./real.js";
     export * from "./real.js";
     export const open = (name, options) => real(name, { storage: ${JSON.stringify(storage)}, ...options });`,
  );
  return copy;
}

/** The URL in the one line that the relay prints when it is ready. */
async function listening(stdout) {
  for await (const line of createInterface({ input: stdout })) {
    const found = /^listening on (http:\S+)$/.exec(line);
    if (found) return found[1];
  }
}
