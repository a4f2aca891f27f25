/** A table of the database in pages: only the rows of one page are read, and they are kept up to date. */
import type { Row, SqlParam } from "../values.js";
import { copyButton, type Desk, watch } from "./desk.js";
import { button, type Child, h } from "./dom.js";
import { count, textOf, value } from "./words.js";

export type Cells = Row;

/** One column: its heading, and how a row shows in it. */
export interface GridColumn {
  head: string;
  /** The columns of the row that the cell follows from. */
  of: readonly string[];
  cell?: (row: Cells) => Child;
  kind?: "number" | "wide";
}

/** What a grid shows. */
export interface GridSource {
  /** What it is, for screen readers and the copy. */
  title: string;
  /** Gives `n`, how many rows there are. */
  count: string;
  /** Gives the rows in their order, without a limit. */
  rows: string;
  /** Parameters of both, by name. */
  params?: Record<string, SqlParam>;
  /** The column that tells rows apart; without one their places do. */
  key?: string;
  columns: readonly GridColumn[];
  /** What to say where there are none. */
  empty: string;
}

/** A row as it is shown. */
interface Line {
  element: HTMLTableRowElement;
  row: Cells | undefined;
}

/** Rows in a page. */
const size = 50;

/** A paged table that follows its source until the desk's signal. */
export class Grid {
  readonly element: HTMLElement;
  readonly #desk: Desk;
  readonly #source: GridSource;
  readonly #body = h("tbody");
  readonly #range = h("p", { className: "range" });
  readonly #none: HTMLElement;
  readonly #region: HTMLElement;
  readonly #nav: HTMLElement;
  readonly #number = h("input", { type: "number", min: "1", ariaLabel: "Page" });
  readonly #pages = h("span");
  readonly #back: readonly HTMLButtonElement[];
  readonly #on: readonly HTMLButtonElement[];
  #rows: Cells[] = [];
  #lines = new Map<string, Line>();
  #total = 0;
  #page = 0;
  #turned = new AbortController();

  constructor(desk: Desk, source: GridSource) {
    this.#desk = desk;
    this.#source = source;
    this.#none = h("p", { className: "empty", hidden: true }, source.empty);
    this.#region = h(
      "div",
      { className: "scroll", tabIndex: 0, role: "region", ariaLabel: source.title },
      h("table", {}, this.#head(), this.#body),
    );
    const to = (text: string, name: string, page: () => number) =>
      button(text, () => this.#turn(page()), { title: name, ariaLabel: name });
    this.#back = [to("«", "First page", () => 0), to("‹", "Previous page", () => this.#page - 1)];
    this.#on = [to("›", "Next page", () => this.#page + 1), to("»", "Last page", () => this.#last())];
    this.#number.addEventListener("change", () => this.#turn(Number(this.#number.value) - 1));
    this.#nav = h(
      "nav",
      { className: "pages", ariaLabel: `Pages of ${source.title}` },
      ...this.#back,
      h("label", {}, "Page ", this.#number, this.#pages),
      ...this.#on,
    );
    this.element = h(
      "div",
      { className: "grid" },
      h(
        "div",
        { className: "bar" },
        this.#range,
        this.#nav,
        copyButton(desk, source.title, () => this.#rows),
      ),
      this.#none,
      this.#region,
    );
    watch<{ n: number }>(desk, source.count, source.params ?? {}, ([counted]) => this.#count(counted!.n));
    this.#read();
  }

  /** Shows another page of those that there are. */
  #turn(page: number): void {
    const wanted = Number.isInteger(page) ? page : this.#page;
    this.#page = Math.min(Math.max(wanted, 0), this.#last());
    this.#read(() => {
      this.#region.scrollTop = 0;
      this.#desk.say(this.#range.textContent);
    });
    this.#label();
  }

  /** Follows the rows of the page; the earlier ones stay until the first have come. */
  #read(onFirst?: () => void): void {
    this.#turned.abort();
    const turned = new AbortController();
    this.#turned = turned;
    this.#desk.signal.addEventListener("abort", () => turned.abort(), { signal: turned.signal });
    const { rows, params } = this.#source;
    const sql = `${rows} LIMIT ${size} OFFSET ${this.#page * size}`;
    let first = onFirst;
    const show = (found: Cells[]) => {
      this.#show(found);
      first?.();
      first = undefined;
    };
    watch(this.#desk, sql, params ?? {}, show, turned.signal);
  }

  #count(total: number): void {
    this.#total = total;
    if (this.#page > this.#last()) this.#turn(this.#last());
    else this.#label();
  }

  #last(): number {
    return Math.max(0, Math.ceil(this.#total / size) - 1);
  }

  #label(): void {
    const from = this.#page * size;
    this.#none.hidden = this.#total > 0;
    this.#region.hidden = this.#total === 0;
    this.#nav.hidden = this.#total <= size;
    this.#range.textContent =
      this.#total === 0
        ? ""
        : `${count(from + 1)}–${count(Math.min(from + size, this.#total))} of ${count(this.#total)}`;
    this.#number.value = String(this.#page + 1);
    this.#number.max = String(this.#last() + 1);
    this.#pages.textContent = ` of ${count(this.#last() + 1)}`;
    for (const each of this.#back) each.disabled = this.#page === 0;
    for (const each of this.#on) each.disabled = this.#page >= this.#last();
  }

  #head(): HTMLElement {
    const heads = this.#source.columns.map(({ head, kind = "" }) => h("th", { scope: "col", className: kind }, head));
    return h("thead", {}, h("tr", {}, ...heads));
  }

  /** A row that is still there keeps its line, and a cell that says the same its content: so the focus stays. */
  #show(rows: Cells[]): void {
    this.#rows = rows;
    const lines = new Map<string, Line>();
    rows.forEach((row, i) => {
      const key = String(row[this.#source.key ?? ""] ?? i);
      const line = this.#lines.get(key) ?? { element: h("tr"), row: undefined };
      this.#write(line, row);
      lines.set(lines.has(key) ? `${key} ${i}` : key, line);
    });
    for (const [key, { element }] of this.#lines) if (!lines.has(key)) element.remove();
    this.#lines = lines;
    [...lines.values()].forEach(({ element }, i) => {
      if (this.#body.children[i] !== element) this.#body.insertBefore(element, this.#body.children[i] ?? null);
    });
  }

  #write(line: Line, row: Cells): void {
    this.#source.columns.forEach((column, i) => {
      const td = line.element.cells[i] ?? line.element.insertCell();
      const said = (of: Cells | undefined) => (of ? column.of.map((name) => textOf(of[name])).join("\n") : undefined);
      if (said(line.row) === said(row)) return;
      td.className = column.kind ?? "";
      td.replaceChildren(column.cell ? column.cell(row) : value(row[column.of[0]!]));
    });
    line.row = row;
  }
}
