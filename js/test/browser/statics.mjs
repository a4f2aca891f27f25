/** A plain file server, as any web host is one: the built page in a folder of it. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const types = {
  ".html": "text/html",
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".csv": "text/csv",
};

/** Serves build/web below /some/folder/; resolves with that address and what ends it. */
export async function startStatics() {
  const server = createServer(async ({ url }, response) => {
    const path = new URL(url, "http://host").pathname.replace(/\/$/, "/index.html");
    try {
      if (!path.startsWith("/some/folder/")) throw new Error("not here");
      const content = await readFile(join("build/web", normalize(path.slice("/some/folder".length))));
      response.writeHead(200, { "Content-Type": types[extname(path)] ?? "application/octet-stream" }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/some/folder/`,
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
