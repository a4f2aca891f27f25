/**
 * Where apps are built from the package as npm packs it: build/bundlers, away
 * from the sources. ./build.sh test bundlers puts the tarballs and the bundlers
 * there.
 */
import { execFile, execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

/** What programs say is read here: without colours, even where CI is set. */
const environment = () => ({ ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", NEXT_TELEMETRY_DISABLED: "1" });

/** How long a server may take until it says its address, in milliseconds: generous, for a busy machine. */
const patience = 60_000;

const sources = resolve("js/test/bundlers/apps");
const workshop = resolve("build/bundlers");
const run = promisify(execFile);

/** Where the tarballs are. */
export const packed = join(workshop, "packed");

/** The tarball of a package, by its name. */
export function tarball(name) {
  const start = `${name.replace("@", "").replace("/", "-")}-`;
  const found = readdirSync(packed).filter((file) => file.startsWith(start) && /^\d/.test(file.slice(start.length)));
  if (found.length !== 1) throw new Error(`there are ${found.length} tarballs of ${name} in ${packed}`);
  return join(packed, found[0]);
}

/** Unpacks a package's tarball into a folder, as npm does. */
export function unpack(name, folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  execFileSync("tar", ["-xzf", tarball(name), "-C", folder, "--strip-components=1"]);
}

/** A folder with the sources of an app, anew, in whose sight the package is installed; returns its path. */
export function layOut(app, files = {}) {
  unpack("amora", join(workshop, "node_modules/amora"));
  const folder = join(workshop, "apps", app);
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(sources, app), folder, { recursive: true });
  cpSync(join(sources, "shared"), join(workshop, "apps/shared"), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** The app without a bundler: the package's files lie in its folder amora. */
export function plainApp() {
  const folder = layOut("plain");
  cpSync(join(workshop, "node_modules/amora/dist"), join(folder, "amora"), { recursive: true });
  cpSync(join(workshop, "apps/shared/notes.js"), join(folder, "notes.js"));
  return folder;
}

/** Runs a script of the app, or a program of an installed package, in a folder; resolves with what it said. */
export async function tool(folder, name, ...args) {
  const command = name.endsWith(".mjs") ? [process.execPath, name] : [program(name)];
  const [file, ...rest] = [...command, ...args];
  try {
    const { stdout, stderr } = await run(file, rest, { cwd: folder, env: environment(), maxBuffer: 64 << 20 });
    return stdout + stderr;
  } catch (error) {
    throw new Error(`${error.message}\n${error.stdout}`);
  }
}

/** Starts a server among them; resolves, once it says its address, with that and what ends it. */
export async function server(folder, name, ...args) {
  const child = spawn(program(name), args, {
    cwd: folder,
    env: environment(),
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const stop = async () => {
    // Asked politely, Next's waits for connections that a browser keeps open.
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, "SIGKILL");
    await ended;
  };
  try {
    return { url: await listening(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The address that a server says it listens on. */
export function listening(child) {
  let said = "";
  return new Promise((resolve, reject) => {
    const hear = (bytes) => {
      said += bytes;
      const found = /https?:\/\/(?:localhost|127\.0\.0\.1):\d+/.exec(said);
      if (found) resolve(found[0]);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => reject(new Error(`${child.spawnfile} ended with ${code}: ${said}`)));
    setTimeout(() => reject(new Error(`${child.spawnfile} says no address: ${said}`)), patience).unref();
  });
}

const program = (name) => join(workshop, "node_modules/.bin", name);
