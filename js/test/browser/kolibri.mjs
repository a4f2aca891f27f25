/** One stock Kolibri, where AMORA_KOLIBRI_PYTHON names a Python that has it (./build.sh test kolibri). */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

export const python = process.env.AMORA_KOLIBRI_PYTHON;

/**
 * Starts a Kolibri whose data portal is that URL (worker/testdata/kolibri).
 * @returns {Promise<{ ask(command: string, options?: object): Promise<any>, stop(): Promise<void> }>}
 */
export async function startKolibri(portal) {
  const home = await mkdtemp(join(tmpdir(), "amora-kolibri-"));
  const peer = spawn(python, ["worker/testdata/kolibri/peer.py"], {
    env: { ...process.env, KOLIBRI_HOME: home, KOLIBRI_DATA_PORTAL_SYNCING_BASE_URL: portal },
    stdio: ["pipe", "pipe", "ignore"],
  });
  const exited = once(peer, "exit");
  const lines = createInterface({ input: peer.stdout })[Symbol.asyncIterator]();
  await lines.next(); // its instance
  return {
    /** Runs a command of peer.py. */
    async ask(command, options = {}) {
      peer.stdin.write(`${JSON.stringify([command, options])}\n`);
      const { value } = await lines.next();
      const { ok, error } = JSON.parse(value ?? '{"error": "Kolibri has ended"}');
      if (error) throw new Error(error);
      return ok;
    },
    async stop() {
      peer.stdin.end();
      await exited;
      await rm(home, { recursive: true, force: true });
    },
  };
}
