/** What the tests of query builders and collections work with, as an app imports it. */
import { createCollection, createLiveQueryCollection, createTransaction, eq } from "@tanstack/db";
import { defineSchema, open } from "amora";
import { createKysely } from "amora/kysely";
import { amoraCollectionOptions, newId, writeAll } from "amora/tanstack";
import { sql } from "kysely";

const schema = defineSchema({
  profile: "builders",
  scopes: [{ id: "all", version: 1, primary_scope_param_key: "dataset_id", read_write_filter_template: "${dataset_id}" }],
  models: [
    {
      name: "list",
      table: "lists",
      partition: "${dataset_id}",
      source: null,
      columns: { dataset_id: "uuid", name: "text" },
    },
    {
      name: "item",
      table: "items",
      partition: "${dataset_id}",
      source: null,
      columns: {
        dataset_id: "uuid",
        list_id: "uuid?",
        text: { type: "text", max: 20 },
        done: { type: "boolean", default: false },
        at: "datetime?",
        meta: "json?",
      },
      references: { list_id: "list" },
    },
    {
      name: "card",
      table: "cards",
      partition: "${dataset_id}:${board}",
      source: null,
      columns: { dataset_id: "uuid", board: "text", text: "text?" },
    },
  ],
});

/** Two databases that sync live by a relay, as two devices have them, with a Kysely each. */
async function pair(relay) {
  const name = crypto.randomUUID();
  const a = await open(`a ${name}`, { schema, storage: "memory" });
  const b = await open(`b ${name}`, { schema, storage: "memory" });
  const { id: dataset_id } = await a.createRoot("all");
  await a.sync(relay).done;
  await b.join(await a.invite({ scope: "all", relay }));
  for (const db of [a, b]) db.sync(relay, { live: true });
  const close = () => Promise.all([a.close(), b.close()]);
  return { a, b, ka: createKysely(a), kb: createKysely(b), dataset_id, close };
}

/** Resolves once look gives something that is not false. */
function until(subscribe, look) {
  return new Promise((resolve) => {
    let stop = () => {};
    let over = false;
    const check = () => {
      const found = look();
      if (over || found === undefined || found === false) return;
      over = true;
      resolve(found);
      setTimeout(() => stop());
    };
    stop = subscribe(check);
    check();
  });
}

/** The first rows of a live query that pass. */
function rowsOf(db, query, passes) {
  let seen;
  return until(
    (check) =>
      db.watch(query, (rows) => {
        seen = rows;
        check();
      }),
    () => seen && passes(seen) && seen,
  );
}

/** Resolves once a collection has what look gives. */
function shown(collection, look) {
  return until(
    (check) => {
      const subscription = collection.subscribeChanges(check, { includeInitialState: true });
      return () => subscription.unsubscribe();
    },
    () => look(collection),
  );
}

const codeOf = (promise) =>
  promise.then(
    () => "none",
    (error) => error.code ?? String(error),
  );

Object.assign(globalThis, {
  amoraCollectionOptions,
  codeOf,
  createCollection,
  createLiveQueryCollection,
  createTransaction,
  eq,
  newId,
  pair,
  rowsOf,
  shown,
  sql,
  writeAll,
});
