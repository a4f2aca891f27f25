/** Sessions: with whom this database has synced, and what each transfer carried. */
import type { Stage } from "../../sync.js";
import { type Desk, who } from "../desk.js";
import { h, heading, tag } from "../dom.js";
import { type Cells, Grid } from "../grid.js";
import { bytes, code, count, moment } from "../words.js";

const stages: readonly Stage[] = [
  "initializing",
  "serializing",
  "queuing",
  "transferring",
  "dequeuing",
  "deserializing",
  "cleanup",
];

export function sessions(desk: Desk): HTMLElement {
  return h(
    "div",
    {},
    heading("Transfers"),
    h("p", { className: "about" }, "Each carries records one way, in seven stages. The newest are first."),
    transfers(desk).element,
    heading("Sync sessions"),
    h("p", { className: "about" }, "What two sides agree on when they have proved their certificates to each other."),
    syncs(desk).element,
  );
}

function transfers(desk: Desk): Grid {
  return new Grid(desk, {
    title: "transfer sessions",
    count: "SELECT count(*) AS n FROM morango_transfersession",
    rows: `SELECT t.id, t.start_timestamp AS started, t.push, t.is_server AS server, t.transfer_stage AS stage,
 t.transfer_stage_status AS status, t.active, t.records_transferred AS records, t.records_total AS total,
 t.conflicts, t.quarantined, t.bytes_sent AS sent, t.bytes_received AS received, t.filter,
 iif(t.is_server, s.client_instance_id, s.server_instance_id) AS peer,
 s.connection_path AS path FROM morango_transfersession t LEFT JOIN morango_syncsession s ON s.id = t.sync_session_id ORDER BY t.seq DESC`,
    key: "id",
    columns: [
      { head: "began", of: ["started"], cell: (row) => moment(String(row["started"])) },
      {
        head: "way",
        of: ["push", "peer", "path"],
        cell: (row) => h("span", {}, row["push"] ? "push, to " : "pull, from ", peer(desk, row)),
      },
      { head: "stage", of: ["stage", "status", "active"], cell: stage },
      { head: "records", of: ["records", "total"], cell: carried, kind: "number" },
      { head: "bytes", of: ["sent", "received"], cell: (row) => bytes(Number(row["sent"]) + Number(row["received"])) },
      { head: "merged", of: ["conflicts", "quarantined"], cell: merged },
      { head: "filter", of: ["filter"], cell: (row) => code(String(row["filter"])), kind: "wide" },
    ],
    empty: "No transfers yet.",
  });
}

/** The other side; one that a file came from, or an earlier version of this package met, may have no instance. */
function peer(desk: Desk, row: Cells): HTMLElement {
  return row["peer"] ? who(desk, String(row["peer"])) : h("b", {}, String(row["path"] || "a file"));
}

function stage(row: Cells): HTMLElement {
  const at = stages.indexOf(String(row["stage"]) as Stage);
  const done = row["stage"] === "cleanup" && row["status"] === "completed";
  const words = done ? "completed" : `${String(row["stage"])}, ${String(row["status"])}`;
  const steps = stages.map((_, i) => h("i", { className: i < at || done ? "done" : i === at ? "now" : "" }));
  const cut = !done && !row["active"];
  return h(
    "span",
    { className: `stage ${row["status"] === "errored" ? "bad" : ""}`, title: `stage ${at + 1} of ${stages.length}` },
    h("span", { className: "steps", "aria-hidden": "true" }, ...steps),
    cut ? `${words}, given up` : words,
  );
}

function carried(row: Cells): string {
  return row["total"] === null
    ? count(Number(row["records"]))
    : `${count(Number(row["records"]))} of ${count(Number(row["total"]))}`;
}

function merged(row: Cells): HTMLElement {
  return h(
    "span",
    { className: "tags" },
    ...(row["conflicts"] ? [tag(`${count(Number(row["conflicts"]))} conflicts`, "warn")] : []),
    ...(row["quarantined"] ? [tag(`${count(Number(row["quarantined"]))} in quarantine`, "bad")] : []),
  );
}

function syncs(desk: Desk): Grid {
  return new Grid(desk, {
    title: "sync sessions",
    count: "SELECT count(*) AS n FROM morango_syncsession",
    rows: `SELECT s.id, s.start_timestamp AS started, s.last_activity_timestamp AS last, s.active, s.is_server AS server,
 s.connection_path AS path, iif(s.is_server, s.client_instance_id, s.server_instance_id) AS peer,
 iif(s.is_server, s.server_certificate_id, s.client_certificate_id) AS certificate,
 (SELECT count(*) FROM morango_transfersession t WHERE t.sync_session_id = s.id) AS transfers
 FROM morango_syncsession s ORDER BY s.start_timestamp DESC, s.id`,
    key: "id",
    columns: [
      { head: "began", of: ["started"], cell: (row) => moment(String(row["started"])) },
      { head: "last active", of: ["last"], cell: (row) => moment(String(row["last"])) },
      { head: "with", of: ["peer", "path"], cell: (row) => peer(desk, row) },
      { head: "at", of: ["path"], cell: (row) => code(String(row["path"] || "–")) },
      { head: "state", of: ["active"], cell: (row) => (row["active"] ? tag("active", "good") : "over") },
      { head: "transfers", of: ["transfers"], kind: "number" },
      { head: "certificate", of: ["certificate"], cell: (row) => code(String(row["certificate"])) },
      { head: "session", of: ["id"], cell: (row) => code(String(row["id"])) },
    ],
    empty: "No sessions yet.",
  });
}
