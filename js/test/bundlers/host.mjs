/** A web host: a folder of files, with headers as they are wanted. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const types = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/**
 * Serves a folder, which may be changed (`folder`), as may the headers; resolves
 * with its address, the paths that were asked for, and what ends it.
 */
export async function startHost(folder, headers = {}) {
  const host = { folder, headers, asked: [], url: "", stop };
  const server = createServer(async ({ url }, response) => {
    const path = new URL(url, "http://host").pathname;
    host.asked.push(path);
    const file = await read(host.folder, path);
    if (!file) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": file.type, ...host.headers }).end(file.content);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  host.url = `http://127.0.0.1:${server.address().port}/`;
  function stop() {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  }
  return host;
}

/** A file, as hosts find it: a folder's index.html, a page without its .html. */
async function read(folder, path) {
  for (const name of [path, `${path}/index.html`, `${path}.html`]) {
    const content = await readFile(join(folder, normalize(name))).catch(() => undefined);
    if (content) return { content, type: types[extname(name)] ?? "application/octet-stream" };
  }
  return undefined;
}
