import { create, element } from "../dom.ts";
import { bytes } from "../progress.ts";
import type { Device } from "./device.ts";
import type { Ledger, Movement } from "./ledger.ts";
import { counted, deviceOf } from "./parts.ts";

/** Lines that are kept. */
const length = 30;

/** What has happened, in words, the newest first. */
export function feed(devices: readonly Device[], ledger: Ledger, history: (device: Device, id: string) => void): void {
  const list = element("feed", HTMLOListElement);
  const add = (key: string, ...words: (Node | string)[]) => {
    const time = create("time", {}, new Date().toLocaleTimeString(undefined, { hour12: false }));
    const item = create("li", {}, time, " ", ...words);
    item.dataset["key"] = key;
    list.prepend(item);
    while (list.children.length > length) list.lastElementChild!.remove();
  };
  for (const device of devices) {
    let carried = 0;
    let connected = false;
    device.on("progress", ({ direction, stage, records, bytes: total }) => {
      if (stage !== "cleanup" || records === 0) return;
      const [from, to] = direction === "push" ? [device.name, "relay"] : ["relay", device.name];
      const since = total - Math.min(carried, total);
      carried = total;
      add(device.key, `${from} → ${to}: ${counted(records, "record")}, ${bytes(since)}`);
    });
    device.on("link", () => {
      if (device.link === "connecting") carried = 0;
      if (device.connected && !connected) add(device.key, `${device.name} is connected`);
      connected = device.connected;
      if (device.link === "offline") add(device.key, `${device.name} is offline`);
    });
  }
  ledger.on((moved) => {
    const arrived = moved.filter(({ kind }) => kind === "arrived");
    for (const movement of arrived.slice(-3)) add(movement.device.key, ...arrival(movement, ledger, history));
    const fast = arrived.filter(({ took }) => took !== undefined).at(-1);
    if (fast) showTook(fast, ledger);
  });
}

function arrival(
  { device, row, took }: Movement,
  ledger: Ledger,
  history: (device: Device, id: string) => void,
): (Node | string)[] {
  const link = create("button", { type: "button", className: "link" }, row.title);
  link.addEventListener("click", () => history(device, row.id));
  const what = row.deleted ? "was deleted" : row.error ? "was set aside" : "is";
  return [
    link,
    ` ${what} on ${deviceOf(device)}, by ${ledger.nameOf(row.instance)}${took === undefined ? "" : `, ${duration(took)} after`}`,
  ];
}

/** How long the last change took from one screen to the other. */
function showTook({ device, row, took }: Movement, ledger: Ledger): void {
  element("took", HTMLElement).textContent = duration(took!);
  element("took-words", HTMLElement).textContent =
    `from ${ledger.nameOf(row.instance)} to ${device.name}, through the relay`;
}

function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
