import type { AmoraError, Quarantined } from "amora";
import { create, gently } from "../dom.ts";
import { conflictCard, type OpenConflict, openConflicts, textOf } from "./conflicts.ts";
import type { Desk } from "./desk.ts";
import { quarantineCard } from "./quarantine.ts";

/** What needs somebody's attention on a device, conflicts and quarantine, kept up to date: the newest first. */
export function notices(desk: Desk, fix: (record: string) => (() => void) | undefined): HTMLElement {
  const element = create("div", { className: "notices" });
  let open: OpenConflict[] = [];
  let held: readonly Quarantined[] = [];
  let shown = "[]";
  const known: string[] = []; // the records' ids, in the order of their first notice
  const show = () => {
    const store = desk.ledger.store(desk.device);
    const all = [
      ...open.map((item) => ({ id: item.conflict.id, item })),
      ...held.map((item) => ({ id: item.id, item })),
    ];
    const now = textOf(all.map((each) => ({ ...each, row: store.get(each.id) })));
    if (now === shown) return;
    if (all.length > element.children.length) element.parentElement?.scrollTo({ top: 0, behavior: gently() });
    shown = now;
    const cards = new Map<string, HTMLElement>();
    for (const item of open) cards.set(item.conflict.id, conflictCard(desk, item));
    for (const record of held) cards.set(record.id, quarantineCard(desk, record, fix(record.id)));
    known.unshift(...[...cards.keys()].filter((id) => !known.includes(id)));
    element.replaceChildren(...known.flatMap((id) => cards.get(id) ?? []));
  };
  // Where the database is gone the device says so.
  const onError = (error: AmoraError) => {
    if (error.code !== "closed") desk.complain(error);
  };
  const { db } = desk.device;
  db.watchConflicts(
    (all) => {
      open = openConflicts(all);
      show();
    },
    { onError },
  );
  db.watchQuarantine(
    (all) => {
      held = all;
      show();
    },
    { onError },
  );
  // The cards name records as the Store does.
  desk.ledger.on((_, device) => void (device === desk.device && show()));
  return element;
}
