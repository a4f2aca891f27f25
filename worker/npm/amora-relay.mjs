#!/usr/bin/env node
/**
 * Runs the relay's program, which lies in a package of its own for each
 * platform. Arguments go on to it; without a command it is `serve`.
 */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";

const { platform, arch } = process;
const name = `@amora-sync/relay-${platform}-${arch}`;

/** Where the program is, undefined where npm has not installed it. */
function program() {
  try {
    return createRequire(import.meta.url).resolve(`${name}/${platform === "win32" ? "amora.exe" : "amora"}`);
  } catch {
    return undefined;
  }
}

const file = program();
if (!file) {
  console.error(`amora-relay: there is no ${name} here. Either this platform has none, or npm was told to omit
optional dependencies: install again with --include=optional. Or run the program of a release archive.`);
  process.exit(1);
}

const args = process.argv.slice(2);
const isServe = args.length === 0 || args[0].startsWith("-");
const relay = spawn(file, isServe ? ["serve", ...args] : args, { stdio: "inherit" });

// A terminal sends its signals to both processes, others send them to this one alone.
const signals = ["SIGINT", "SIGHUP", "SIGTERM"];
for (const signal of signals) {
  process.on(signal, () => {
    if (signal === "SIGTERM" || !process.stdin.isTTY) relay.kill(signal);
  });
}
relay.on("error", (error) => {
  console.error(`amora-relay: ${file} cannot be started: ${error.message}`);
  process.exitCode = 1;
});
relay.on("exit", (code, signal) => {
  if (!signal) process.exit(code ?? 1);
  for (const name of signals) process.removeAllListeners(name);
  process.kill(process.pid, signal);
});
