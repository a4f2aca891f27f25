import { create, element, onPress } from "./dom.ts";
import { count } from "./progress.ts";
import type { ZipDatabase } from "./schema.ts";

// Morango's tables are there to be read like any other.
const facts = `SELECT
  (SELECT count(*) FROM zipcode) AS rows,
  (SELECT count(*) FROM morango_store WHERE conflicting_serialized_data <> '') AS conflicts,
  (SELECT count(*) FROM morango_store WHERE deserialization_error <> '') + (SELECT count(*) FROM amora_quarantine) AS quarantined,
  (SELECT coalesce(sum(records_transferred), 0) FROM morango_transfersession WHERE push) AS pushed,
  (SELECT coalesce(sum(records_transferred), 0) FROM morango_transfersession WHERE NOT push) AS pulled,
  (SELECT max(last_activity_timestamp) FROM morango_transfersession WHERE transfer_stage = 'cleanup') AS synced`;

interface Facts {
  rows: number;
  conflicts: number;
  quarantined: number;
  pushed: number;
  pulled: number;
  synced: string | null;
}

/** What there is to know about this database, kept up to date, and the way to be rid of it. */
export async function statusPanel(db: ZipDatabase): Promise<void> {
  const list = element("status", HTMLDListElement);
  const { missing } = await db.status();
  const place = db.storage === "indexeddb" ? "IndexedDB" : `memory alone: ${db.storageReason}`;

  db.watch<Facts>(facts, [], ([now]) => {
    const { rows, conflicts, quarantined, pushed, pulled, synced } = now!;
    const lines: [string, string | Node][] = [
      ["Rows", count(rows)],
      ["Kept in", place],
      ["Last sync", synced ? new Date(synced).toLocaleString(undefined, { dateStyle: "short", timeStyle: "medium" }) : "never"],
      ["Sent / received", `${count(pushed)} / ${count(pulled)}`],
      ["Conflicts", count(conflicts)],
      ["Quarantined", count(quarantined)],
      ["Instance", create("code", {}, db.instanceId)],
    ];
    if (missing.length > 0) lines.push(["Missing here", missing.join(", ")]);
    list.replaceChildren(...lines.flatMap(([name, value]) => [create("dt", {}, name), create("dd", {}, value)]));
  });

  onPress(element("destroy", HTMLButtonElement), element("alarm", HTMLParagraphElement), async () => {
    await db.destroy();
    location.reload();
  });
}
