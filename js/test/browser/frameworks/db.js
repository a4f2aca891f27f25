/** The database of the apps here, as an app's module has it. */
import { defineSchema } from "amora";
import { DummyDriver, Kysely, SqliteAdapter, SqliteQueryCompiler } from "kysely";

export const schema = defineSchema({
  profile: "notes",
  scopes: [{ id: "all", version: 1, primary_scope_param_key: "dataset_id", read_write_filter_template: "${dataset_id}" }],
  models: [
    {
      name: "note",
      table: "note",
      partition: "${dataset_id}",
      source: null,
      columns: { dataset_id: "uuid", text: "text" },
    },
  ],
});

/** A query of Kysely's, built before there is a database. */
const kysely = new Kysely({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: () => undefined,
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});
export const textsLike = (like) =>
  kysely.selectFrom("note").select("text").where("text", "like", like).orderBy("text");
export const inLine = (texts) => texts?.map(({ text }) => text).join(" ");

export const prepare = async (db) => {
  globalThis.db = db;
  globalThis.dataset_id = (await db.createRoot("all")).id;
};
export const relay = location.origin.replace(/^http/, "ws");
