/** Checked by tsc alone: what Kysely builds is typed after the schema. */
import { type Database, defineSchema, type Json } from "../../src/index.js";
import { createKysely } from "../../src/kysely.js";
import { createAmora as forReact } from "../../src/react.js";
import { createAmora as forSvelte } from "../../src/svelte.js";
import { createAmora as forVue } from "../../src/vue.js";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(): T | undefined => undefined;

const schema = defineSchema({
  profile: "notes",
  scopes: [{ id: "all", version: 1, primary_scope_param_key: "dataset_id" }],
  models: [
    {
      name: "list",
      table: "lists",
      partition: "${dataset_id}",
      source: null,
      columns: { dataset_id: "uuid", name: "text", kind: { type: "text", in: ["shared", "own"], default: "own" } },
    },
    {
      name: "note",
      table: "notes",
      partition: "${dataset_id}",
      source: null,
      columns: {
        dataset_id: "uuid",
        list_id: "uuid?",
        text: "text",
        done: { type: "boolean", default: false },
        at: "datetime?",
        meta: "json?",
      },
      references: { list_id: "list" },
    },
    { name: "seen", table: "seen", partition: null, source: null, readonly: true, columns: { text: "text" } },
  ],
});

export async function uses(db: Database<typeof schema>, dataset_id: string): Promise<void> {
  const kysely = createKysely(db);
  const query = kysely
    .selectFrom("notes as n")
    .leftJoin("lists", "lists.id", "n.list_id")
    .select(["n.text", "n.done", "n.at", "n.meta as extra", "lists.name", "lists.kind"]);
  type Found = {
    text: string;
    done: boolean;
    at: Date | null;
    extra: Json;
    name: string | null;
    kind: "shared" | "own" | null;
  };
  holds<Equal<Awaited<ReturnType<typeof query.execute>>, Found[]>>();
  db.watch(query, (rows) => holds<Equal<typeof rows, Found[]>>());
  const rows = forReact("n", { schema }).useQuery(query);
  holds<Equal<typeof rows, Found[] | undefined>>();
  forSvelte("n", { schema })
    .query(query)
    .subscribe((found) => holds<Equal<typeof found, Found[] | undefined>>());
  const shown = forVue("n", { schema }).useQuery(() => query);
  holds<Equal<typeof shown.value, Found[] | undefined>>();

  const last = await kysely
    .selectFrom("notes")
    .select((eb) => [eb.fn.max("at").as("last"), eb.fn.coalesce("done", eb.val(false)).as("flag")])
    .execute();
  holds<Equal<typeof last, { last: Date | null; flag: boolean }[]>>(); // values: builders.test.mjs

  const id = await kysely
    .insertInto("notes")
    .values({ dataset_id, text: "x" })
    .returning("id")
    .executeTakeFirstOrThrow();
  holds<Equal<typeof id, { id: string }>>();
  await kysely
    .insertInto("notes")
    .values({ dataset_id, text: "x", done: true, at: new Date(), meta: [1] })
    .execute();
  await kysely.updateTable("notes").set({ done: true, meta: "text", at: null }).where("done", "=", false).execute();
  await kysely.updateTable("notes").set("at", new Date()).where("at", "<", new Date()).execute();
  await kysely.deleteFrom("notes").where("id", "=", id.id).execute();
  // @ts-expect-error a column without a default
  kysely.insertInto("notes").values({ dataset_id });
  // @ts-expect-error another type
  kysely.insertInto("notes").values({ dataset_id, text: "x", done: 1 });
  // @ts-expect-error not one of the values that there are
  kysely.updateTable("lists").set({ kind: "other" });
  // @ts-expect-error ids stay
  kysely.updateTable("notes").set({ id: "1" });
  // @ts-expect-error a model that is only read
  kysely.updateTable("seen").set({ text: "1" });
  // @ts-expect-error no such table
  kysely.selectFrom("note");
  // @ts-expect-error no such column
  kysely.selectFrom("notes").select("texts");
  const own = kysely.withTables<{ search: { id: string; words: string } }>();
  await own.selectFrom("search").innerJoin("notes", "notes.id", "search.id").select("words").execute();
}
