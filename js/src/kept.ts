/**
 * The engine's files for pages that open without a connection. A service worker
 * has the page itself; files of this size many generators leave out of its
 * caches, or refuse. So where there is a service worker and no cache has a file,
 * the file is kept here, in Cache Storage, by its address and build.
 */
import { version } from "./version.js";

const cacheName = "amora";

/** The address of a file with this build in it, which no cache of another build knows. */
export function ofThisBuild(url: URL): URL {
  const address = new URL(url);
  if (url.protocol.startsWith("http")) address.searchParams.set("amora", version);
  return address;
}

/** The file as it was kept. A page that no service worker controls has no use for it. */
export async function keptFile(url: URL): Promise<Response | undefined> {
  try {
    const workers = serviceWorkers();
    if (workers && !workers.controller) return undefined;
    return await (await caches.open(cacheName)).match(ofThisBuild(url));
  } catch {
    return undefined; // no Cache Storage, as on plain http
  }
}

/** Keeps files with which the engine runs, once there is a service worker, and forgets those of other builds. */
export async function keepFiles(urls: readonly URL[]): Promise<void> {
  try {
    const workers = serviceWorkers();
    if (!workers) return;
    await workers.ready;
    const cache = await caches.open(cacheName);
    for (const url of urls) if (!(await caches.match(url))) await keep(cache, url);
    await forgetOthers(cache, urls);
  } catch {
    // There is no room, or storage is switched off: the page needs a connection then.
  }
}

async function keep(cache: Cache, url: URL): Promise<void> {
  const address = ofThisBuild(url);
  if (await cache.match(address)) return;
  const response = await fetch(url, { credentials: "same-origin", cache: "force-cache" });
  if (response.ok) await cache.put(address, response);
}

/** Forgets files that were kept: with them the engine does not run. */
export async function forgetFiles(urls: readonly URL[]): Promise<void> {
  try {
    const cache = await caches.open(cacheName);
    for (const url of urls) await cache.delete(ofThisBuild(url));
  } catch {
    // There is no Cache Storage, and nothing was kept.
  }
}

/** Deletes what other builds have left in the same folders. */
async function forgetOthers(cache: Cache, urls: readonly URL[]): Promise<void> {
  const folders = new Set(urls.map((url) => new URL(".", url).href));
  for (const { url } of await cache.keys()) {
    const old = new URL(url).searchParams.get("amora") !== version;
    if (old && folders.has(new URL(".", url).href)) await cache.delete(url);
  }
}

/** The page's service workers; workers, and pages on plain http, know of none. */
function serviceWorkers(): ServiceWorkerContainer | undefined {
  return (globalThis.navigator as Partial<Navigator> | undefined)?.serviceWorker;
}
