import { create, element, tell } from "../dom.ts";
import type { Device } from "./device.ts";

/** Rows that are shown at most. */
const most = 100;

const presets: Record<string, string> = {
  "Answers as the app sees them":
    "SELECT l.name, s.title, a.text, a.score FROM answer a\n  JOIN assignment s ON s.id = a.assignment_id JOIN learner l ON l.id = a.learner_id",
  "Who saved how many records": `SELECT last_saved_instance, count(*) AS records, max(last_saved_counter) AS latest
  FROM morango_store GROUP BY 1`,
  "Every table there is": "SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY name",
};

/** Asks a device's database, for those who want to see that it is one. */
export class SqlConsole {
  readonly #devices: readonly Device[];
  readonly #device = element("sql-device", HTMLSelectElement);
  readonly #preset = element("sql-preset", HTMLSelectElement);
  readonly #text = element("sql-text", HTMLTextAreaElement);
  readonly #result = element("sql-result", HTMLDivElement);
  readonly #said = element("sql-said", HTMLParagraphElement);

  constructor(devices: readonly Device[]) {
    this.#devices = devices;
    this.#device.append(...devices.map(({ key, name }) => create("option", { value: key }, name)));
    this.#preset.append(...Object.keys(presets).map((name) => create("option", {}, name)));
    this.#preset.addEventListener("change", () => this.#choose(this.#preset.value));
    element("sql", HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#run();
    });
    this.#choose(this.#preset.value, false);
  }

  #choose(name: string, run = true): void {
    this.#text.value = presets[name] ?? "";
    if (run) void this.#run();
  }

  async #run(): Promise<void> {
    const device = this.#devices.find(({ key }) => key === this.#device.value) ?? this.#devices[0]!;
    const started = performance.now();
    try {
      const rows = await device.db.query<Record<string, unknown>>(this.#text.value);
      const took = performance.now() - started;
      tell(
        this.#said,
        `${rows.length} ${rows.length === 1 ? "row" : "rows"} in ${took.toFixed(1)} ms${rows.length > most ? `, the first ${most} are shown` : ""}`,
      );
      this.#result.replaceChildren(...(rows.length > 0 ? [resultTable(rows.slice(0, most))] : []));
    } catch (error) {
      this.#result.replaceChildren();
      tell(this.#said, error);
    }
  }
}

function resultTable(rows: readonly Record<string, unknown>[]): HTMLTableElement {
  const columns = Object.keys(rows[0]!);
  return create(
    "table",
    {},
    create("thead", {}, create("tr", {}, ...columns.map((column) => create("th", { scope: "col" }, column)))),
    create(
      "tbody",
      {},
      ...rows.map((row) =>
        create(
          "tr",
          {},
          ...columns.map((column) => create("td", {}, row[column] === null ? "NULL" : String(row[column]))),
        ),
      ),
    ),
  );
}
