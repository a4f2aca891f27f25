/** What a test binary is linked with: js/src/link.ts as JavaScript, and SQLite. */
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env } from "node:process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** link.ts as a JavaScript module. */
export function linkScript() {
  // go test is for another platform than the programs that it needs.
  const { GOOS, GOARCH, GOFLAGS, ...own } = env;
  const args = ["tool", "esbuild", "js/src/link.ts", "--format=esm", "--target=es2022", "--log-level=warning"];
  return execFileSync("go", args, { cwd: root, env: own, encoding: "utf8" });
}

/** The linker's functions, in Node. */
export async function linker() {
  const folder = await mkdtemp(join(tmpdir(), "amora-link-"));
  const file = join(folder, "link.mjs");
  try {
    await writeFile(file, linkScript());
    return await import(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The bytes of SQLite's module. */
export function sqlite() {
  return readFile(`${root}wasm/sqlite/sqlite.wasm`);
}
