import { create, element, tell } from "../dom.ts";
import { count } from "../progress.ts";
import { editor } from "./editor.ts";
import type { Dataset, ZipRow } from "./schema.ts";
import { ended } from "./status.ts";

const pageSize = 20;

const matching = `FROM zipcode WHERE ?1 = ''
  OR zip_code LIKE ?1 || '%' ESCAPE '\\' OR city LIKE '%' || ?1 || '%' ESCAPE '\\'
  OR county LIKE '%' || ?1 || '%' ESCAPE '\\' OR state LIKE ?1 ESCAPE '\\'`;

interface Counts {
  total: number;
  found: number;
}

/** The table of rows: searched, paged, kept up to date, edited in place. */
export function rowsPanel(dataset: Dataset): void {
  const { db } = dataset;
  const query = element("query", HTMLInputElement);
  const previous = element("previous", HTMLButtonElement);
  const next = element("next", HTMLButtonElement);
  const edit = editor(dataset);
  let page = 0;
  let counts: Counts = { total: 0, found: 0 };
  let stop = () => {};

  function watch(): void {
    stop();
    const wanted = query.value.trim().replace(/[\\%_]/g, "\\$&");
    const ends = [
      db.watch<Counts>(
        `SELECT (SELECT count(*) FROM zipcode) AS total, (SELECT count(*) ${matching}) AS found`,
        [wanted],
        ([now]) => {
          counts = now!;
          showCounts();
        },
        { onError: ended },
      ),
      db.watch<ZipRow>(
        `SELECT id, dataset_id, zip_code, latitude, longitude, city, state, county ${matching} ORDER BY zip_code LIMIT ?2 OFFSET ?3`,
        [wanted, pageSize, page * pageSize],
        (rows) => show(rows, { edit: edit.change, remove }),
        { onError: ended },
      ),
    ];
    stop = () => {
      for (const end of ends) end();
    };
  }

  function showCounts(): void {
    const { total, found } = counts;
    const last = Math.max(0, Math.ceil(found / pageSize) - 1);
    if (page > last) turn(last);
    const first = page * pageSize;
    element("total", HTMLSpanElement).textContent = count(total);
    element("range", HTMLParagraphElement).textContent = found
      ? `${count(first + 1)}–${count(Math.min(found, first + pageSize))} of ${count(found)}`
      : "";
    const none = element("none", HTMLParagraphElement);
    none.hidden = found > 0;
    none.textContent = total
      ? "No row matches."
      : "No rows yet: import the zip codes, or sync with someone who has them.";
    previous.disabled = page === 0;
    next.disabled = page >= last;
  }

  function turn(to: number): void {
    page = to;
    watch();
  }

  async function remove(row: ZipRow): Promise<void> {
    const { id: _, ...fields } = row;
    try {
      await db.delete("zipcode", row.id);
      offer(`${row.zip_code} ${row.city} is deleted.`, () => db.put("zipcode", fields));
    } catch (error) {
      offer(error);
    }
  }

  query.addEventListener("input", () => turn(0));
  element("search", HTMLFormElement).addEventListener("submit", (event) => event.preventDefault());
  previous.addEventListener("click", () => turn(page - 1));
  next.addEventListener("click", () => turn(page + 1));
  element("add", HTMLButtonElement).addEventListener("click", edit.add);
  watch();
}

interface Actions {
  edit(row: ZipRow): void;
  remove(row: ZipRow): void;
}

function show(rows: ZipRow[], { edit, remove }: Actions): void {
  const button = (text: string, row: ZipRow, onclick: () => void) =>
    create(
      "button",
      { type: "button", className: "plain", ariaLabel: `${text} ${row.zip_code} ${row.city}`, onclick },
      text,
    );
  const cell = (text: string | number, className = "") => create("td", { className }, String(text));
  const city = ({ city, state }: ZipRow) =>
    create("td", {}, city, create("span", { className: "narrow" }, `, ${state}`));
  element("page", HTMLTableSectionElement).replaceChildren(
    ...rows.map((row) =>
      create(
        "tr",
        {},
        create("th", { scope: "row" }, row.zip_code),
        city(row),
        cell(row.county, "wide"),
        cell(row.state, "wide"),
        cell(row.latitude, "number wide"),
        cell(row.longitude, "number wide"),
        create(
          "td",
          {},
          button("Edit", row, () => edit(row)),
          button("Delete", row, () => remove(row)),
        ),
      ),
    ),
  );
}

/** Says what was done, with a way back where there is one. */
function offer(what: unknown, undo?: () => Promise<unknown>): void {
  const bar = element("undo", HTMLDivElement);
  tell(bar, what);
  if (!undo) return;
  const button = create("button", { type: "button", className: "plain" }, "Undo");
  button.addEventListener(
    "click",
    () =>
      undo().then(
        () => tell(bar, ""),
        (error) => tell(bar, error),
      ),
    { once: true },
  );
  bar.append(button);
}
