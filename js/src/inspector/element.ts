/** The element `<amora-inspector>`: tabs, one panel at a time, and the state of the database above them. */
import type { Database } from "../database.js";
import type { LiveStatus } from "../live.js";
import { copyText, toText } from "./clipboard.js";
import { type Desk, type PanelName, panelNames } from "./desk.js";
import { button, h, tag } from "./dom.js";
import { Names } from "./names.js";
import { buffers } from "./panels/buffers.js";
import { certificates } from "./panels/certificates.js";
import { conflicts } from "./panels/conflicts.js";
import { counters } from "./panels/counters.js";
import { quarantine } from "./panels/quarantine.js";
import { record } from "./panels/record.js";
import { sessions } from "./panels/sessions.js";
import { store } from "./panels/store.js";
import { tables } from "./panels/tables.js";
import { style } from "./style.js";
import { count, counted, short } from "./words.js";

const panels: Record<PanelName, { title: string; make: (desk: Desk, record: string) => HTMLElement }> = {
  tables: { title: "Tables", make: tables },
  store: { title: "Store", make: store },
  counters: { title: "Counters", make: counters },
  buffers: { title: "Buffers", make: buffers },
  sessions: { title: "Sessions", make: sessions },
  certificates: { title: "Certificates", make: certificates },
  conflicts: { title: "Conflicts", make: conflicts },
  quarantine: { title: "Quarantine", make: quarantine },
  record: { title: "Record", make: record },
};

/** A module may be loaded where there are no elements, on a server for instance. */
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/**
 * Shows what is inside a database, live:
 *
 *     const inspector = document.createElement("amora-inspector");
 *     inspector.database = db;
 *     document.body.append(inspector);
 */
export class AmoraInspector extends Base {
  #database: Database | undefined;
  #panel: PanelName = "tables";
  #record = "";
  readonly #names = new Names();
  /** Ends what follows the database. */
  #session = new AbortController();
  /** Ends what the panel follows. */
  #shown = new AbortController();

  readonly #title = h("h2");
  readonly #state = h("p", { className: "tags" });
  readonly #about = h("p", { className: "about" });
  readonly #tabs = new Map<PanelName, HTMLButtonElement>();
  readonly #place = h("section", { id: "panel", role: "tabpanel" });
  readonly #alarm = h("p", { className: "alarm", role: "alert", hidden: true });
  readonly #said = h("p", { className: "unseen", role: "status" });
  /** What could not be put onto the clipboard, to be copied by hand. */
  readonly #byHand = h("textarea", { readOnly: true, hidden: true, rows: 6, ariaLabel: "JSON to copy" });

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [style()];
    root.append(
      h("header", {}, this.#title, this.#state, this.#about),
      this.#alarm,
      this.#byHand,
      h("div", { className: "body" }, this.#tablist(), this.#place),
      this.#said,
    );
  }

  /** The database that is shown. */
  get database(): Database | undefined {
    return this.#database;
  }

  /** Shows another database, or none. */
  set database(database: Database | undefined) {
    if (database === this.#database) return;
    this.#database = database;
    this.#record = "";
    if (this.isConnected) this.#start();
  }

  /** What instances are called, where the app knows better than "this device", "relay" and their ids. */
  get nameOf(): ((instance: string) => string | undefined) | undefined {
    return this.#names.given;
  }

  /** Names all instances anew. */
  set nameOf(nameOf: ((instance: string) => string | undefined) | undefined) {
    this.#names.given = nameOf;
    this.#rename();
  }

  /** The panel that is shown. */
  get panel(): PanelName {
    return this.#panel;
  }

  /** Id of the record whose timeline is, or was last, shown; "" for none. */
  get record(): string {
    return this.#record;
  }

  /** Shows a panel; of the panel "record" the timeline of the record with that id. */
  show(panel: PanelName, record = this.#record): void {
    if (!Object.hasOwn(panels, panel)) throw new TypeError(`there is no panel ${JSON.stringify(panel)}`);
    this.#panel = panel;
    this.#record = record;
    this.#select();
  }

  /** @internal */
  connectedCallback(): void {
    // Properties that were set before the element was defined hide its own.
    for (const name of ["database", "nameOf"] as const) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      Object.assign(this, { [name]: value });
    }
    this.#start();
  }

  /** @internal */
  disconnectedCallback(): void {
    this.#session.abort();
    this.#shown.abort();
  }

  #start(): void {
    this.#session.abort();
    this.#session = new AbortController();
    this.#alarm.hidden = this.#byHand.hidden = true;
    this.#state.replaceChildren();
    this.#about.textContent = "";
    const db = this.#database;
    this.#title.textContent = db ? db.name : "No database";
    if (db) {
      const { signal } = this.#session;
      this.#names.follow(this.#desk(db, signal), () => this.#rename());
      db.watchStatus((status) => signal.aborted || this.#tell(status), {
        signal,
        onError: (error) => this.#fail(error),
      });
    }
    this.#select();
  }

  #desk(db: Database, signal: AbortSignal): Desk {
    return {
      db,
      signal,
      name: (instance) => this.#names.of(instance),
      open: (id) => {
        this.show("record", id);
        this.#place.querySelector("input")?.focus({ preventScroll: true });
      },
      fail: (error) => this.#fail(error),
      say: (text) => void (this.#said.textContent = text),
      copy: (what) => void this.#copy(toText(what)),
    };
  }

  #tablist(): HTMLElement {
    for (const name of panelNames) {
      const made = button(panels[name].title, () => this.show(name), {
        role: "tab",
        id: `tab-${name}`,
        "aria-controls": "panel",
      });
      made.append(h("span", { className: "count" }));
      this.#tabs.set(name, made);
    }
    const list = h("div", { role: "tablist", ariaLabel: "What to look at" }, ...this.#tabs.values());
    list.addEventListener("keydown", (event) => this.#move(event));
    return list;
  }

  /** Arrow keys move between tabs, in the row and in the column that they may stand in. */
  #move(event: KeyboardEvent): void {
    const now = panelNames.indexOf(this.#panel);
    const last = panelNames.length - 1;
    const steps: Record<string, number> = {
      ArrowRight: now + 1,
      ArrowDown: now + 1,
      ArrowLeft: now - 1,
      ArrowUp: now - 1,
    };
    const to = { ...steps, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = panelNames[(to + panelNames.length) % panelNames.length]!;
    this.show(next);
    this.#tabs.get(next)!.focus();
  }

  #select(): void {
    for (const [name, made] of this.#tabs) {
      made.ariaSelected = String(name === this.#panel);
      made.tabIndex = name === this.#panel ? 0 : -1;
    }
    this.#place.setAttribute("aria-labelledby", `tab-${this.#panel}`);
    this.#shown.abort();
    this.#shown = new AbortController();
    const db = this.#database;
    if (!db || !this.isConnected)
      return this.#place.replaceChildren(h("p", { className: "empty" }, "Set the element's property database."));
    const { title, make } = panels[this.#panel];
    this.#place.replaceChildren(h("h3", {}, title), make(this.#desk(db, this.#shown.signal), this.#record));
    this.#uncover(this.#tabs.get(this.#panel)!);
  }

  /** Scrolls the row of tabs to one, and nothing else of the page. */
  #uncover(made: HTMLElement): void {
    const row = made.parentElement!;
    const hidden =
      made.offsetLeft < row.scrollLeft || made.offsetLeft + made.offsetWidth > row.scrollLeft + row.clientWidth;
    if (hidden) row.scrollLeft = made.offsetLeft - (row.clientWidth - made.offsetWidth) / 2;
  }

  #tell(status: LiveStatus): void {
    const { sync, onlyHere, unsynced, storage } = status;
    const tones = {
      live: "good",
      "catching-up": "good",
      connecting: "plain",
      offline: "warn",
      refused: "bad",
    } as const;
    const carried = sync?.state === "catching-up" ? ` ${count(sync.records)} of ${count(sync.total)}` : "";
    this.#state.replaceChildren(
      sync
        ? tag(`${sync.state}${carried}`, tones[sync.state], `${sync.relay} ${sync.message ?? ""}`)
        : tag("not syncing"),
      ...(onlyHere > 0
        ? [tag(`${count(onlyHere)} only here`, "warn", "Records that no relay has in their present version")]
        : []),
      ...(unsynced > 0 ? [tag(`${count(unsynced)} changed`, "warn", "Rows that are not serialized yet")] : []),
      ...(storage === "memory" ? [tag("in memory", "warn", status.storageReason ?? "")] : []),
      ...(storage === "opfs" ? [tag("in a file")] : []),
    );
    this.#about.textContent = `${counted(status.records, "record")} · instance ${short(status.instance)}, save ${count(status.counter)}`;
    this.#about.title = `instance ${status.instance}`;
    this.#badge("conflicts", status.conflicts);
    this.#badge("quarantine", status.quarantined);
  }

  #badge(name: PanelName, n: number): void {
    this.#tabs.get(name)!.querySelector(".count")!.textContent = n > 0 ? ` ${count(n)}` : "";
  }

  #rename(): void {
    for (const each of this.#place.querySelectorAll<HTMLElement>("[data-instance]"))
      each.textContent = this.#names.of(each.dataset["instance"]!);
  }

  #fail(error: unknown): void {
    const { code, message, hint } = error as { code?: string; message: string; hint?: string };
    this.#alarm.textContent = code === "closed" ? "The database was closed." : `${message}${hint ? ` (${hint})` : ""}`;
    this.#alarm.hidden = false;
  }

  async #copy(text: string): Promise<void> {
    const copied = await copyText(text, this.shadowRoot!);
    this.#said.textContent = copied
      ? "Copied."
      : "The browser does not let pages copy: the text is there to be copied by hand.";
    this.#byHand.hidden = copied;
    if (copied) return;
    this.#byHand.value = text;
    this.#byHand.select();
  }
}
