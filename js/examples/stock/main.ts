/** What a shop has in stock. Each till counts for itself, offline too; what was sold at all of them adds up. */
import { defineSchema, open } from "amora";
import { attempt, begin, byId, h, joinByLink, onSubmit, relay, rowsIn, showLink } from "../page.ts";

const schema = defineSchema({
  profile: "shop",
  scopes: [
    { id: "shop", version: 1, primary_scope_param_key: "dataset_id", read_write_filter_template: "${dataset_id}" },
  ],
  models: [
    {
      name: "product",
      table: "product",
      partition: "${dataset_id}",
      source: null,
      merge: "columns",
      columns: {
        dataset_id: "uuid",
        name: "text",
        price: { type: "decimal", scale: 2, min: 0 },
        // Two tills that sell 2 and 3 of a product, neither knowing of the other, have sold 5.
        stock: { type: "integer", default: 0, merge: "add" },
        // A list of words gets what either side adds.
        tags: { type: "json", default: [], merge: "union" },
      },
    },
    {
      // What was sold, and where: rows that are only ever added have no conflicts.
      name: "sale",
      table: "sale",
      partition: "${dataset_id}",
      source: null,
      columns: {
        dataset_id: "uuid",
        product_id: "uuid",
        pieces: "integer",
        price: { type: "decimal", scale: 2 },
        till: "text",
        at: { type: "datetime", default: "now" },
      },
      references: { product_id: "product" },
    },
  ],
});

const db = await open("shop", { schema });
await joinByLink(db);
const { room } = await db.status();
const dataset_id = room || (await db.createRoot("shop")).id;

/* ---- the products ---- */

interface Product {
  id: string;
  name: string;
  price: number;
  stock: number;
  tags: string[];
  sold: number;
}

const few = 5; // pieces, at which a product is to be ordered

const showProducts = rowsIn<Product>(byId("products"), ({ id }) => {
  const name = h("strong");
  const tags = h("small");
  const price = h("input", { ariaLabel: "Price", inputMode: "decimal", className: "price" });
  price.onchange = () => attempt(() => db.put("product", { id, price: price.value.replace(",", ".") }));
  const stock = h("output", { ariaLabel: "In stock" });
  const sold = h("small", { className: "sold" });
  const sellOne = h("button", { className: "primary", onclick: () => attempt(() => sell(id)) }, "Sell");
  const deliver = h("button", { onclick: () => attempt(() => add(id, 10)) }, "+10");
  const update = (product: Product) => {
    name.textContent = product.name;
    tags.textContent = product.tags.join(", ");
    if (document.activeElement !== price) price.value = product.price.toFixed(2);
    stock.textContent = String(product.stock);
    stock.className = product.stock <= few ? "few" : "";
    sold.textContent = `${product.sold} sold`;
  };
  return {
    element: h("li", {}, h("div", { className: "grow" }, name, tags), price, stock, sold, sellOne, deliver),
    update,
  };
});

const search = byId<HTMLInputElement>("search");
let stop = () => {};
function find(): void {
  stop();
  stop = db.watch<Product>(
    `SELECT p.*, (SELECT ifnull(sum(pieces), 0) FROM sale WHERE product_id = p.id) AS sold FROM product p
     WHERE name LIKE :like OR EXISTS (SELECT 1 FROM json_each(tags) WHERE value LIKE :like) ORDER BY name`,
    { like: `%${search.value}%` },
    showProducts,
  );
}
search.oninput = find;
find();

db.watch<{ takings: number }>("SELECT total(pieces * price) AS takings FROM sale", [], ([row]) => {
  byId("takings").textContent = (row?.takings ?? 0).toFixed(2);
});

/* ---- what people do ---- */

const till = byId<HTMLInputElement>("till");

/** One piece leaves the shelf and becomes a sale: both or neither. */
function sell(id: string): Promise<unknown> {
  return db.transaction(async (tx) => {
    const { rows } = await tx.exec("UPDATE product SET stock = stock - 1 WHERE id = ? AND stock > 0 RETURNING price", [
      id,
    ]);
    if (!rows[0]) throw new Error("Sold out.");
    await tx.put("sale", { dataset_id, product_id: id, pieces: 1, price: String(rows[0].price), till: till.value });
  });
}

function add(id: string, pieces: number): Promise<unknown> {
  return db.exec("UPDATE product SET stock = stock + ? WHERE id = ?", [pieces, id]);
}

onSubmit(byId("new-product"), (fields) => {
  const [name, price, stock, tags] = ["name", "price", "stock", "tags"].map((field) => String(fields.get(field)));
  const words = tags!.split(/[\s,]+/).filter(Boolean);
  return db.put("product", { dataset_id, name: name!, price: price!, stock: Number(stock), tags: words });
});

byId("share").onclick = () => attempt(async () => showLink(await db.invite({ scope: "shop", relay })));

/* ---- two tills set another price ---- */

db.watchConflicts((conflicts) => {
  byId("conflicts").replaceChildren(
    ...conflicts.flatMap((conflict) => {
      if (conflict.model !== "product") return [];
      const { model, id, current, lost } = conflict;
      const choice = (price: unknown, settle: () => Promise<void>) =>
        h("button", { onclick: () => attempt(settle) }, String(price));
      return h(
        "li",
        {},
        `What does ${current.name} cost? `,
        choice(current.price, () => db.resolve(model, id)),
        // Nothing but the price: what was sold meanwhile stays sold.
        ...lost.map(({ price }) => choice(price, () => db.resolve(model, id, { price: price! }))),
      );
    }),
  );
});

begin(db);
