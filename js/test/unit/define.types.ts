/** Checked by tsc alone, of both TypeScripts: a line that does not hold does not compile. */
import { type Database, defineModel, defineSchema, defineScope, type Json } from "../../src/index.js";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(): T | undefined => undefined;

const pupilScope = defineScope({
  id: "pupil",
  version: 1,
  read_filter_template: "${dataset_id}:shared",
  read_write_filter_template: "${dataset_id}:pupil:${pupil_id}",
});
const lesson = defineModel({
  name: "lesson",
  table: "lesson",
  partition: "${dataset_id}:shared",
  source: null,
  columns: { dataset_id: "uuid", title: "text", length: "integer?", open: "boolean", extra: "json?", at: "datetime?" },
  unique: [["dataset_id", "title"]],
});
const schema = defineSchema({
  profile: "school",
  scopes: [
    { id: "all", version: 1, primary_scope_param_key: "dataset_id", read_write_filter_template: "${dataset_id}" },
    { id: "odd", version: 1, read_write_filter_template: "$dataset_id:$$:${x}" },
    pupilScope,
  ],
  models: [
    lesson,
    {
      name: "answer",
      table: "answers",
      partition: "${dataset_id}:pupil:${pupil_id}",
      source: null,
      columns: { dataset_id: "uuid", pupil_id: "uuid", lesson_id: "uuid", score: { type: "real?", required: true } },
      references: { lesson_id: { model: "lesson", on_delete: "cascade" } },
    },
  ],
});
type S = typeof schema;

export async function uses(db: Database<S>, dataset_id: string): Promise<void> {
  // One signature of put: what it gives follows from what it takes.
  holds<Equal<typeof one, string>>();
  const one = await db.put("lesson", {
    dataset_id,
    title: "a",
    open: true,
    length: 3,
    extra: { a: 1 },
    at: new Date(),
  });
  const many = await db.put("lesson", [{ dataset_id, title: "b", open: false }]);
  holds<Equal<typeof many, string[]>>();
  const read = await db.query("SELECT * FROM lesson");
  const again = await db.put("lesson", read);
  holds<Equal<typeof again, string[]>>();
  const either: string | string[] = await db.put("lesson", read[0]!);
  console.log(either);
  await db.put("lesson", { title: "of the only dataset", open: true });
  await db.put("answer", { lesson_id: one, pupil_id: one, score: 1 });
  // @ts-expect-error the pupil is not the dataset
  await db.put("answer", { lesson_id: one, score: 1 });
  // @ts-expect-error a typo
  await db.put("lesson", { dataset_id, titel: "a", open: true });
  // @ts-expect-error a typo in a list
  await db.put("lesson", [{ dataset_id, title: "a", open: true, lenght: 3 }]);
  // @ts-expect-error no such model
  await db.put("lessons", { dataset_id, title: "a", open: true });

  // Conflicts are of a model.
  for (const conflict of await db.conflicts()) {
    await db.resolve(conflict.model, conflict.id, conflict.lost[0]);
    if (conflict.model !== "lesson") continue;
    holds<Equal<typeof conflict.current.open, boolean | undefined>>();
    holds<Equal<typeof conflict.current.extra, Json | undefined>>();
    // @ts-expect-error a column of the other model
    console.log(conflict.current.score);
    const lost: string | undefined = conflict.lost[0]?.title;
    console.log(lost);
  }

  // Parameters are those of the scope's templates.
  await db.createRoot("all", { dataset_id });
  await db.invite({ scope: "pupil", params: { pupil_id: one } });
  await db.invite({ scope: "odd", params: { dataset_id, anything: one } }); // $name is not followed
  await db.join({ relay: "wss://x", room: one, username: "", password: "", scope: "pupil", params: { pupil_id: one } });
  // @ts-expect-error a typo
  await db.invite({ scope: "pupil", params: { pupilid: one } });
  // @ts-expect-error a parameter of another scope
  await db.createRoot("all", { pupil_id: one });
  // @ts-expect-error no such scope
  await db.invite({ scope: "pupils" });
}

const model = { name: "m", table: "t", partition: null, source: null } as const;
defineSchema({
  profile: "x",
  scopes: [],
  // @ts-expect-error no such model
  models: [{ ...model, columns: { lesson_id: "uuid" }, references: { lesson_id: "lessn" } }],
});
defineSchema({
  profile: "x",
  scopes: [],
  // @ts-expect-error no such column
  models: [{ ...model, columns: { a: "uuid" }, unique: [["b"]] }],
});
defineSchema({
  profile: "x",
  scopes: [],
  // @ts-expect-error no such column
  models: [{ ...model, columns: { a: "uuid?" }, references: { b: "m" } }],
});
// @ts-expect-error no such type
defineModel({ ...model, columns: { a: "txt" } });
// @ts-expect-error no such column
defineModel({ ...model, columns: { a: "uuid?" }, self_reference: "b" });
