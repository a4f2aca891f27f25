/** A React app under StrictMode: two components that sync, one live query, conflicts. */
import { createAmora } from "amora/react";
import { createElement as h, StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { inLine, prepare, relay, schema, textsLike } from "./db.js";

/** What a bundler makes of the module when it is edited: another of the same, or with more columns. */
const edited = (more = {}) => {
  const models = schema.models.map((model) => ({ ...model, columns: { ...model.columns, ...more } }));
  return createAmora("react", { schema: { ...schema, models }, prepare });
};
let amora = edited();

function Notes({ like }) {
  const notes = amora.useQuery("SELECT * FROM note WHERE text LIKE ? ORDER BY text", [like]);
  return h("ul", {}, notes?.map(({ id, text }) => h("li", { key: id }, text)));
}

function Texts({ like }) {
  return h("em", {}, inLine(amora.useQuery(textsLike(like))));
}

function Light({ id }) {
  const sync = amora.useSync(relay);
  return h("b", { id }, sync?.state ?? "none");
}

function Conflicts() {
  return h("i", {}, String(amora.useConflicts()?.length));
}

function App() {
  const [like, setLike] = useState("%");
  globalThis.setLike = setLike;
  return h(amora.Provider, { fallback: h("p", {}, "opening") }, [
    h(Notes, { key: 1, like }),
    h(Light, { key: 2, id: "one" }),
    h(Light, { key: 3, id: "two" }),
    h(Conflicts, { key: 4 }),
    h(Texts, { key: 5, like }),
  ]);
}

const root = createRoot(document.body.appendChild(document.createElement("main")));
const render = () => root.render(h(StrictMode, {}, h(App)));
render();
globalThis.edit = (more) => {
  amora = edited(more);
  render();
};
globalThis.unmount = () => root.unmount();
