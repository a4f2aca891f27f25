import { defineSchema } from "amora";

export const schema = defineSchema({
  profile: "tasks",
  scopes: [
    // Whoever has a certificate for a list reads and writes all of it.
    { id: "list", version: 1, primary_scope_param_key: "dataset_id", read_write_filter_template: "${dataset_id}" },
  ],
  models: [
    {
      name: "task",
      table: "task",
      partition: "${dataset_id}",
      source: null,
      merge: "columns", // two people may change different columns of one task
      columns: {
        dataset_id: "uuid",
        text: "text",
        done: { type: "boolean", default: false },
        added: { type: "datetime", default: "now" },
      },
    },
  ],
});
