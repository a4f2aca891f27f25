/** What panels share: the database, who is who, and where records are shown. */
import type { Database } from "../database.js";
import type { SqlParams } from "../values.js";
import { button, h } from "./dom.js";
import { short } from "./words.js";

/** The panels, in their order. */
export const panelNames = [
  "tables",
  "store",
  "counters",
  "buffers",
  "sessions",
  "certificates",
  "conflicts",
  "quarantine",
  "record",
] as const;

/** The name of one of the inspector's panels. */
export type PanelName = (typeof panelNames)[number];

/** What a panel needs while it is shown. */
export interface Desk {
  readonly db: Database;
  /** Ends when another panel is shown. */
  readonly signal: AbortSignal;
  /** What an instance is called. */
  name(instance: string): string;
  /** Shows a record's timeline. */
  open(record: string): void;
  /** Says what went wrong. */
  fail(error: unknown): void;
  /** Says what was done, to screen readers too. */
  say(text: string): void;
  /** Copies JSON to the clipboard. */
  copy(what: unknown): void;
}

/** Calls back with a query's rows, now and when they change, until the signal. */
export function watch<R extends object>(
  desk: Desk,
  sql: string,
  params: SqlParams,
  callback: (rows: R[]) => void,
  signal: AbortSignal = desk.signal,
): void {
  const shown = (rows: R[]) => {
    if (!signal.aborted) callback(rows);
  };
  desk.db.watch<R>(sql, params, shown, { signal, onError: (error) => signal.aborted || desk.fail(error) });
}

/** Who an instance is. The element's name follows where names come to light later. */
export function who(desk: Desk, instance: string): HTMLElement {
  return h("b", { className: "who", title: instance, "data-instance": instance }, desk.name(instance));
}

/** Who has saved, and as which save. */
export function savedBy(desk: Desk, instance: string, counter: number): HTMLElement {
  return h("span", {}, who(desk, instance), ` #${counter}`);
}

/** A button that shows a record's timeline. */
export function recordButton(desk: Desk, id: string): HTMLElement {
  return button(short(id), () => desk.open(id), {
    className: "link",
    title: `Timeline of ${id}`,
    ariaLabel: `Timeline of record ${short(id)}`,
  });
}

/** A button that copies what is shown. */
export function copyButton(desk: Desk, what: string, get: () => unknown): HTMLButtonElement {
  return button("Copy JSON", () => desk.copy(get()), { className: "quiet", ariaLabel: `Copy JSON of ${what}` });
}
