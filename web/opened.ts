import type { Database } from "amora";
import { element } from "./dom.ts";

/** Says where an opened database is kept, and gives it to the console to play with. */
export function showOpened(db: Pick<Database, "storage" | "storageReason">): void {
  Object.assign(globalThis, { db });
  element("opening", HTMLParagraphElement).hidden = true;
  const place = element("place", HTMLParagraphElement);
  place.textContent = db.storage === "memory" ? "kept in memory only" : "kept in this browser";
  place.title = db.storageReason ?? "";
  place.hidden = false;
}
