import { create, gently } from "../dom.ts";
import { conflictCard, openConflicts } from "./conflicts.ts";
import type { Desk } from "./desk.ts";
import { quarantineCard } from "./quarantine.ts";

/** What needs somebody's attention on a device, conflicts and quarantine, kept up to date: the newest first. */
export function notices(desk: Desk, fix: (record: string) => (() => void) | undefined): HTMLElement {
  const element = create("div", { className: "notices" });
  let shown = "[[],[]]";
  const known: string[] = []; // the records' ids, in the order of their first notice
  const look = async () => {
    const { db } = desk.device;
    const [conflicts, quarantined] = await Promise.all([db.conflicts(), db.quarantine()]);
    const open = openConflicts(conflicts);
    const now = JSON.stringify([open, quarantined]);
    if (now === shown) return;
    if (now.length > shown.length) element.parentElement?.scrollTo({ top: 0, behavior: gently() });
    shown = now;
    const cards = new Map<string, HTMLElement>();
    for (const item of open) cards.set(item.conflict.id, conflictCard(desk, item));
    for (const record of quarantined) cards.set(record.id, quarantineCard(desk, record, fix(record.id)));
    known.unshift(...[...cards.keys()].filter((id) => !known.includes(id)));
    element.replaceChildren(...known.flatMap((id) => cards.get(id) ?? []));
  };
  // One look at a time, and one more if something happened meanwhile.
  let looking = false;
  let again = false;
  desk.ledger.on(async (_, device) => {
    if (device !== desk.device) return;
    again = true;
    if (looking) return;
    looking = true;
    try {
      for (; again; ) {
        again = false;
        await look();
      }
    } catch (error) {
      desk.complain(error);
    }
    looking = false;
  });
  return element;
}
