import { create, element } from "../dom.ts";
import type { Device } from "./device.ts";
import type { Ledger } from "./ledger.ts";

interface Known {
  partition: string;
  instance: string;
  counter: number;
}

/** Who has what: each device's DatabaseMaxCounters, kept up to date. */
export function knowledge(devices: readonly Device[], ledger: Ledger): void {
  const place = element("knowledge", HTMLDivElement);
  for (const device of devices) {
    const table = create("table", { className: "numbers" });
    place.append(
      create("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: `What ${device.name} has` }, table),
    );
    device.watch<Known>(
      "SELECT partition, instance_id AS instance, counter FROM morango_databasemaxcounter ORDER BY length(partition), partition, instance_id",
      [],
      (rows) => show(table, device, rows, ledger),
    );
    // Names come to light with the first sync.
    device.on(
      "rest",
      () =>
        void device.db
          .query<Known>(
            "SELECT partition, instance_id AS instance, counter FROM morango_databasemaxcounter ORDER BY length(partition), partition, instance_id",
          )
          .then(
            (rows) => show(table, device, rows, ledger),
            () => {},
          ),
    );
  }
}

function show(table: HTMLTableElement, device: Device, rows: readonly Known[], ledger: Ledger): void {
  const instances = [...new Set(rows.map(({ instance }) => instance))].sort((a, b) =>
    ledger.nameOf(a).localeCompare(ledger.nameOf(b)),
  );
  const partitions = [...new Set(rows.map(({ partition }) => partition))];
  const head = (scope: string, text: string, title = "") => create("th", { scope, title }, text);
  table.replaceChildren(
    create("caption", {}, create("b", {}, device.name), " has every save up to number …"),
    create(
      "thead",
      {},
      create(
        "tr",
        {},
        head("col", "of what"),
        ...instances.map((instance) => head("col", `by ${ledger.nameOf(instance)}`, instance)),
      ),
    ),
    create(
      "tbody",
      {},
      ...partitions.map((partition) =>
        create(
          "tr",
          {},
          head("row", partitionWords(partition, device, ledger), partition),
          ...instances.map((instance) => {
            const found = rows.find((row) => row.partition === partition && row.instance === instance);
            const cell = create("td", {}, found ? String(found.counter) : "–");
            cell.dataset["key"] = ledger.keyOf(instance);
            return cell;
          }),
        ),
      ),
    ),
  );
}

/** A partition prefix in plain words. */
export function partitionWords(partition: string, device: Device, ledger: Ledger): string {
  const [, kind, user = ""] = partition.split(":");
  if (!kind) return "the whole school";
  if (kind === "shared") return "what all share";
  const name =
    [...ledger.devices].map((of) => ledger.store(of).get(user)?.title).find(Boolean) ??
    (user === device.learner ? device.name : "a learner");
  return kind === "user-ro" ? `what ${name} is given` : `${name}'s own work`;
}
