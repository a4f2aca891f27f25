/** Checked by tsc alone: a line that does not hold does not compile. */
import type { Database, PutRow, Schema, TableRow } from "../../src/index.js";
import { facilitydata } from "../../src/kolibri.js";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(): T | undefined => undefined;

type Facility = typeof facilitydata;
type Classroom = TableRow<Facility, "classroom">;
holds<Equal<Classroom["kind"], "classroom">>();
holds<Equal<Classroom["parent_id"], string | null>>();
type User = TableRow<Facility, "facilityuser">;
holds<Equal<User["gender"], "" | "MALE" | "FEMALE" | "NOT_SPECIFIED" | "DEFERRED">>();
holds<Equal<User["date_joined"], string>>();
holds<Equal<TableRow<Facility, "learnerdevicestatus">["status_sentiment"], -1 | 0 | 1>>();

export async function uses(db: Database<Facility>): Promise<void> {
  const id = await db.put("classroom", { dataset_id: "d", name: "Class 1", parent_id: "f" });
  await db.put("classroom", { id, name: "Class 2" });
  await db.put("facilityuser", { dataset_id: "d", username: "zoe", facility_id: "f", gender: "FEMALE" });
  await db.put("lesson", { dataset_id: "d", title: "L", collection_id: id, created_by_id: "u" });
  await db.put("attemptlog", {
    dataset_id: "d",
    item: "i",
    start_timestamp: new Date(),
    end_timestamp: "2026-11-29 19:42:12.286674(UTC)",
    correct: 1,
    sessionlog_id: "s",
  });
  // @ts-expect-error of another model
  await db.put("classroom", { dataset_id: "d", name: "Class 1", kind: "facility" });
  // @ts-expect-error none of the values
  await db.put("facilityuser", { dataset_id: "d", username: "zoe", facility_id: "f", gender: "female" });
  // @ts-expect-error a new one needs somebody who made it
  await db.put("lesson", { dataset_id: "d", title: "L", collection_id: id });
  // @ts-expect-error nor is null one
  await db.put("lesson", { dataset_id: "d", title: "L", collection_id: id, created_by_id: null });
  // @ts-expect-error a model that is only read
  await db.put("unittestassignment", { id, closed: true });

  // The rows of one table are told apart by its constant.
  const [row] = await db.query("SELECT * FROM collection");
  holds<Equal<NonNullable<typeof row>["kind"], "facility" | "classroom" | "learnergroup" | "adhoclearnersgroup">>();
  await db.createRoot("full-facility");
  const some: Schema = facilitydata;
  const anything: Database = db;
  await anything.put(some.models[0]!.name, {});
}

type Plan = {
  readonly profile: "p";
  readonly scopes: [];
  readonly models: readonly [
    {
      readonly name: "m";
      readonly table: "t";
      readonly partition: readonly ["${a}", "b"];
      readonly source: null;
      readonly columns: {
        readonly a: "uuid?";
        readonly n: { readonly type: "integer?"; readonly in: readonly [1, 2] };
      };
      readonly references: { readonly a: { readonly model: readonly ["m"]; readonly optional: true } };
    },
  ];
};
type NewPlan = Exclude<PutRow<Plan, "m">, { readonly id: string }>;
holds<Equal<NewPlan["n"], 1 | 2 | null | undefined>>();

export async function joins(db: Database<Facility>): Promise<void> {
  await db.join("amora1.x");
  const by = { relay: "wss://school.example", room: "d", username: "zoe", password: "secret" } as const;
  await db.join({ ...by, scope: "single-user" });
  await db.join({ ...by, scope: "full-facility", facility: "f", insecure: true });
  // @ts-expect-error no such scope
  await db.join({ ...by, scope: "full" });
  // @ts-expect-error no password
  await db.join({ relay: by.relay, room: by.room, username: by.username, scope: "single-user" });
}
