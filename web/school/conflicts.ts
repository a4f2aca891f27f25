import type { Conflict, Serialized } from "amora";
import { create } from "../dom.ts";
import type { Desk } from "./desk.ts";
import type { ModelName } from "./schema.ts";

/** A record that two devices changed while apart, and nobody has decided about. */
export interface OpenConflict {
  conflict: Conflict;
  /** The columns in which the newest value that lost differs. */
  columns: string[];
  other: Serialized;
  /** Goes into the record's `decided` column: which lost values were looked at. */
  mark: string;
}

/**
 * The conflicts that are still to be decided. The engine keeps what lost for
 * good; that somebody has decided is the app's to say, in a column of its own.
 */
export function openConflicts(all: readonly Conflict[]): OpenConflict[] {
  return all.flatMap((conflict) => {
    const { current, lost } = conflict;
    const [other] = lost;
    const mark = hash(JSON.stringify(lost));
    if (!other || conflict.deleted || current["decided"] === mark) return [];
    const columns = Object.keys(current).filter(
      (name) => !/^_|^(id|decided)$/.test(name) && JSON.stringify(current[name]) !== JSON.stringify(other[name]),
    );
    return columns.length > 0 ? [{ conflict, columns, other, mark }] : [];
  });
}

/** A short text that differs where the values do (FNV-1a). */
export function hash(text: string): string {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return (h >>> 0).toString(16).padStart(8, "0");
}

/** A card with both values; either may be chosen, by an ordinary put. */
export function conflictCard(desk: Desk, { conflict, columns, other, mark }: OpenConflict): HTMLElement {
  const { current, id, model } = conflict;
  const row = desk.ledger.store(desk.device).get(id);
  const title = row?.title ?? model;
  const merger = row ? desk.ledger.nameOf(row.instance) : "one of them";
  const choose = (text: string, values: Serialized, name: string) => {
    const button = create("button", { type: "button", ariaLabel: `${text}: ${name} of ${title}` }, text);
    button.addEventListener("click", () => {
      const changed = Object.fromEntries(columns.map((column) => [column, values[column]]));
      void desk.put(model as ModelName, { id, ...changed, decided: mark } as never);
    });
    return button;
  };
  return create(
    "div",
    { className: "notice conflict" },
    create("h3", {}, "Conflict: ", create("i", {}, title)),
    create(
      "p",
      {},
      `Two devices changed this ${model} while apart. Merged by ${merger}: one version stands, the other is kept. Which shall it be?`,
    ),
    create(
      "table",
      {},
      create(
        "thead",
        {},
        create("tr", {}, create("td"), head("col", "Stands"), head("col", "Kept aside")),
        create(
          "tr",
          {},
          create("td"),
          create("td", {}, choose("Keep this", current, "what stands")),
          create("td", {}, choose("Take that", other, "what was kept aside")),
        ),
      ),
      create(
        "tbody",
        {},
        ...columns.map((name) =>
          create("tr", {}, head("row", name.replace(/_id$/, "")), cell(current[name]), cell(other[name])),
        ),
      ),
    ),
  );
}

function head(scope: string, text: string): HTMLElement {
  return create("th", { scope }, text);
}

function cell(value: unknown): HTMLElement {
  return create("td", {}, value === null || value === undefined || value === "" ? "–" : String(value));
}
