/**
 * The web server that a test's page is from. Beside the files it offers tests
 * what only the browser's driver can do:
 *
 *     POST /host/quota?bytes=N    bytes that the page's origin may store; no bytes: the usual
 */
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { env } from "node:process";

// Pages that share nothing with others get clocks of 5 µs instead of 100 µs.
const headers = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cache-Control": "no-store",
};

/** Serves the test binary. Set `page` before tests ask anything of the host. */
export async function serve(binary) {
  const goroot = env.GOROOT || execFileSync("go", ["env", "GOROOT"], { encoding: "utf8" }).trim();
  const files = {
    "/": ["text/html", "<!doctype html><title>go test</title>"],
    "/worker.js": ["text/javascript", await readFile(new URL("worker.js", import.meta.url))],
    "/wasm_exec.js": ["text/javascript", await readFile(join(goroot, "lib/wasm/wasm_exec.js"))],
    "/test.wasm": ["application/wasm", await readFile(binary)],
  };
  const self = { page: undefined, url: "", close: () => server.close() };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, self.url);
    try {
      if (url.pathname === "/host/quota") {
        await setQuota(self, url.searchParams.get("bytes"));
        return response.writeHead(204, headers).end();
      }
      const [type, body] = files[url.pathname] ?? [];
      if (!type) return response.writeHead(404, headers).end();
      response.writeHead(200, { ...headers, "Content-Type": type }).end(body);
    } catch (error) {
      response.writeHead(500, headers).end(String(error));
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  self.url = `http://127.0.0.1:${server.address().port}/`;
  return self;
}

async function setQuota({ page, url }, bytes) {
  const session = await page.context().newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", {
    origin: new URL(url).origin,
    ...(bytes === null ? {} : { quotaSize: Number(bytes) }),
  });
}
