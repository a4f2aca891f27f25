import { create } from "../dom.ts";
import type { Desk } from "./desk.ts";
import type { Device } from "./device.ts";

/** Small pieces that several screens show. */

/** An icon of the page's sprite, for the eye alone. */
export function icon(name: string): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  return svg;
}

/** The button that shows a record's history; what it is called may change. */
export function historyButton(
  desk: Desk,
  id: () => string | null,
): { button: HTMLButtonElement; name(what: string): void } {
  const button = create(
    "button",
    { type: "button", className: "quiet round", title: "History of this record" },
    icon("clock"),
  );
  button.addEventListener("click", () => {
    const record = id();
    if (record) desk.history(record);
  });
  return { button, name: (what) => (button.ariaLabel = `History of ${what}`) };
}

/** Says of a row that it is on this device only, so far. */
export function waitingMark(): HTMLElement {
  return create(
    "span",
    { className: "waiting", hidden: true, title: "Written on this device, not sent yet" },
    icon("up"),
    "not sent yet",
  );
}

/** A labelled control; the label is above it, or for screen readers alone. */
export function labelled<T extends HTMLElement>(text: string, control: T, className = ""): HTMLLabelElement {
  return create("label", { className }, create("span", {}, text), control);
}

/** What a device is called in a sentence. */
export function deviceOf({ key, name }: Device): string {
  return key === "own" ? "this device" : `${name}'s device`;
}

/** How many there are, in words: "1 answer", "3 answers". */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
