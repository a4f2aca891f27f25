/** The web server that the page of a test is from. */
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { env } from "node:process";
import { linkScript, sqlite } from "./link.mjs";

// Pages that share nothing with others get clocks of 5 µs instead of 100 µs.
const headers = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cache-Control": "no-store",
};

/** Serves the test binary, on a port that is free. */
export async function serve(binary) {
  const goroot = env.GOROOT || execFileSync("go", ["env", "GOROOT"], { encoding: "utf8" }).trim();
  const files = {
    "/": ["text/html", "<!doctype html><title>go test</title>"],
    "/worker.js": ["text/javascript", await readFile(new URL("worker.js", import.meta.url))],
    "/wasm_exec.js": ["text/javascript", await readFile(join(goroot, "lib/wasm/wasm_exec.js"))],
    "/test.wasm": ["application/wasm", await readFile(binary)],
    "/link.js": ["text/javascript", linkScript()],
    "/sqlite.wasm": ["application/wasm", await sqlite()],
  };
  const server = createServer((request, response) => {
    const [type, body] = files[request.url] ?? [];
    if (!type) return response.writeHead(404, headers).end();
    response.writeHead(200, { ...headers, "Content-Type": type }).end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}
