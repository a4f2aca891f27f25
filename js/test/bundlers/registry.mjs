/** A registry that has the packed packages, so that npm installs them as it would after they are published. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { packed } from "./workshop.mjs";

/**
 * Starts it; resolves with its address and what ends it. others: where to ask
 * for packages that are not ours; without it there are none.
 */
export async function startRegistry(others) {
  const files = readdirSync(packed);
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
    const [, file] = /^\/-\/(.*)$/.exec(path) ?? [];
    if (files.includes(file)) return response.end(readFileSync(join(packed, file)));
    const answer = documents.get(path.slice(1));
    if (answer) return response.setHeader("Content-Type", "application/json").end(JSON.stringify(answer));
    if (others) return response.writeHead(302, { Location: new URL(request.url.slice(1), others).href }).end();
    response.writeHead(404, { "Content-Type": "application/json" }).end("{}");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}/`;
  const documents = new Map(files.map((file) => document(file, url)));
  return {
    url,
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What a registry says of a package of one version, by the package's name. */
function document(file, url) {
  const content = readFileSync(join(packed, file));
  const manifest = JSON.parse(execFileSync("tar", ["-xOzf", join(packed, file), "package/package.json"]));
  const { name, version } = manifest;
  const integrity = `sha512-${createHash("sha512").update(content).digest("base64")}`;
  const dist = { tarball: `${url}-/${file}`, integrity };
  return [name, { name, "dist-tags": { latest: version }, versions: { [version]: { ...manifest, dist } } }];
}
