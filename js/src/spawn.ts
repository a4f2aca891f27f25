/**
 * Starting the worker. The place of its script is a literal URL, which bundlers
 * take for a file of the app: they copy worker.js, which imports nothing, as it
 * is. (Within `new Worker(…)` some would bundle it once more, and could not pass
 * on a URL that Trusted Types demand.)
 */
import { AmoraError } from "./errors.js";
import { ofThisBuild } from "./kept.js";
import { fileUrl } from "./wasm.js";

/** A URL that a Trusted Types policy has made: https://w3c.github.io/trusted-types/ */
export interface TrustedUrl {
  /** The URL. */
  toJSON(): string;
  /** The URL. */
  toString(): string;
}

/** Where the worker's script is. */
export interface WorkerUrl {
  /** worker.js; it may lie on another origin. A page with Trusted Types may pass a TrustedScriptURL. */
  workerUrl?: string | URL | TrustedUrl;
}

interface Policy {
  createScriptURL(url: string): TrustedUrl;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy;
}

/** Says what keeps the engine from running where this is. */
export function refuseWithoutWorkers(): void {
  const lacking =
    typeof WebAssembly === "undefined" ? "WebAssembly" : typeof Worker === "undefined" ? "workers" : undefined;
  if (!lacking) return;
  const scope = Object.prototype.toString.call(globalThis).slice("[object ".length, -1);
  const place = { ServiceWorkerGlobalScope: "a service worker", SharedWorkerGlobalScope: "a shared worker" }[scope];
  if (lacking === "workers" && place) {
    throw new AmoraError(
      "engine_failed",
      `${place} cannot start the worker that the engine runs in`,
      "open the database in a page or a dedicated worker, and send it a message from here",
    );
  }
  const hint =
    typeof location === "undefined"
      ? "open() runs in a browser, not while a page is rendered on a server"
      : "the browser is too old, or a setting of it forbids them";
  throw new AmoraError("engine_failed", `there are no ${lacking} here`, hint);
}

/** Starts the worker; fresh asks for this build's script, past caches that have another. */
export function startWorker(where: WorkerUrl["workerUrl"], fresh: boolean): Worker {
  const place = where === undefined ? new URL("./worker.js", import.meta.url) : fileUrl("workerUrl", String(where));
  const url = fresh ? ofThisBuild(place) : place;
  try {
    const own = url.origin === location.origin || !url.protocol.startsWith("http");
    const script = own && isTrusted(where) && !fresh ? where : trusted(own ? url : stub(url));
    // TypeScript's Worker takes no trusted URL.
    return new Worker(script as unknown as string, { type: "module" });
  } catch (cause) {
    throw new AmoraError(
      "engine_failed",
      "the worker cannot be started",
      "the page's Content-Security-Policy has to allow it in worker-src and, where it requires Trusted Types, " +
        "the policy amora in trusted-types; or pass a TrustedScriptURL as workerUrl to open()",
      { cause },
    );
  }
}

/** A worker has to be of the page's origin, what it imports need not. */
function stub(url: URL): URL {
  const script = new Blob([`import ${JSON.stringify(url.href)};`], { type: "text/javascript" });
  return new URL(URL.createObjectURL(script));
}

function isTrusted(where: WorkerUrl["workerUrl"]): where is TrustedUrl {
  return where !== undefined && typeof where !== "string" && !(where instanceof URL);
}

let policy: Policy | undefined;

/** The URL as a page with Trusted Types wants it; without them, or where this policy is forbidden, as it is. */
function trusted(url: URL): TrustedUrl {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  try {
    policy ??= trustedTypes?.createPolicy("amora", { createScriptURL: (text) => text });
  } catch {
    return url; // the browser says what it thinks of that
  }
  return policy?.createScriptURL(url.href) ?? url;
}
