import { create, element } from "../dom.ts";
import type { Device } from "./device.ts";
import { partitionWords } from "./knowledge.ts";
import type { Ledger } from "./ledger.ts";
import { deviceOf } from "./parts.ts";

interface Full {
  model: string;
  partition: string;
  instance: string;
  counter: number;
  deleted: 0 | 1;
  error: string;
  serialized: string;
  lost: string;
}

const full = `SELECT model_name AS model, partition, last_saved_instance AS instance, last_saved_counter AS counter, deleted,
  deserialization_error AS error, serialized, conflicting_serialized_data AS lost FROM morango_store WHERE id = ?`;

/** Shows a record's history: what each device knows of it, and what this page has seen. */
export async function showRecord(id: string, ledger: Ledger): Promise<void> {
  const parts = await Promise.all(ledger.devices.map((device) => onDevice(id, device, ledger)));
  const row = ledger.devices.map((device) => ledger.store(device).get(id)).find(Boolean);
  element("record-title", HTMLHeadingElement).textContent = row ? `${row.title} (${row.model})` : "A new row";
  const seen = ledger.movements.filter((movement) => movement.row.id === id).reverse();
  element("record-body", HTMLDivElement).replaceChildren(
    create(
      "p",
      { className: "hint" },
      "Record ",
      create("code", {}, id),
      row ? `, in the part of the school that is ${partitionWords(row.partition, ledger.devices[0]!, ledger)}: ` : "",
      row ? create("code", {}, row.partition) : "",
    ),
    create("div", { className: "sides" }, ...parts),
    create("h3", {}, "Seen since this page was opened"),
    create(
      "ol",
      { className: "timeline" },
      ...seen.map(({ time, device, row, kind, took }) => {
        const words =
          kind === "saved"
            ? `${device.name} packed it as save ${row.counter}`
            : `${device.name} received save ${row.counter} of ${ledger.nameOf(row.instance)}`;
        const item = create(
          "li",
          {},
          create("time", {}, time.toLocaleTimeString(undefined, { hour12: false })),
          ` ${words}${took === undefined ? "" : `, ${Math.round(took)} ms after it was typed`}${row.error ? `: ${row.error}` : ""}`,
        );
        item.dataset["key"] = ledger.keyOf(row.instance);
        return item;
      }),
      ...(seen.length === 0 ? [create("li", {}, "Nothing yet: change it, and look again.")] : []),
    ),
  );
  const dialog = element("record", HTMLDialogElement);
  if (!dialog.open) dialog.showModal();
}

async function onDevice(id: string, device: Device, ledger: Ledger): Promise<HTMLElement> {
  const { db } = device;
  const [row] = await db.query<Full>(full, [id]);
  const title = create("h3", {}, `On ${deviceOf(device)}`);
  if (!row)
    return create(
      "section",
      {},
      title,
      create("p", {}, "Not here: either it is not for this device, or it has not come yet."),
    );
  const counters = await db.query<{ instance: string; counter: number }>(
    "SELECT instance_id AS instance, counter FROM morango_recordmaxcounter WHERE store_model_id = ? ORDER BY counter DESC",
    [id],
  );
  const lost = row.lost.trim().split("\n").filter(Boolean);
  return create(
    "section",
    {},
    title,
    create(
      "p",
      {},
      "Last saved by ",
      name(row.instance, ledger),
      `, as save number ${row.counter}.`,
      ...(row.deleted ? [" It is deleted."] : []),
      ...(row.error ? [" Set aside: ", create("code", {}, row.error)] : []),
    ),
    create("p", { className: "term" }, "last_saved_instance, last_saved_counter"),
    create(
      "p",
      {},
      "It builds on: ",
      ...counters.flatMap(({ instance, counter }, i) => [
        i > 0 ? ", " : "",
        name(instance, ledger),
        ` up to ${counter}`,
      ]),
      ".",
    ),
    create("p", { className: "term" }, "RecordMaxCounter: what is known of each writer's saves of this record"),
    json("The record as it travels (serialized)", row.serialized),
    ...(lost.length > 0
      ? [json(`Values that lost in a merge: ${lost.length} (conflicting_serialized_data)`, lost.join("\n"))]
      : []),
  );
}

function name(instance: string, ledger: Ledger): HTMLElement {
  const element = create("b", { title: instance }, ledger.nameOf(instance));
  element.dataset["key"] = ledger.keyOf(instance);
  return element;
}

function json(title: string, text: string): HTMLElement {
  const pretty = text.split("\n").map((line) => {
    try {
      return JSON.stringify(JSON.parse(line), null, 2);
    } catch {
      return line;
    }
  });
  return create("details", {}, create("summary", {}, title), create("pre", { tabIndex: 0 }, pretty.join("\n")));
}
