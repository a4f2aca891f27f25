import { create } from "../dom.ts";
import { conflictCard, openConflicts } from "./conflicts.ts";
import type { Desk } from "./desk.ts";
import { quarantineCard } from "./quarantine.ts";

/** What needs somebody's attention on a device: conflicts and quarantine, kept up to date. */
export function notices(desk: Desk, fix: (record: string) => (() => void) | undefined): HTMLElement {
  const element = create("div", { className: "notices" });
  let shown = "[[],[]]";
  const look = async () => {
    const { db } = desk.device;
    const [conflicts, quarantined] = await Promise.all([db.conflicts(), db.quarantine()]);
    const open = openConflicts(conflicts);
    const now = JSON.stringify([open, quarantined]);
    if (now === shown) return;
    if (now.length > shown.length) element.parentElement?.scrollTo({ top: 0, behavior: "smooth" });
    shown = now;
    element.replaceChildren(
      ...open.map((conflict) => conflictCard(desk, conflict)),
      ...quarantined.map((record) => quarantineCard(desk, record, fix(record.id))),
    );
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
