/**
 * The edge relay in workerd, on a port and a folder of its own. Started as a
 * program it prints `listening on http://HOST:PORT` and runs until it is ended.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("../../../worker/edge/edge.sh", import.meta.url));

/**
 * Starts the edge relay, as `./build.sh worker` made it, and resolves when it
 * listens: the same as startRelay.
 * @param {{ data?: string, listen?: string, web?: string }} [options] data: a
 * folder that outlives the relay; without it, one that goes with it.
 * @returns {Promise<{ url: string, ws: string, stop(): Promise<void> }>}
 */
export async function startEdge({ data, listen = "127.0.0.1:0", web = "build/web" } = {}) {
  const folder = data ?? (await mkdtemp(join(tmpdir(), "amora-edge-")));
  const relay = spawn("bash", [script, "serve", "--listen", listen, "--data", folder, "--web", web], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = [];
  relay.stderr.on("data", (bytes) => said.push(String(bytes)));
  const exited = once(relay, "exit");
  const lines = createInterface({ input: relay.stdout });
  const url = await new Promise((resolve) => {
    lines.on("line", (line) => {
      const [, found] = /^listening on (http:\S+)$/.exec(line) ?? [];
      if (found) resolve(found);
      else said.push(`${line}\n`); // what rooms log
    });
    exited.then(() => resolve(undefined));
  });
  if (!url) throw new Error(`the edge relay ended before it listened: ${said.join("")}`);
  return {
    url,
    ws: url.replace(/^http/, "ws"),
    async stop() {
      relay.kill("SIGTERM");
      const [code, signal] = await exited;
      if (!data) await rm(folder, { recursive: true, force: true });
      if (code !== 0 && signal !== "SIGTERM")
        throw new Error(`the edge relay ended with ${code ?? signal}: ${said.join("")}`);
      if (/"msg":"panic"|^fatal error/m.test(said.join(""))) throw new Error(`the edge relay said: ${said.join("")}`);
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const edge = await startEdge();
  console.log(`listening on ${edge.url}`);
  process.on("SIGINT", () => edge.stop());
  process.on("SIGTERM", () => edge.stop());
}
