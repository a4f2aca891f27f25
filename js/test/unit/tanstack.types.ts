/** Checked by tsc alone: collections are typed after the schema. */
import { createCollection, createTransaction } from "@tanstack/db";
import { type Database, defineSchema, type Json } from "../../src/index.js";
import { amoraCollectionOptions, newId, writeAll } from "../../src/tanstack.js";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(): T | undefined => undefined;

const schema = defineSchema({
  profile: "notes",
  scopes: [{ id: "all", version: 1, primary_scope_param_key: "dataset_id" }],
  models: [
    {
      name: "note",
      table: "notes",
      partition: "${dataset_id}",
      source: null,
      columns: { dataset_id: "uuid", text: "text", done: "boolean", at: "datetime?", meta: "json?" },
    },
  ],
});

export function uses(db: Database<typeof schema>, dataset_id: string): void {
  const notes = createCollection(amoraCollectionOptions({ db, model: "note", where: "done = ?", params: [false] }));
  const note = notes.get("1");
  holds<Equal<NonNullable<typeof note>["done"], boolean>>();
  holds<Equal<NonNullable<typeof note>["at"], Date | null>>();
  holds<Equal<NonNullable<typeof note>["meta"], Json>>();
  notes.insert({ id: newId(), dataset_id, text: "x", done: true, at: new Date(), meta: { a: 1 } });
  // @ts-expect-error another type
  notes.insert({ id: newId(), dataset_id, text: "x", done: 1, at: null, meta: null });
  notes.update("1", (draft) => {
    draft.text = "y";
    // @ts-expect-error no such column
    draft.texts = "y";
  });
  // @ts-expect-error no such model
  amoraCollectionOptions({ db, model: "notes" });
  createTransaction({ mutationFn: writeAll(db) });
}
