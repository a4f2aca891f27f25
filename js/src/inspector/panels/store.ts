/** The Store: every record as it travels, with who saved it last. */
import { type Desk, recordButton, savedBy, watch } from "../desk.js";
import { choice, h, tag } from "../dom.js";
import { type Cells, Grid, type GridColumn } from "../grid.js";
import { paced } from "../pace.js";
import { code, count } from "../words.js";

const isDirty = "EXISTS (SELECT 1 FROM amora_store_dirty d WHERE d.model_name = s.model_name AND d.id = s.id)";

// What other columns say, too, is left out.
const values = `iif(json_valid(s.serialized), json_remove(s.serialized, '$.id', '$._morango_dirty_bit',
 '$._morango_source_id', '$._morango_partition'), s.serialized)`;

/** What the records can be narrowed to. */
const states: Record<string, { text: string; where: string }> = {
  all: { text: "All", where: "true" },
  there: { text: "Not deleted", where: "s.deleted = 0" },
  deleted: { text: "Deleted", where: "s.deleted = 1" },
  dirty: { text: "Dirty: received, not applied yet", where: isDirty },
  conflict: { text: "With values that lost", where: "s.conflicting_serialized_data <> ''" },
  error: { text: "In quarantine", where: "s.deserialization_error <> ''" },
};

export function store(desk: Desk): HTMLElement {
  const grid = h("div");
  const wanted = { model: "", state: "all", id: "" };
  let shown = new AbortController();
  const show = () => {
    shown.abort();
    shown = new AbortController();
    desk.signal.addEventListener("abort", () => shown.abort(), { signal: shown.signal });
    grid.replaceChildren(storeGrid({ ...desk, signal: shown.signal }, wanted).element);
  };
  const want = (part: Partial<typeof wanted>) => {
    Object.assign(wanted, part);
    show();
  };
  const model = choice("Model", [["", "All"]], (name) => want({ model: name }));
  const state = choice(
    "State",
    Object.entries(states).map(([name, { text }]) => [name, text]),
    (name) => want({ state: name }),
  );
  const id = h("input", { type: "search", spellcheck: false, autocomplete: "off", placeholder: "first digits" });
  id.addEventListener("change", () => want({ id: id.value.trim().toLowerCase() }));
  watchModels(desk, (models) => {
    const options = models.map(({ name, n }) => h("option", { value: name }, `${name} (${count(n)})`));
    model.select.replaceChildren(h("option", { value: "" }, "All"), ...options);
    model.select.value = wanted.model;
  });
  show();
  return h(
    "div",
    {},
    h("div", { className: "filters" }, model.element, state.element, h("label", {}, h("span", {}, "Id"), id)),
    grid,
  );
}

interface ModelCount {
  name: string;
  n: number;
}

/** How long a count of all records is kept, in milliseconds: it takes about one for a thousand of them. */
const countPause = 3000;

/**
 * Calls back with the models of the Store and how many records each has, now and
 * some time after records have come. Those never go.
 */
function watchModels(desk: Desk, callback: (models: ModelCount[]) => void): void {
  const { signal } = desk;
  const read = () => {
    desk.db
      .query<ModelCount>("SELECT model_name AS name, count(*) AS n FROM morango_store GROUP BY 1 ORDER BY 1", [], {
        signal,
      })
      .then(callback)
      .catch((error: unknown) => signal.aborted || desk.fail(error));
  };
  watch(desk, "SELECT max(_rowid_) AS last FROM morango_store", [], paced(read, countPause, signal));
}

function storeGrid(desk: Desk, { model, state, id }: { model: string; state: string; id: string }): Grid {
  const conditions = [
    states[state]!.where,
    ...(model ? ["s.model_name = :model"] : []),
    // A range, so that the index of ids is used.
    ...(id ? ["s.id >= :id AND s.id < :id || 'g'"] : []),
  ];
  const from = `FROM morango_store s WHERE ${conditions.join(" AND ")}`;
  return new Grid(desk, {
    title: "records of the Store",
    count: `SELECT count(*) AS n ${from}`,
    rows: `SELECT s.id, s.model_name AS model, s.partition, s.last_saved_instance AS instance,
 s.last_saved_counter AS counter, s.deleted, s.hard_deleted, ${isDirty} AS dirty,
 s.conflicting_serialized_data <> '' AS conflict, s.deserialization_error AS error,
 substr(${values}, 1, 300) AS serialized ${from} ORDER BY s._rowid_ DESC`,
    params: { ...(model && { model }), ...(id && { id }) },
    key: "id",
    columns: columns(desk),
    empty: "No such records.",
  });
}

function columns(desk: Desk): GridColumn[] {
  return [
    { head: "id", of: ["id"], cell: (row) => recordButton(desk, String(row["id"])) },
    { head: "model", of: ["model"] },
    {
      head: "saved by",
      of: ["instance", "counter"],
      cell: (row) => savedBy(desk, String(row["instance"]), Number(row["counter"])),
    },
    { head: "state", of: ["deleted", "hard_deleted", "dirty", "conflict", "error"], cell: state },
    { head: "partition", of: ["partition"], cell: (row) => code(String(row["partition"])) },
    { head: "serialized", of: ["serialized"], cell: (row) => code(String(row["serialized"])), kind: "wide" },
  ];
}

function state(row: Cells): HTMLElement {
  return h(
    "span",
    { className: "tags" },
    ...(row["dirty"] ? [tag("dirty", "warn", "Received, and not in the app's tables yet")] : []),
    ...(row["hard_deleted"] ? [tag("erased", "plain")] : row["deleted"] ? [tag("deleted", "plain")] : []),
    ...(row["conflict"] ? [tag("conflict", "warn", "Values that lost in a merge are kept")] : []),
    ...(row["error"] ? [tag("quarantine", "bad", String(row["error"]))] : []),
  );
}
