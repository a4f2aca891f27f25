/** Lists of things to do. Each list can be shared with others, who then see that list and no other. */
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
await joinByLink(db);
const { room } = await db.status();
const dataset_id = room || (await db.createRoot("everything")).id;

let list_id: string | undefined; // of the list that is open

/* ---- lists ---- */

interface List {
  id: string;
  name: string;
  left: number;
}

const showLists = rowsIn<List>(byId("lists"), ({ id }) => {
  const name = h("span");
  const left = h("small");
  const button = h("button", { onclick: () => openList(id) }, name, left);
  const update = (list: List) => {
    name.textContent = list.name;
    left.textContent = String(list.left || "");
    button.ariaCurrent = String(id === list_id);
  };
  return { element: h("li", {}, button), update };
});

let lists: List[] = [];
function show(): void {
  showLists(lists);
  byId("title").textContent = lists.find(({ id }) => id === list_id)?.name ?? "";
  byId("list").hidden = !list_id;
}

db.watch<List>(
  `SELECT id, name, (SELECT count(*) FROM item WHERE list_id = list.id AND NOT done) AS left FROM list ORDER BY name`,
  [],
  (rows) => {
    lists = rows;
    if (!rows.some(({ id }) => id === list_id)) openList(rows[0]?.id);
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
function openList(id: string | undefined): void {
  stop();
  list_id = id;
  show();
  void attempt(async () => {
    if (id)
      byId<HTMLFieldSetElement>("editing").disabled = !(await db.can("insert", "item", { dataset_id, list_id: id }));
  });
  stop = db.watch<Item>("SELECT * FROM item WHERE list_id = ? ORDER BY done, added_at, id", [id ?? null], showItems);
}

/* ---- what people do ---- */

onSubmit(byId("new-list"), async (fields) => {
  const id = await db.put("list", { dataset_id, name: String(fields.get("name")) });
  openList(id);
});
onSubmit(byId("new-item"), (fields) =>
  db.put("item", { dataset_id, list_id: list_id!, text: String(fields.get("text")) }),
);

const share = (scope: "editor" | "reader") => () =>
  attempt(async () => {
    const label = byId("title").textContent;
    showLink(await db.invite({ scope, params: { list_id: list_id! }, relay, label }));
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

begin(db);
