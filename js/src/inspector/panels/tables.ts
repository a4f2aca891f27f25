/** The app's tables: rows as the app sees them, and which were changed since they were last serialized. */
import { type Desk, recordButton, watch } from "../desk.js";
import { choice, h, tag } from "../dom.js";
import { type Cells, Grid, type GridColumn } from "../grid.js";
import { code, value } from "../words.js";

/** A table or view of the app. */
interface AppTable {
  name: string;
  /** Whether rows can be ordered by rowid. */
  ordered: 0 | 1;
  /** Its columns' names, a JSON array. */
  columns: string;
  /** The sets of changed rows of its models, a JSON array; empty if it is not synced. */
  dirty: string;
}

// The tables of the engine, of SQLite and of full-text indexes are not the
// app's. No table has a name with a point, so that the names of sets are clear.
const tablesSql = `SELECT t.name, t.type IN ('table', 'shadow') AND t.wr = 0 AS ordered,
 (SELECT json_group_array(name) FROM pragma_table_info(t.name)) AS columns,
 (SELECT json_group_array(d.name) FROM sqlite_schema d WHERE d.type = 'table'
   AND (d.name = 'amora_dirty_' || t.name OR substr(d.name, 1, length(t.name) + 13) = 'amora_dirty_' || t.name || '.')) AS dirty
FROM pragma_table_list t WHERE t.schema = 'main' AND t.type <> 'shadow'
 AND t.name NOT GLOB 'amora_*' AND t.name NOT GLOB 'morango_*' AND t.name NOT GLOB 'sqlite_*'
ORDER BY json_array_length(dirty) = 0, t.name`;

export function tables(desk: Desk): HTMLElement {
  const place = h("div");
  const element = h("div", {}, place);
  let chosen = "";
  let shown = new AbortController();
  watch<AppTable>(desk, tablesSql, [], (all) => {
    if (all.length === 0) return place.replaceChildren(h("p", { className: "empty" }, "There are no tables yet."));
    const show = (name: string) => {
      const table = all.find((each) => each.name === name) ?? all[0]!;
      chosen = table.name;
      shown.abort();
      shown = new AbortController();
      desk.signal.addEventListener("abort", () => shown.abort(), { signal: shown.signal });
      grid.replaceChildren(tableGrid({ ...desk, signal: shown.signal }, table).element);
    };
    const grid = h("div");
    const options = all.map(({ name, dirty }) => [name, dirty === "[]" ? `${name} (this device only)` : name] as const);
    const { element: chooser, select } = choice("Table", options, show);
    place.replaceChildren(h("div", { className: "filters" }, chooser), grid);
    show(chosen);
    select.value = chosen;
  });
  return element;
}

function tableGrid(desk: Desk, table: AppTable): Grid {
  const names = JSON.parse(table.columns) as string[];
  const sets = JSON.parse(table.dirty) as string[];
  const synced = sets.length > 0;
  const from = quote(table.name);
  // Whole texts and blobs would make a page too large to be shown.
  const cells = names.map(
    (name) => `CASE typeof(t.${quote(name)}) WHEN 'blob' THEN '(' || length(t.${quote(name)}) || ' bytes)'
 WHEN 'text' THEN substr(t.${quote(name)}, 1, 300) ELSE t.${quote(name)} END AS ${quote(name)}`,
  );
  const dirty = sets.map((set) => `EXISTS (SELECT 1 FROM ${quote(set)} d WHERE d.id = t.id)`).join(" OR ") || "0";
  return new Grid(desk, {
    title: `rows of ${table.name}`,
    count: `SELECT count(*) AS n FROM ${from}`,
    rows: `SELECT ${[...cells, `${dirty} AS "amora:dirty"`].join(", ")} FROM ${from} t${table.ordered ? " ORDER BY t._rowid_ DESC" : ""}`,
    ...(synced && { key: "id" }),
    columns: [
      ...names.filter((name) => synced && name === "id").map((name) => idColumn(desk, name)),
      ...(synced ? [changedColumn] : []),
      ...names.filter((name) => !synced || !/^(id|_morango_source_id)$/.test(name)).map(column),
    ],
    empty: `No rows in ${table.name}.`,
  });
}

function idColumn(desk: Desk, id: string): GridColumn {
  return { head: id, of: [id], cell: (row) => (typeof row[id] === "string" ? recordButton(desk, row[id]) : "–") };
}

const changedColumn: GridColumn = {
  head: "state",
  of: ["amora:dirty"],
  cell: (row) => (row["amora:dirty"] ? tag("changed", "warn", "Not serialized into the Store yet") : ""),
};

/** An id, or a partition, which begins with one. */
const isId = /^[0-9a-f]{32}(:|$)/;

function column(name: string): GridColumn {
  const cell = (row: Cells) => {
    const of = row[name];
    return typeof of === "string" && isId.test(of) ? code(of) : value(of);
  };
  return { head: name === "_morango_partition" ? "partition" : name, of: [name], cell };
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
