/**
 * Collections of TanStack DB whose rows are a model's: a live query keeps them,
 * and what a collection changes is written by put and delete.
 *
 *     const items = createCollection(amoraCollectionOptions({ db, model: "item" }));
 *     items.insert({ id: newId(), dataset_id, text: "Milk", done: false });
 *
 * A mutation is shown at once. Its handler resolves when the rows have come back
 * from the database; where the write is refused the collection takes it back.
 *
 * @module amora/tanstack
 */
import type { ChangeMessageOrDeleteKeyMessage, CollectionConfig, UtilsRecord } from "@tanstack/db";
import { keyOf } from "./handle.js";
import {
  AmoraError,
  type BatchStep,
  type Database,
  type Model,
  type ModelName,
  type Schema,
  type SqlParams,
  type TableRow,
} from "./index.js";

export { newId } from "./random.js";

/** A row of a collection: the columns of the model and the id. */
export type CollectionRow<S extends Schema, N extends ModelName<S>> = { id: string } & Omit<
  TableRow<S, N>,
  "id" | "_morango_source_id" | "_morango_partition"
>;

/** What {@link amoraCollectionOptions} takes. */
export interface AmoraCollection<S extends Schema, N extends ModelName<S>> {
  db: Database<S>;
  model: N;
  /** Which rows, as the SQL behind WHERE; all without it. */
  where?: string;
  /** The parameters of `where`. */
  params?: SqlParams;
  /** The collection's id, by default the model's name. */
  id?: string;
}

/** What a collection of Amora's has beside the collection. */
export interface AmoraUtils extends UtilsRecord {
  model: string;
  /** Brings the rows with these ids to what the database has now. */
  refresh: (ids: readonly string[]) => Promise<void>;
}

/** Options for createCollection. */
export function amoraCollectionOptions<S extends Schema, N extends ModelName<S>>({
  db,
  model,
  where,
  params = [],
  id = model,
}: AmoraCollection<S, N>): CollectionConfig<CollectionRow<S, N>, string, never, AmoraUtils> & {
  utils: AmoraUtils;
  schema?: never;
} {
  type R = CollectionRow<S, N>;
  const query = new ModelQuery(db.schema, model, where);
  let rows: Rows<R> | undefined;
  const utils: AmoraUtils = {
    model,
    refresh: async (ids) => {
      const [sql, all] = query.of(ids, params);
      const found = await db.query<R>(sql, all);
      rows?.set(ids, found);
    },
  };
  const write = async ({ transaction }: { transaction: Written }) => {
    await writeTo(db as unknown as Database, transaction.mutations);
  };
  return {
    id,
    utils,
    getKey: keyOfRow,
    sync: {
      rowUpdateMode: "full",
      sync: ({ begin, write, commit, markReady, markError }) => {
        const current = new Rows<R>((changes) => {
          begin();
          for (const change of changes) write(change);
          commit();
        });
        rows = current;
        const show = (found: R[]) => {
          current.replace(found);
          markReady();
        };
        const stop = db.watch<R>(query.sql, params, show, { onError: (error: AmoraError) => markError(error) });
        return () => {
          stop();
          if (rows === current) rows = undefined;
        };
      },
    },
    onInsert: write,
    onUpdate: write,
    onDelete: write,
  };
}

/**
 * The mutationFn of a TanStack transaction over several collections of one
 * database: all its mutations are one commit.
 *
 *     createTransaction({ mutationFn: writeAll(db) });
 */
export function writeAll<S extends Schema>(db: Database<S>): (given: { transaction: Written }) => Promise<void> {
  return ({ transaction }) => writeTo(db as unknown as Database, transaction.mutations);
}

/** What is read of a transaction of TanStack's. */
export interface Written {
  readonly mutations: readonly WrittenMutation[];
}

/** What is read of a mutation. */
export interface WrittenMutation {
  readonly type: "insert" | "update" | "delete";
  readonly key: unknown;
  /** The whole row. */
  readonly modified: unknown;
  /** The columns that were changed. */
  readonly changes: unknown;
  readonly collection: { readonly utils: UtilsRecord };
}

/** The writes that are under way, by database. */
const writing = new WeakMap<Database, Promise<unknown>>();

/** Writes mutations one after the other: the first may move a row that the next one has by its earlier id. */
async function writeTo(db: Database, mutations: readonly WrittenMutation[]): Promise<void> {
  const turn = (writing.get(db) ?? Promise.resolve()).then(() => writeNow(db, mutations));
  writing.set(
    db,
    turn.catch(() => {}),
  );
  const ids = await turn;
  // What is committed is written, whether it can be read now or not: the live query brings the rows, too.
  await Promise.all([...ids].map(([utils, ids]) => utils.refresh(ids).catch(() => {})));
}

/** Resolves with the ids that the rows of each collection had and have now. */
async function writeNow(db: Database, mutations: readonly WrittenMutation[]): Promise<Map<AmoraUtils, string[]>> {
  const present = await presentIds(db, mutations);
  const given = await db.batch(mutations.map((mutation) => stepOf(mutation, present)));
  return groupBy(
    mutations.flatMap(({ key, collection }, i) => {
      const moved = given[i]; // put gives the id that the row has now
      const utils = collection.utils as unknown as AmoraUtils;
      return [String(key), ...(typeof moved === "string" ? [moved] : [])].map((id) => [utils, id] as const);
    }),
  );
}

function stepOf(
  { type, key, modified, changes, collection }: WrittenMutation,
  present: Map<string, string>,
): BatchStep {
  const { model } = collection.utils as unknown as AmoraUtils;
  if (type === "insert") return { put: model, rows: modified as { id: string } };
  const id = present.get(String(key));
  if (type === "delete") return { delete: model, id: id ?? String(key) };
  // Put would make a new row of the columns that were changed.
  if (id === undefined) throw new AmoraError("bad_id", `${model}: there is no row ${String(key)} any more`);
  return { put: model, rows: { ...(changes as { id: string }), id } };
}

/**
 * The ids that the rows of updates and deletes have now, by those that the
 * collections have: a row that moves to another partition gets another id.
 */
async function presentIds(db: Database, mutations: readonly WrittenMutation[]): Promise<Map<string, string>> {
  const keys = groupBy(
    mutations
      .filter(({ type }) => type !== "insert")
      .map(({ key, collection }) => [(collection.utils as unknown as AmoraUtils).model, String(key)] as const),
  );
  const found = await Promise.all(
    [...keys].map(([model, keys]) =>
      db.query<{ key: string; id: string }>(presentSql(db.schema, model), [JSON.stringify(keys)]),
    ),
  );
  return new Map(found.flat().map(({ key, id }) => [key, id]));
}

function groupBy<K, V>(pairs: readonly (readonly [K, V])[]): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

/**
 * The last row of a key has the fewest moves. A move that another device tells
 * of counts if the id that it leads to follows from the earlier record, since
 * whoever may write that one could name any other.
 */
function presentSql(schema: Schema, model: string): string {
  return `WITH RECURSIVE way (key, id, hops) AS (SELECT value, value, 0 FROM json_each(?)
 UNION SELECT w.key, v.moved_to, w.hops + 1 FROM way w CROSS JOIN amora_relocated v ON v.id = w.id
 LEFT JOIN morango_store e ON e.id = v.id LEFT JOIN morango_store n ON n.id = v.moved_to
 WHERE w.hops < 32 AND (v.pending = 1 OR e.id IS NULL OR n.source_id = amora_id(e.id, e.source_id, 'moved')))
 SELECT w.key, w.id FROM way w CROSS JOIN ${quote(modelOf(schema, model).table)} t ON t.id = w.id ORDER BY w.hops DESC`;
}

function modelOf(schema: Schema, name: string): Model {
  const model = schema.models.find((model) => model.name === name);
  if (!model) throw new Error(`amora: there is no model ${name}`);
  return model;
}

function keyOfRow({ id }: { id: string }): string {
  return id.replaceAll("-", "").toLowerCase();
}

/** The SELECT of a model's rows. Models of one table have constants that tell their rows apart. */
class ModelQuery {
  readonly sql: string;
  readonly #select: string;
  readonly #conditions: string[];

  constructor(schema: Schema, name: string, where: string | undefined) {
    const model = modelOf(schema, name);
    const columns = Object.entries(model.columns);
    this.#select = `SELECT ${["id", ...columns.map(([column]) => column)].map(quote).join(", ")} FROM ${quote(model.table)}`;
    const constants = columns.flatMap(([column, rules]) =>
      typeof rules === "object" && rules.constant !== undefined
        ? [`${quote(column)} = ${quoteText(rules.constant)}`]
        : [],
    );
    this.#conditions = [...constants, ...(where === undefined ? [] : [`(${where})`])];
    this.sql = this.#with([]);
  }

  /** The statement and parameters for those of the rows that have one of these ids. */
  of(ids: readonly string[], params: SqlParams): [sql: string, params: SqlParams] {
    const list = JSON.stringify(ids);
    if (!Array.isArray(params)) {
      return [this.#with(["id IN (SELECT value FROM json_each(:amora_ids))"]), { ...params, amora_ids: list }];
    }
    // Behind the parameters of where.
    return [this.#with(["id IN (SELECT value FROM json_each(?))"]), [...(params as readonly string[]), list]];
  }

  #with(more: string[]): string {
    const all = [...this.#conditions, ...more];
    return all.length > 0 ? `${this.#select} WHERE ${all.join(" AND ")}` : this.#select;
  }
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The rows that a collection was given, to tell what has changed. */
class Rows<R extends { id: string }> {
  readonly #tell: (changes: ChangeMessageOrDeleteKeyMessage<R, string>[]) => void;
  /** A text of each row, by id. */
  readonly #known = new Map<string, string>();

  constructor(tell: (changes: ChangeMessageOrDeleteKeyMessage<R, string>[]) => void) {
    this.#tell = tell;
  }

  /** These are all rows. */
  replace(found: R[]): void {
    this.set([...this.#known.keys()], found);
  }

  /** Of the rows with these ids these are there; found may hold others, too. */
  set(ids: readonly string[], found: R[]): void {
    const there = new Set(found.map(({ id }) => id));
    const gone = ids.filter((key) => !there.has(key) && this.#known.has(key));
    const texts = new Map(found.map((value) => [value.id, keyOf(value)]));
    const changed = found.filter(({ id }) => texts.get(id) !== this.#known.get(id));
    if (gone.length + changed.length === 0) return;
    this.#tell([
      ...[...new Set(gone)].map((key) => ({ type: "delete" as const, key })),
      ...changed.map((value) => ({
        type: this.#known.has(value.id) ? ("update" as const) : ("insert" as const),
        value,
      })),
    ]);
    // Only now: what could not be told is told the next time.
    for (const key of gone) this.#known.delete(key);
    for (const { id } of changed) this.#known.set(id, texts.get(id)!);
  }
}
