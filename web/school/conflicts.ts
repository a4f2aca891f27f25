import type { Conflict, Serialized } from "amora";
import { create } from "../dom.ts";
import type { Desk } from "./desk.ts";
import type { schema } from "./schema.ts";

/** A record that two devices changed while apart, and nobody has decided about. */
export interface OpenConflict {
  conflict: Conflict<typeof schema>;
  /** The columns in which the newest value that lost differs. */
  columns: string[];
}

/** A text that tells values apart, the bigints of large integers among them. */
export function textOf(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? `${inner}n` : inner));
}

/** The conflicts in which there is something to choose. */
export function openConflicts(all: readonly Conflict<typeof schema>[]): OpenConflict[] {
  return all.flatMap((conflict) => {
    const { current, other } = sides(conflict);
    if (!other || conflict.deleted) return [];
    const columns = Object.keys(current).filter(
      (name) => !/^_|^id$/.test(name) && textOf(current[name]) !== textOf(other[name]),
    );
    return columns.length > 0 ? [{ conflict, columns }] : [];
  });
}

/** What stands, and the newest of what was kept aside. */
function sides(conflict: Conflict<typeof schema>): { current: Serialized; other: Serialized | undefined } {
  return { current: conflict.current, other: conflict.lost[0] };
}

/** A card with both values; either may be chosen. */
export function conflictCard(desk: Desk, { conflict, columns }: OpenConflict): HTMLElement {
  const { id, model } = conflict;
  const { current, other } = sides(conflict);
  const row = desk.ledger.store(desk.device).get(id);
  const title = row?.title ?? model;
  const merger = row ? desk.ledger.nameOf(row.instance) : "one of them";
  const choose = (text: string, values: Serialized | undefined, name: string) => {
    const button = create("button", { type: "button", ariaLabel: `${text}: ${name} of ${title}` }, text);
    button.addEventListener("click", () => void desk.resolve(model, id, values));
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
          create("td", {}, choose("Keep this", undefined, "what stands")),
          create("td", {}, choose("Take that", other, "what was kept aside")),
        ),
      ),
      create(
        "tbody",
        {},
        ...columns.map((name) =>
          create("tr", {}, head("row", name.replace(/_id$/, "")), cell(current[name]), cell(other?.[name])),
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
