/** Links to the demo, and whether its relay can be reached. */
import { nameRelay } from "../relay.ts";

/** A link to this page with that fragment, which no server gets to see. */
export function pageLink(fragment: string): string {
  const url = nameRelay(new URL("./", location.href));
  url.hash = fragment;
  return url.href;
}

/** This page is on an address that no other device can reach. */
export function onlyHere(): boolean {
  return /^(localhost|127\.|\[::1\])/.test(location.hostname);
}

/** How often the relay is looked for, in milliseconds. */
const every = 4000;

/**
 * Calls back with whether the relay answers, now and whenever that changes. A
 * live sync waits in silence for a relay that is away; people want to know.
 */
export function watchRelay(relay: string, room: () => string, tell: (reachable: boolean) => void): () => void {
  let last: boolean | undefined;
  let timer = 0;
  const look = async () => {
    const reachable = await answers(relay, room());
    if (timer < 0) return;
    if (reachable !== last) tell((last = reachable));
    timer = window.setTimeout(look, every);
  };
  void look();
  return () => {
    clearTimeout(timer);
    timer = -1;
  };
}

/** The relay of this page is asked for its health, another one for a socket. */
async function answers(relay: string, room: string): Promise<boolean> {
  const health = new URL(`${relay.replace(/^ws/, "http")}/healthz`);
  if (health.origin !== location.origin) return takesSocket(relay, room);
  try {
    return (await fetch(health, { cache: "no-store", signal: AbortSignal.timeout(every) })).ok;
  } catch {
    return false;
  }
}

function takesSocket(relay: string, room: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${relay}/sync/${room || "0".repeat(32)}`, "amora.v1");
    const end = (reachable: boolean) => {
      clearTimeout(timer);
      socket.close();
      resolve(reachable);
    };
    const timer = window.setTimeout(() => end(false), every);
    socket.onopen = () => end(true);
    socket.onerror = () => end(false);
  });
}
