/** A browser that cannot be started fails at once, says why and leaves nothing behind. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { after, before, test } from "node:test";
import { Program } from "./program.mjs";

/** Less than the time that a browser has to start, in milliseconds. */
const timeout = 50_000;

/** WebKitGTK's browser needs a screen. */
const screenless = spawnSync("xvfb-run", ["--help"]).error && "xvfb-run is not installed";

let folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "amora-starts-"));
});

after(() => rm(folder, { recursive: true, force: true }));

/** A script as a program. */
async function script(name, lines) {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  return path;
}

for (const browser of ["chromium", "firefox", "webkit"]) {
  for (const [what, lines, reason] of [
    ["is missing", undefined, /ENOENT|not found/],
    ["ends at once", "exit 3", /ended with 3/],
    ["ends without an error", "exit 0", /ended with 0/],
    ["complains and ends", "echo no display >&2; exit 1", /ended with 1\n[\s\S]*no display/],
    ["is killed", "kill -KILL $$", /ended with (SIGKILL|137)/],
  ]) {
    test(`${browser} that ${what}`, { timeout, skip: browser === "webkit" && screenless }, async () => {
      const program = lines ? await script(browser, lines) : join(folder, "none");
      const scratch = await mkdtemp(join(folder, "scratch-"));
      const env = { ...process.env, [browser.toUpperCase()]: program, TMPDIR: scratch };
      const starts = spawn(process.execPath, ["js/test/browser/starts.mjs", browser], {
        env,
        stdio: ["ignore", "inherit", "pipe"],
      });
      const [said, [code]] = await Promise.all([text(starts.stderr), once(starts, "exit")]);
      assert.equal(code, 1);
      assert.match(said, new RegExp(`^${browser} does not start: `));
      assert.match(said, reason);
      assert.deepEqual(
        (await readdir(scratch)).filter((name) => name.startsWith("amora-")),
        [],
      );
    });
  }
}

test("a program that ends later is noticed by whoever waits for what it says", { timeout }, async () => {
  const program = new Program([await script("later", "echo begun >&2; read -r line <&3; exit 4")]);
  assert.equal((await program.says(/be(gun)/))[1], "gun");
  await assert.rejects(program.says(/never/), /ended with/);
});
