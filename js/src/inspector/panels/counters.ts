/** Counters: who has saved how much, and up to where it is known here and at relays. */
import { type Desk, watch, who } from "../desk.js";
import { facts, h, heading } from "../dom.js";
import { Grid } from "../grid.js";
import { code, count } from "../words.js";

interface Own {
  id: string;
  counter: number;
  database: string;
}

export function counters(desk: Desk): HTMLElement {
  const own = h("div");
  watch<Own>(
    desk,
    "SELECT id, counter, database_id AS database FROM morango_instanceidmodel WHERE current = 1",
    [],
    ([now]) => {
      if (!now) return own.replaceChildren();
      own.replaceChildren(
        facts([
          ["Instance", code(now.id)],
          ["Saves", count(now.counter)],
          ["Copy of the database", code(now.database)],
        ]),
      );
    },
  );
  return h(
    "div",
    {},
    own,
    heading("What is here"),
    h(
      "p",
      { className: "about" },
      "DatabaseMaxCounter: everything that an instance has saved in a partition, up to that save.",
    ),
    known(desk).element,
    heading("What relays have"),
    h("p", { className: "about" }, "Up to which save of this device a relay has acknowledged that it has everything."),
    acknowledged(desk).element,
    heading("Ids of this device"),
    h("p", { className: "about" }, "A database saves under an id of its own with each relay."),
    ids(desk).element,
  );
}

function known(desk: Desk): Grid {
  return new Grid(desk, {
    title: "DatabaseMaxCounters",
    count: "SELECT count(*) AS n FROM morango_databasemaxcounter",
    rows: `SELECT partition, instance_id AS instance, counter FROM morango_databasemaxcounter
 ORDER BY partition, instance_id`,
    columns: [
      { head: "partition", of: ["partition"], cell: (row) => code(String(row["partition"])) },
      { head: "instance", of: ["instance"], cell: (row) => who(desk, String(row["instance"])) },
      { head: "counter", of: ["counter"], kind: "number" },
    ],
    empty: "None yet: they come with the first sync.",
  });
}

function acknowledged(desk: Desk): Grid {
  return new Grid(desk, {
    title: "counters that relays have acknowledged",
    count: "SELECT count(*) AS n FROM amora_acknowledged",
    rows: `SELECT relay, partition, instance_id AS instance, counter FROM amora_acknowledged
 ORDER BY relay, partition, instance_id`,
    columns: [
      { head: "relay", of: ["relay"], cell: (row) => relayCell(desk, String(row["relay"])) },
      { head: "partition", of: ["partition"], cell: (row) => code(String(row["partition"])) },
      { head: "saved as", of: ["instance"], cell: (row) => who(desk, String(row["instance"])) },
      { head: "up to", of: ["counter"], kind: "number" },
    ],
    empty: "No relay has acknowledged anything yet.",
  });
}

function ids(desk: Desk): Grid {
  return new Grid(desk, {
    title: "instance ids of this device",
    count: "SELECT count(*) AS n FROM morango_instanceidmodel",
    rows: `SELECT i.id, i.counter, i.current, ifnull((SELECT r.relay FROM amora_relay r WHERE r.instance_id = i.id), '')
 AS relay FROM morango_instanceidmodel i ORDER BY i.current DESC, i.id`,
    columns: [
      { head: "id", of: ["id"], cell: (row) => code(String(row["id"])) },
      { head: "counter", of: ["counter"], kind: "number" },
      { head: "present", of: ["current"], cell: (row) => (row["current"] ? "yes" : "no") },
      {
        head: "with relay",
        of: ["relay"],
        cell: (row) => (row["relay"] ? relayCell(desk, String(row["relay"])) : "–"),
      },
    ],
    empty: "None.",
  });
}

/** A relay is its key's fingerprint, a colon, and the instance that it is. */
function relayCell(desk: Desk, relay: string): HTMLElement {
  const [fingerprint = "", instance = ""] = relay.split(":");
  return h("span", {}, who(desk, instance), " ", code(fingerprint));
}
