import type { Database, Schema } from "amora";

/**
 * A school. A row's partition says whose it is: shared by all, written for
 * one learner (`user-ro`) or by that learner (`user-rw`). A scope is a set of
 * partitions, so who may see what follows from where a row lies.
 */
export const schema = {
  profile: "school",
  version: 2,
  scopes: [
    {
      id: "full-facility",
      version: 1,
      primary_scope_param_key: "dataset_id",
      description: "",
      read_filter_template: "",
      write_filter_template: "",
      read_write_filter_template: "${dataset_id}",
    },
    {
      id: "single-user",
      version: 1,
      primary_scope_param_key: "",
      description: "",
      read_filter_template: "${dataset_id}:shared ${dataset_id}:user-ro:${user_id}",
      write_filter_template: "",
      read_write_filter_template: "${dataset_id}:user-rw:${user_id}",
    },
  ],
  models: [
    {
      name: "class",
      table: "class",
      partition: "${dataset_id}:shared",
      source: null,
      columns: { dataset_id: "uuid", name: "text", room: "text" },
    },
    {
      name: "learner",
      table: "learner",
      partition: "${dataset_id}:user-ro:${id}",
      source: null,
      columns: { dataset_id: "uuid", class_id: "uuid", name: "text" },
      references: { class_id: "class" },
    },
    {
      name: "assignment",
      table: "assignment",
      partition: "${dataset_id}:user-ro:${learner_id}",
      source: null,
      columns: {
        dataset_id: "uuid",
        learner_id: "uuid",
        class_id: "uuid",
        partner_id: "uuid?",
        title: "text",
        question: "text",
      },
      references: { learner_id: "learner", class_id: "class", partner_id: "learner" },
    },
    {
      name: "answer",
      table: "answer",
      partition: "${dataset_id}:user-rw:${learner_id}",
      // One answer to an assignment: two devices that begin it have the same record.
      source: "${assignment_id}",
      columns: {
        dataset_id: "uuid",
        learner_id: "uuid",
        assignment_id: "uuid",
        text: { type: "text", default: "" },
        score: "integer?",
        feedback: { type: "text", default: "" },
      },
      references: { learner_id: "learner", assignment_id: "assignment" },
    },
  ],
} as const satisfies Schema;

export type SchoolDatabase = Database<typeof schema>;
export type ModelName = (typeof schema)["models"][number]["name"];

/** What a device's scope makes of it. */
export type Role = "teacher" | "learner";

/** SQL for what a record is called on the page: `s` is its Store row. */
export const titleOf = `coalesce(s.serialized ->> 'title', s.serialized ->> 'name',
  (SELECT p.serialized ->> 'title' FROM morango_store p WHERE p.id = s.serialized ->> 'assignment_id'), substr(s.id, 1, 8))`;
