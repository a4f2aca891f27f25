/** Checked by tsc alone: what the frameworks' modules give is typed after the schema. */
import { defineSchema } from "../../src/index.js";
import { createAmora as forReact } from "../../src/react.js";
import { createAmora as forSvelte } from "../../src/svelte.js";
import { createAmora as forVue } from "../../src/vue.js";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(): T | undefined => undefined;

const columns = { dataset_id: "uuid", text: "text" } as const;
const schema = defineSchema({
  profile: "notes",
  scopes: [{ id: "all", version: 1, primary_scope_param_key: "dataset_id" }],
  models: [{ name: "note", table: "note", partition: "${dataset_id}", source: null, columns }],
});
const options = { schema, prepare: (db: { createRoot(scope: "all"): unknown }) => db.createRoot("all") };
const [react, svelte, vue] = [forReact("n", options), forSvelte("n", options), forVue("n", options)];

export function useAll(): void {
  const rows = react.useQuery("SELECT * FROM note");
  holds<Equal<NonNullable<typeof rows>[0]["text"], string>>();
  const [counted] = react.useQuery<{ n: number }>("SELECT count(*) AS n FROM note") ?? [];
  holds<Equal<typeof counted, { n: number } | undefined>>();
  // @ts-expect-error no such model
  void react.useDatabase().put("notes", {});
  const stop = svelte.query("SELECT * FROM note").subscribe((found) => {
    holds<Equal<NonNullable<typeof found>[0]["text"], string>>();
  });
  stop();
  const shown = vue.useQuery("SELECT * FROM note");
  holds<Equal<NonNullable<typeof shown.value>[0]["text"], string>>();
  const conflicts = vue.useConflicts().value ?? [];
  holds<Equal<(typeof conflicts)[0]["model"], "note">>();
}
