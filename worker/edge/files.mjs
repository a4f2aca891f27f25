// Files of the demo page: from Cloudflare's static assets, or from a folder
// that workerd serves.

const types = {
  css: "text/css; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  html: "text/html; charset=utf-8",
  ico: "image/x-icon",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  map: "application/json",
  md: "text/markdown; charset=utf-8",
  mjs: "text/javascript; charset=utf-8",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  wasm: "application/wasm",
  webmanifest: "application/manifest+json",
  woff2: "font/woff2",
};

// files answers with a file. Where there is none it asks otherwise(), and whoever
// asked for a page gets the folder's 404.html if that has nothing either.
export async function files(request, env, otherwise) {
  const nothing = async () => orPage(await otherwise(), request, env);

  if (!env.FILES) return otherwise();
  if (request.method !== "GET" && request.method !== "HEAD") {
    return new Response("method not allowed\n", { status: 405, headers: { Allow: "GET, HEAD" } });
  }
  const url = new URL(request.url);
  if (url.pathname.endsWith("/")) url.pathname += "index.html";
  const [, type] = /\/[^/.][^/]*\.([a-z0-9]+)$/.exec(url.pathname) ?? [];
  if (!types[type]) return nothing();
  const zipped = await compressed(request, url, env);
  const found =
    zipped ?? (await env.FILES.fetch(new Request(url, { method: request.method, headers: revalidation(request) })));
  if (found.status !== 200 && found.status !== 304) return nothing();
  const response = new Response(found.body, {
    ...found,
    status: found.status,
    headers: found.headers,
    encodeBody: zipped ? "manual" : "automatic",
  });
  response.headers.set("Content-Type", types[type]);
  response.headers.set("Cache-Control", "no-cache");
  response.headers.set("Vary", "Accept-Encoding");
  if (zipped) response.headers.set("Content-Encoding", "gzip");
  return response;
}

// orPage is an answer, or 404.html in place of one that says that nothing is
// there.
async function orPage(answer, request, env) {
  if (answer.status !== 404 || !/\btext\/html\b/.test(request.headers.get("Accept") ?? "")) return answer;
  const page = await env.FILES.fetch(new Request(new URL("/404.html", request.url), { method: request.method }));
  if (page.status !== 200) return answer;
  await answer.text(); // Go writes it, and takes no cancel
  return new Response(page.body, { status: 404, headers: { "Content-Type": types.html, Vary: "Accept" } });
}

// compressed is the file's .gz sibling, where the client takes it, unless it is
// older than the file: then it has what the file held before. Cloudflare
// compresses by itself; only a plain folder has siblings.
async function compressed(request, url, env) {
  if (!env.FILES_ZIPPED || !/\bgzip\b/.test(request.headers.get("Accept-Encoding") ?? "")) return null;
  const sibling = new URL(url);
  sibling.pathname += ".gz";
  const found = await env.FILES.fetch(new Request(sibling, { method: request.method }));
  if (found.status !== 200) return null;
  const plain = await env.FILES.fetch(new Request(url, { method: "HEAD" }));
  if (plain.status === 200 && changed(found) >= changed(plain)) return found;
  await found.body?.cancel();
  return null;
}

const changed = (response) => Date.parse(response.headers.get("Last-Modified"));

function revalidation(request) {
  const tag = request.headers.get("If-None-Match");
  return tag ? { "If-None-Match": tag } : {};
}
