/**
 * Lists of things to do. Each list can be shared with others, who then see that
 * list and no other, beside their own lists and those of further people: a
 * dataset for each person, all in one database.
 */
import { defineSchema, open } from "amora";
import { attempt, begin, byId, h, joinByLink, onSubmit, relay, rowsIn, showLink } from "../page.ts";

const schema = defineSchema({
  profile: "lists",
  scopes: [
    // Whoever begins has everything; a guest has one list, to change or to read.
    {
      id: "everything",
      version: 1,
      primary_scope_param_key: "dataset_id",
      read_write_filter_template: "${dataset_id}",
    },
    { id: "editor", version: 1, read_write_filter_template: "${dataset_id}:list:${list_id}" },
    { id: "reader", version: 1, read_filter_template: "${dataset_id}:list:${list_id}" },
  ],
  models: [
    {
      name: "list",
      table: "list",
      partition: "${dataset_id}:list:${id}",
      source: null,
      columns: { dataset_id: "uuid", name: "text" },
    },
    {
      // By columns: one person ticks an item off, another one corrects its text, and both changes stay.
      name: "item",
      table: "item",
      partition: "${dataset_id}:list:${list_id}",
      source: null,
      merge: "columns",
      columns: {
        dataset_id: "uuid",
        list_id: "uuid",
        text: "text",
        done: { type: "boolean", default: false },
        added_at: { type: "datetime", default: "now" },
      },
      references: { list_id: "list" },
    },
  ],
});

const db = await open("lists", { schema });
await joinByLink(db, { another: true });

// Our own dataset is the one that begins with a certificate of ours.
const { datasets } = await db.status();
const begun = datasets.find(({ room, certificates }) => certificates.some(({ id }) => id === room));
const own = begun?.room ?? (await db.createRoot("everything", {}, { another: datasets.length > 0 })).id;

/* ---- lists ---- */

interface List {
  id: string;
  dataset_id: string;
  name: string;
  left: number;
}

const showLists = rowsIn<List>(byId("lists"), ({ id }) => {
  const name = h("span");
  const left = h("small");
  const button = h("button", { onclick: () => openList(lists.find((row) => row.id === id)) }, name, left);
  const update = (row: List) => {
    name.textContent = row.name;
    left.textContent = String(row.left || "");
    button.ariaCurrent = String(id === list?.id);
    button.className = row.dataset_id === own ? "" : "guest";
  };
  return { element: h("li", {}, button), update };
});

let lists: List[] = [];
let list: List | undefined; // that is open

function show(): void {
  showLists(lists);
  byId("title").textContent = list?.name ?? "";
  byId("list").hidden = !list;
}

// One query over the datasets of all.
db.watch<List>(
  `SELECT id, dataset_id, name, (SELECT count(*) FROM item WHERE list_id = list.id AND NOT done) AS left
   FROM list ORDER BY name, id`,
  [],
  (rows) => {
    lists = rows;
    const open = rows.find(({ id }) => id === list?.id) ?? rows[0];
    if (open?.id !== list?.id) openList(open);
    list = open;
    show();
  },
);

/* ---- the items of one list ---- */

interface Item {
  id: string;
  text: string;
  done: boolean;
}

const showItems = rowsIn<Item>(byId("items"), ({ id }) => {
  const done = h("input", { type: "checkbox", ariaLabel: "Done" });
  done.onchange = () => attempt(() => db.put("item", { id, done: done.checked }));
  const text = h("input", { ariaLabel: "Text" });
  text.onchange = () => attempt(() => db.put("item", { id, text: text.value }));
  const remove = h("button", { className: "quiet", ariaLabel: "Delete" }, "×");
  remove.onclick = () => attempt(() => db.delete("item", id));
  const update = (item: Item) => {
    done.checked = item.done;
    if (document.activeElement !== text) text.value = item.text;
  };
  return { element: h("li", {}, done, text, remove), update };
});

let stop = () => {};
function openList(opened: List | undefined): void {
  stop();
  list = opened;
  show();
  const list_id = list?.id ?? null;
  stop = db.watch<Item>("SELECT * FROM item WHERE list_id = ? ORDER BY done, added_at, id", [list_id], showItems);
  if (!list) return;
  const item = { dataset_id: list.dataset_id, list_id: list.id };
  void attempt(async () => {
    byId<HTMLFieldSetElement>("editing").disabled = !(await db.can("insert", "item", item));
  });
}

/* ---- what people do ---- */

onSubmit(byId("new-list"), async (fields) => {
  const name = String(fields.get("name"));
  openList({ id: await db.put("list", { dataset_id: own, name }), dataset_id: own, name, left: 0 });
});

onSubmit(byId("new-item"), (fields) => {
  const { id: list_id, dataset_id } = list!;
  return db.put("item", { dataset_id, list_id, text: String(fields.get("text")) });
});

const share = (scope: "editor" | "reader") => () =>
  attempt(async () => {
    const { id: list_id, dataset_id: room, name } = list!;
    showLink(await db.invite({ scope, params: { list_id }, room, relay, label: name }));
  });
byId("share").onclick = share("editor");
byId("show").onclick = share("reader");

/* ---- both changed the same text ---- */

db.watchConflicts((conflicts) => {
  byId("conflicts").replaceChildren(
    ...conflicts.map(({ model, id, current, lost }) => {
      const settle = (values?: (typeof lost)[number]) => () => attempt(() => db.resolve(model, id, values));
      const name = (row: object) => String(("text" in row && row.text) || ("name" in row && row.name));
      return h(
        "li",
        {},
        "Two of you changed this at once: ",
        h("button", { onclick: settle() }, name(current)),
        ...lost.map((row) => h("button", { onclick: settle(row) }, name(row))),
      );
    }),
  );
});

begin(db, own);
