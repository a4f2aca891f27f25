/** Checked by tsc alone: a line that does not hold does not compile. */
import {
  type Database,
  type Json,
  type ModelName,
  open,
  type PutRow,
  type Row,
  type Schema,
  type TableRow,
} from "../../src/index.js";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Same<A, B> = Equal<{ [K in keyof A]: A[K] }, { [K in keyof B]: B[K] }>;
const holds = <T extends true>(): T | undefined => undefined;

const schema = {
  profile: "school",
  scopes: [
    {
      id: "full",
      version: 1,
      primary_scope_param_key: "dataset_id",
      description: "",
      read_filter_template: "",
      write_filter_template: "",
      read_write_filter_template: "${dataset_id}",
    },
  ],
  models: [
    {
      name: "pupil",
      table: "pupils",
      partition: "${dataset_id}",
      source: null,
      columns: {
        name: "text",
        age: "integer?",
        present: "boolean",
        notes: { type: "json", default: {} },
        nick: "text?",
        born: "datetime?",
      },
    },
    {
      name: "exam",
      table: "exam",
      partition: "${dataset_id}:${pupil_id}",
      source: "${pupil_id}",
      columns: { pupil_id: "uuid", score: "real" },
      references: { pupil_id: "pupil" },
    },
  ],
} as const satisfies Schema;
type S = typeof schema;

holds<Equal<ModelName<S>, "pupil" | "exam">>();
type NewExam = Extract<PutRow<S, "exam">, { readonly score: number }>;
holds<
  Same<
    NewExam,
    {
      readonly pupil_id: string;
      readonly score: number;
      id?: string;
      _morango_source_id?: string;
      _morango_partition?: string;
    }
  >
>();
type Pupil = TableRow<S, "pupil">;
holds<Equal<Pupil["age"], number | null>>();
holds<Equal<Pupil["present"], boolean>>();
holds<Equal<Pupil["notes"], Json>>();
holds<Equal<Pupil["born"], Date | null>>();
holds<Equal<Pupil["nick"], string | null>>();
holds<Equal<Pupil["id"], string>>();

export async function uses(db: Database<S>, anything: Database, text: string): Promise<void> {
  const id: string = await db.put("pupil", { name: "x", present: true });
  const ids: string[] = await db.put("exam", [{ pupil_id: id, score: 1 }]);
  await db.put("pupil", { name: "x", present: true, age: 7n, nick: null, notes: [1], born: new Date() });
  await db.put("pupil", { id, age: null });
  // @ts-expect-error no such model
  await db.put("teacher", {});
  // @ts-expect-error a required column
  await db.put("pupil", { name: "x" });
  // @ts-expect-error no such column
  await db.put("exam", { pupil_id: id, score: 1, mark: 2 });
  // @ts-expect-error another type
  await db.put("exam", { pupil_id: id, score: "1" });
  // @ts-expect-error may not be null
  await db.put("exam", { pupil_id: id, score: null });

  const pupils = await db.query("SELECT * FROM pupils WHERE age > ? ORDER BY name", [5]);
  holds<Equal<typeof pupils, Pupil[]>>();
  await db.put("pupil", { ...pupils[0]!, notes: {} });
  await db.put("pupil", { ...pupils[0]!, present: !pupils[0]!.present });
  await db.put("pupil", { ...pupils[0]!, born: "2024-05-31T12:00:00Z" });
  // @ts-expect-error a boolean is not a number
  await db.put("pupil", { ...pupils[0]!, present: 1 });
  await db.query("SELECT 1 WHERE ? AND ? < ? AND ? = ?", [true, new Date(0), pupils[0]!.born, pupils[0]!.notes, [1]]);
  await db.put("pupil", pupils);
  const quoted = await db.query(`select * from "exam"`);
  holds<Equal<(typeof quoted)[0]["score"], number>>();
  const lines = await db.query(`
    SELECT * FROM exam
    LIMIT 3`);
  holds<Equal<(typeof lines)[0]["score"], number>>();
  const column = await db.query("SELECT name FROM pupils");
  holds<Equal<typeof column, Row[]>>();
  const comma = await db.query("SELECT * FROM pupils, exam");
  holds<Equal<typeof comma, Row[]>>();
  const joined = await db.query("SELECT * FROM pupils JOIN exam USING (id)");
  holds<Equal<typeof joined, Row[]>>();
  const foreign = await db.query("SELECT * FROM sqlite_schema WHERE name = ?", ["x"]);
  holds<Equal<typeof foreign, Row[]>>();
  const ended = await db.query("SELECT * FROM pupils;");
  holds<Equal<typeof ended, Row[]>>();
  const unknown = await db.query(text);
  holds<Equal<typeof unknown, Row[]>>();
  const counted = await db.query<{ n: number }>("SELECT count(*) AS n FROM pupils");
  holds<Equal<typeof counted, { n: number }[]>>();
  db.watch("SELECT * FROM exam", [ids[0]!], (rows) => holds<Equal<(typeof rows)[0]["score"], number>>());
  db.watch("SELECT * FROM a_view", [], (rows) => holds<Equal<typeof rows, Row[]>>());
  db.watch<{ n: number }>("SELECT 1 AS n", [], (rows) => holds<Equal<typeof rows, { n: number }[]>>());

  const [conflict] = await db.conflicts();
  await db.resolve("exam", ids[0]!, conflict!.lost[0]);
  await db.resolve("exam", ids[0]!, { score: 1 });
  await db.resolve("exam", ids[0]!);
  // @ts-expect-error no such model
  await db.resolve("exams", ids[0]!);

  await db.createRoot("full");
  // @ts-expect-error no such scope
  await db.createRoot("ful");
  // A schema known at run time only: anything goes.
  await anything.put("whatever", { a: 1, b: "x" });
  const some: Database = db;
  const rows = await some.query("SELECT * FROM whatever");
  holds<Equal<typeof rows, Row[]>>();

  const inline = await open("x", {
    schema: {
      profile: "p",
      scopes: [],
      models: [{ name: "m", table: "t", partition: "", source: null, columns: { n: "integer" } }],
    },
  });
  const [first] = await inline.query("SELECT * FROM t");
  holds<Equal<NonNullable<typeof first>["n"], number>>();
}
