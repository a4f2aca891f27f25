import { create } from "../dom.ts";
import type { Device } from "./device.ts";
import { Flow, type Hop } from "./flow.ts";
import type { Ledger } from "./ledger.ts";
import { counted } from "./parts.ts";

/** What lies where on a device, straight from its tables. */
interface Contents {
  rows: number;
  dirty: number;
  records: number;
  counters: number;
  known: number;
  buffered: number;
  saves: number;
}

const contents = `SELECT (SELECT count(*) FROM class) + (SELECT count(*) FROM learner) + (SELECT count(*) FROM assignment) + (SELECT count(*) FROM answer) AS rows,
  (SELECT count(*) FROM amora_dirty_class) + (SELECT count(*) FROM amora_dirty_learner) + (SELECT count(*) FROM amora_dirty_assignment)
  + (SELECT count(*) FROM amora_dirty_answer) + (SELECT count(*) FROM morango_deletedmodels) AS dirty,
  (SELECT count(*) FROM morango_store) AS records,
  (SELECT count(*) FROM morango_recordmaxcounter) AS counters,
  (SELECT count(*) FROM morango_databasemaxcounter) AS known,
  (SELECT count(*) FROM morango_buffer) AS buffered,
  (SELECT counter FROM morango_instanceidmodel WHERE current = 1) AS saves`;

/** The three places a record can be in, in the order of the way out. */
const places = {
  tables: { name: "Tables", about: "what the app shows" },
  store: { name: "Store", about: "every record with its counters" },
  buffer: { name: "Buffer", about: "packed for the way" },
};
export type Place = keyof typeof places;

/** The drawing: each device's places, the relay's, and the stages between. */
export interface Pipeline {
  element: HTMLElement;
  /** Shows what is on its way, one transfer after the other. */
  flow: Flow;
}

/** Draws the pipeline of one or two devices. `look` shows what is in a place. */
export function pipeline(
  devices: readonly Device[],
  ledger: Ledger,
  look: (device: Device, place: Place) => void,
): Pipeline {
  const [left, right] = devices as [Device, Device?];
  const element = create("div", { className: "pipe" });
  const flow = new Flow(element);
  element.append(deviceGroup(left, false, look), wire(left, false), relayGroup(devices, ledger));
  if (right) element.append(wire(right, true), deviceGroup(right, true, look));
  for (const device of devices) {
    device.on("progress", ({ direction, stage, records }) => {
      if (stage !== "cleanup" || records === 0) return;
      // What a device receives has the colour of whom it comes from.
      const from = direction === "push" ? device.key : (devices.find((other) => other !== device)?.key ?? "other");
      flow.play(direction === "push" ? wayOut(device) : wayIn(device), records, from);
    });
    device.on("link", () =>
      element.querySelector(`.wire[data-key="${device.key}"]`)?.toggleAttribute("data-cut", !device.connected),
    );
  }
  return { element, flow };
}

function wayOut({ key, name }: Device): Hop[] {
  return [
    { from: `${key}-tables`, to: `${key}-store`, stage: `${key}-serialize`, words: `${name}: serialize` },
    { from: `${key}-store`, to: `${key}-buffer`, stage: `${key}-queue`, words: `${name}: queue` },
    { from: `${key}-buffer`, to: `relay-buffer-${key}`, stage: `${key}-transfer-out`, words: "transfer" },
    { from: `relay-buffer-${key}`, to: "relay-store", stage: `relay-dequeue-${key}`, words: "relay: dequeue" },
  ];
}

function wayIn({ key, name }: Device): Hop[] {
  return [
    { from: "relay-store", to: `relay-buffer-${key}`, stage: `relay-queue-${key}`, words: "relay: queue" },
    { from: `relay-buffer-${key}`, to: `${key}-buffer`, stage: `${key}-transfer-in`, words: "transfer" },
    { from: `${key}-buffer`, to: `${key}-store`, stage: `${key}-dequeue`, words: `${name}: dequeue` },
    { from: `${key}-store`, to: `${key}-tables`, stage: `${key}-deserialize`, words: `${name}: deserialize` },
  ];
}

/** A device's tables, Store and Buffer, the Buffer towards the relay. */
function deviceGroup(device: Device, mirrored: boolean, look: (device: Device, place: Place) => void): HTMLElement {
  const { key, name } = device;
  const nodes = Object.fromEntries(
    Object.entries(places).map(([place, { name: called, about }]) => {
      const button = node(`${key}-${place}`, called, about, "button");
      button.addEventListener("click", () => look(device, place as Place));
      return [place, button];
    }),
  ) as Record<Place, HTMLElement>;
  const [near, far] = [
    stages([`${key}-serialize`, "serialize"], [`${key}-deserialize`, "deserialize"], mirrored),
    stages([`${key}-queue`, "queue"], [`${key}-dequeue`, "dequeue"], mirrored),
  ];
  const line = [nodes.tables, near, nodes.store, far, nodes.buffer];
  device.watch<Contents>(contents, [], ([now]) => {
    fill(nodes.tables, now!.rows, now!.dirty > 0 ? `${now!.dirty} changed` : "rows");
    fill(nodes.store, now!.records, "records");
    fill(nodes.buffer, now!.buffered, now!.buffered === 0 ? "at rest" : "on the way");
    counters.textContent = `Save number ${now!.saves}\u00a0· ${counted(now!.counters, "RecordMaxCounter")}\u00a0· ${counted(now!.known, "DatabaseMaxCounter")}`;
  });
  const counters = create("p", { className: "saves" });
  const group = create(
    "div",
    { className: "group", role: "group", ariaLabel: `Inside ${name}` },
    create("h3", {}, name),
    create("div", { className: "line" }, ...(mirrored ? line.reverse() : line)),
    counters,
  );
  group.dataset["key"] = key;
  return group;
}

/** The relay: no app tables, one Buffer for each side that is drawn. */
function relayGroup(devices: readonly Device[], ledger: Ledger): HTMLElement {
  const store = node("relay-store", "Store", "the same records, no app", "div");
  const [left, right] = devices as [Device, Device?];
  const line: HTMLElement[] = [
    node(`relay-buffer-${left.key}`, "Buffer", "", "div"),
    stages([`relay-dequeue-${left.key}`, "dequeue"], [`relay-queue-${left.key}`, "queue"], false),
    store,
  ];
  if (right) {
    line.push(
      stages([`relay-dequeue-${right.key}`, "dequeue"], [`relay-queue-${right.key}`, "queue"], true),
      node(`relay-buffer-${right.key}`, "Buffer", "", "div"),
    );
  }
  const passed = create("p", { className: "saves" });
  const group = create(
    "div",
    { className: "group", role: "group", ariaLabel: "Inside the relay" },
    create("h3", {}, "The relay"),
    create("div", { className: "line" }, ...line),
    passed,
  );
  group.dataset["key"] = "relay";
  const held = new Set<string>();
  let [into, out] = [0, 0];
  const show = () => {
    fill(store, held.size, "records");
    passed.textContent = `Took in ${counted(into, "record")}, handed out ${out}`;
  };
  for (const device of devices) {
    device.on("progress", ({ direction, stage, records }) => {
      if (stage !== "cleanup") return;
      if (direction === "push") into += records;
      else out += records;
      show();
    });
    // Everything that has a counter in a Store that is at rest is at the relay.
    const note = () => {
      if (device.link === "online") for (const id of ledger.store(device).keys()) held.add(id);
      show();
    };
    device.on("rest", note);
    ledger.on((_, of) => void (of === device && note()));
    for (const place of [`relay-buffer-${device.key}`])
      fill(group.querySelector(`[data-node="${place}"]`)!, 0, "at rest");
  }
  show();
  return group;
}

function node(key: string, name: string, about: string, tag: "button" | "div"): HTMLElement {
  const element = create(
    tag,
    { className: "node", title: about },
    create("b", {}, name),
    create("span", { className: "number" }, "0"),
    create("small"),
  );
  if (element instanceof HTMLButtonElement) element.type = "button";
  element.dataset["node"] = key;
  return element;
}

function fill(node: HTMLElement, number: number, words: string): void {
  node.querySelector(".number")!.textContent = String(number);
  node.querySelector("small")!.textContent = words;
}

/** The two stages between two places, out and in; mirrored where out leads to the left. */
function stages([outKey, out]: [string, string], [inKey, into]: [string, string], mirrored: boolean): HTMLElement {
  const lane = (key: string, text: string, right: boolean) => {
    const span = create("span", { className: right ? "lane right" : "lane left" }, text);
    span.dataset["stage"] = key;
    return span;
  };
  const lanes = [lane(outKey, out, !mirrored), lane(inKey, into, mirrored)];
  return create("div", { className: "stages" }, ...(mirrored ? lanes.reverse() : lanes));
}

function wire({ key, name }: Device, mirrored: boolean): HTMLElement {
  const element = stages([`${key}-transfer-out`, "transfer"], [`${key}-transfer-in`, "transfer"], mirrored);
  element.classList.add("wire");
  element.dataset["key"] = key;
  element.dataset["cut"] = "";
  element.append(create("span", { className: "scissors", title: `${name} is not connected` }, "✂"));
  return element;
}
