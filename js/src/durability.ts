/** How long a browser keeps what lies here, and asking it to keep it. */

import type { StorageKind } from "./messages.js";

/** How safe a database is in this browser. */
export interface Durability {
  /** The browser does not delete it unasked, for room or for age; undefined where it does not say. */
  persisted: boolean | undefined;
  /**
   * In Safari, unless the data are persisted or the app was added to the home
   * screen: days until it deletes them, 7 without use of the site. What exists
   * only here ({@link EngineStatus.onlyHere}) is then lost.
   */
  daysLeft: number | undefined;
}

/** Safari's cap on what scripts store: https://webkit.org/blog/10218/full-third-party-cookie-blocking-and-more/ */
const cap = 7;
const day = 24 * 60 * 60 * 1000;
const lastUse = "amora:last-use";

/** What the browser says of the durability of a database. */
export async function durability(storage: StorageKind): Promise<Durability> {
  if (storage === "memory") return { persisted: false, daysLeft: undefined };
  const persisted = await isPersisted();
  return { persisted, daysLeft: persisted || !isCapped() ? undefined : daysLeft(Date.now()) };
}

let asked = false;

/**
 * Asks the browser once a page to keep the site's data. The moment is the first
 * write: from then on there is something that exists only here, and the user
 * has done something that a prompt makes sense after, as Firefox shows one.
 */
export function askToPersist(): void {
  if (asked) return;
  asked = true;
  void (async () => {
    if ((await isPersisted()) === false) await globalThis.navigator?.storage?.persist?.();
  })().catch(() => {}); // a browser that refuses keeps the data as it did
}

async function isPersisted(): Promise<boolean | undefined> {
  try {
    return await globalThis.navigator?.storage?.persisted?.();
  } catch {
    return undefined;
  }
}

function isCapped(): boolean {
  const { vendor, standalone } = globalThis.navigator as Navigator & { standalone?: boolean };
  const installed = standalone === true || globalThis.matchMedia?.("(display-mode: standalone)").matches;
  return vendor === "Apple Computer, Inc." && !installed;
}

/** Days of the cap that are left. Each use of the site, a tap or a key, begins them anew. */
function daysLeft(now: number): number {
  try {
    if (navigator.userActivation?.hasBeenActive) localStorage.setItem(lastUse, String(now));
    const last = Number(localStorage.getItem(lastUse) ?? now);
    return Math.max(0, cap - Math.floor((now - last) / day));
  } catch {
    return cap;
  }
}
