/** A Vue app, which keeps the database in deep reactive state, too. */
import { createAmora } from "amora/vue";
import { createApp, h, reactive, ref } from "vue";
import { inLine, prepare, relay, schema, textsLike } from "./db.js";

const { useDatabase, useQuery, useSync, useConflicts } = createAmora("vue", { schema, prepare });

const Light = {
  props: ["id"],
  setup({ id }) {
    const sync = useSync(relay);
    return () => h("b", { id }, sync.value?.state ?? "none");
  },
};

const app = createApp({
  setup() {
    const like = ref("%");
    const held = reactive({ db: useDatabase() });
    const notes = useQuery("SELECT * FROM note WHERE text LIKE ? ORDER BY text", () => [like.value]);
    const texts = useQuery(() => textsLike(like.value));
    const conflicts = useConflicts();
    globalThis.setLike = (value) => {
      like.value = value;
    };
    globalThis.putHeld = (text) => held.db.put("note", { dataset_id: globalThis.dataset_id, text });
    return () => [
      h("ul", {}, notes.value?.map(({ id, text }) => h("li", { key: id }, text))),
      h(Light, { id: "one" }),
      h(Light, { id: "two" }),
      h("i", {}, String(conflicts.value?.length)),
      h("em", {}, inLine(texts.value)),
    ];
  },
});
app.mount(document.body.appendChild(document.createElement("main")));
globalThis.unmount = () => app.unmount();
