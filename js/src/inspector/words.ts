/** How values are written for people. */
import { parseExactly } from "../columns.js";
import { type Child, h } from "./dom.js";
import { jsonOf } from "./json.js";

const numbers = new Intl.NumberFormat("en");

export const count = (n: number): string => numbers.format(n);

/** "1 row", "3 rows". */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

export function bytes(n: number): string {
  if (n < 1000) return `${n} B`;
  return n < 1e6 ? `${(n / 1e3).toFixed(1)} kB` : `${(n / 1e6).toFixed(1)} MB`;
}

/** A text in which ids are cut to their first digits. */
export function short(text: string): string {
  return text.replace(/[0-9a-f]{32,}/g, (id) => `${id.slice(0, 6)}…`);
}

/** A text with ids, cut for the eye and whole in its title. */
export function code(text: string): HTMLElement {
  const cut = short(text);
  return h("code", { title: cut === text ? "" : text }, cut);
}

/** A moment of the engine's, in local time. */
export function moment(text: string | null): Child {
  const date = new Date(text ?? "");
  if (Number.isNaN(date.getTime())) return text || "–";
  const day = date.toDateString() === new Date().toDateString() ? "" : `${date.toLocaleDateString()} `;
  return h("time", { dateTime: date.toISOString(), title: text! }, `${day}${date.toLocaleTimeString()}`);
}

/** A value of a column. */
export function value(of: unknown): Child {
  if (of === null || of === undefined) return h("span", { className: "none" }, "null");
  if (of === "") return h("span", { className: "none" }, "empty");
  return textOf(of);
}

/** A value of a column as one text, another one for each other value. */
export function textOf(of: unknown): string {
  if (of instanceof Date) return of.toISOString();
  if (typeof of !== "object" || of === null) return String(of);
  return jsonOf(of);
}

/** JSON, written over several lines; what is none, as it is. */
export function pretty(text: string): string {
  try {
    return jsonOf(parseExactly(text), 2);
  } catch {
    return text;
  }
}

/** A text to be opened. */
export function more(summary: string, text: string): HTMLElement {
  return h("details", {}, h("summary", {}, summary), h("pre", { tabIndex: 0 }, pretty(text)));
}
