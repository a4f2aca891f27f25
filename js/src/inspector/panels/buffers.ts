/** Buffers: what is on its way, transfer by transfer. */
import { type Desk, recordButton, savedBy } from "../desk.js";
import { h, tag } from "../dom.js";
import { Grid } from "../grid.js";
import { code } from "../words.js";

export function buffers(desk: Desk): HTMLElement {
  const grid = new Grid(desk, {
    title: "records in transfer buffers",
    count: "SELECT count(*) AS n FROM morango_buffer",
    rows: `SELECT b.seq, t.id AS transfer, b.incoming, b.model_uuid AS id, b.model_name AS model, b.partition,
 b.last_saved_instance AS instance, b.last_saved_counter AS counter, b.deleted, ifnull(b.error, '') AS error,
 substr(b.serialized, 1, 300) AS serialized
 FROM morango_buffer b LEFT JOIN morango_transfersession t ON t.seq = b.transfer_session_id ORDER BY b.seq DESC`,
    key: "seq",
    columns: [
      { head: "record", of: ["id"], cell: (row) => recordButton(desk, String(row["id"])) },
      { head: "way", of: ["incoming"], cell: (row) => (row["incoming"] ? "in" : "out") },
      { head: "model", of: ["model"] },
      {
        head: "saved by",
        of: ["instance", "counter"],
        cell: (row) => savedBy(desk, String(row["instance"]), Number(row["counter"])),
      },
      {
        head: "state",
        of: ["deleted", "error"],
        cell: (row) =>
          h(
            "span",
            { className: "tags" },
            ...(row["deleted"] ? [tag("deleted")] : []),
            ...(row["error"] ? [tag(String(row["error"]), "bad")] : []),
          ),
      },
      { head: "partition", of: ["partition"], cell: (row) => code(String(row["partition"])) },
      { head: "transfer", of: ["transfer"], cell: (row) => code(String(row["transfer"] ?? "")) },
      { head: "serialized", of: ["serialized"], cell: (row) => code(String(row["serialized"])), kind: "wide" },
    ],
    empty: "Nothing is on its way: the buffers are filled while a transfer runs, and stay so where one was cut off.",
  });
  return h("div", {}, grid.element);
}
