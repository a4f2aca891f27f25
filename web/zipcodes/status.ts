import type { AmoraError } from "amora";
import { create, deletedElsewhere, element, onPress, tell } from "../dom.ts";
import { count } from "../progress.ts";
import type { Dataset } from "./schema.ts";

// Morango's tables are there to be read like any other.
const carried = `SELECT
  (SELECT count(*) FROM zipcode) AS rows,
  coalesce(sum(CASE WHEN push THEN records_transferred END), 0) AS pushed,
  coalesce(sum(CASE WHEN push THEN 0 ELSE records_transferred END), 0) AS pulled,
  max(last_activity_timestamp) AS changed
  FROM morango_transfersession`;

interface Carried {
  rows: number;
  pushed: number;
  pulled: number;
}

/** What the page does when a watch ends by itself: the database is gone. */
export function ended(error: AmoraError): void {
  if (error.code !== "closed") return reportError(error);
  element("dataset", HTMLElement).hidden = true;
  tell(element("alarm", HTMLParagraphElement), deletedElsewhere);
}

/** What there is to know about this database, kept up to date, and the way to be rid of it. */
export function statusPanel({ db }: Dataset): void {
  const list = element("status", HTMLDListElement);
  const place = { indexeddb: "IndexedDB", opfs: "a file", memory: `memory alone: ${db.storageReason}` }[db.storage];

  async function show({ rows, pushed, pulled }: Carried): Promise<void> {
    const { conflicts, quarantined, lastSync, missing, instance } = await db.status();
    const lines: [string, string | Node][] = [
      ["Rows", count(rows)],
      ["Kept in", place],
      [
        "Last sync",
        lastSync ? new Date(lastSync).toLocaleString(undefined, { dateStyle: "short", timeStyle: "medium" }) : "never",
      ],
      ["Sent / received", `${count(pushed)} / ${count(pulled)}`],
      ["Conflicts", count(conflicts)],
      ["Quarantined", count(quarantined)],
      ["Instance", create("code", {}, instance)],
    ];
    if (missing.length > 0) lines.push(["Does without", missing.join(", ")]);
    list.replaceChildren(...lines.flatMap(([name, value]) => [create("dt", {}, name), create("dd", {}, value)]));
  }
  const stop = db.watch<Carried>(
    carried,
    [],
    ([now]) => {
      show(now!).catch((error: AmoraError) => {
        if (error.code !== "closed") throw error;
      });
    },
    { onError: ended },
  );

  onPress(element("destroy", HTMLButtonElement), element("alarm", HTMLParagraphElement), async () => {
    stop();
    await db.destroy();
    location.reload();
  });
}
