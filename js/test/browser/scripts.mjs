/** A folder to serve to tests of tabs: the package's scripts as they are built, and files beside them. */
import { cp, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Makes the folder, with the files by name, and returns its path. */
export async function scriptsFolder(files = {}) {
  const folder = await mkdtemp(join(tmpdir(), "amora-web-"));
  await cp("build/web/js", join(folder, "js"), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

/** A page with nothing on it. */
export const emptyPage = { "index.html": "<!doctype html><title>test</title>" };
