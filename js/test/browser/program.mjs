/** A browser's program: whether it runs, what it says, and its end. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as timer } from "node:timers/promises";

/**
 * How much of what a program says is kept, in characters, and shown: the last of
 * it. A browser may say its address and then complain at length in one go.
 */
const mostSaid = 1 << 20,
  mostShown = 2000;
/** How long after its end the rest of what a program said is waited for, in milliseconds: others may hold the pipe. */
const lastWords = 500;

export class Program {
  /** Rejects once the program has ended, or cannot be started. Nobody needs to handle it. */
  ended;
  #child;
  #over;
  #said = "";

  /** Starts a program in a process group of its own. */
  constructor([file, ...args], env = {}) {
    this.#child = spawn(file, args, {
      stdio: ["ignore", "ignore", "pipe"],
      detached: true,
      env: { ...process.env, ...env },
    });
    this.#child.stderr.setEncoding("utf8").on("data", (text) => (this.#said = (this.#said + text).slice(-mostSaid)));
    this.#over = this.#end();
    this.ended = this.#over.then((how) =>
      Promise.reject(new Error(`${[file, ...args].join(" ")}\n${how}\n${this.#said.slice(-mostShown)}`)),
    );
    this.ended.catch(() => {});
  }

  get pid() {
    return this.#child.pid;
  }

  /** What matches in what the program says, once it says so. */
  async says(pattern) {
    for (;;) {
      const found = pattern.exec(this.#said);
      if (found) return found;
      await Promise.race([once(this.#child.stderr, "data"), this.ended]);
    }
  }

  /** Resolves once the program has ended; after so many milliseconds it is killed. */
  async endsWithin(ms) {
    const done = new AbortController();
    const late = timer(ms, undefined, { signal: done.signal }).then(
      () => this.kill(),
      () => {},
    );
    await this.#over;
    done.abort();
    await late;
  }

  /** Kills the program and all that it started. */
  async kill() {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid && exitCode === null && signalCode === null) process.kill(-pid, "SIGKILL");
    await this.#over;
  }

  /** Resolves with how the program ended. */
  async #end() {
    const child = this.#child;
    const closed = once(child, "close").catch(() => {});
    const how = await once(child, "exit").then(
      ([code, signal]) => `ended with ${code ?? signal}`,
      (error) => `cannot be started: ${error.message}`,
    );
    await Promise.race([closed, timer(lastWords)]);
    child.stderr.destroy();
    return how;
  }
}

/** Rejects after so many milliseconds, if the process has not ended before. */
export async function late(ms, message) {
  await timer(ms, undefined, { ref: false });
  throw new Error(`${message} within ${ms / 1000} s`);
}
