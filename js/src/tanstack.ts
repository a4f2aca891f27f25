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
import type { AmoraError, BatchStep, Database, ModelName, Schema, SqlParams, TableRow } from "./index.js";

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

async function writeTo(db: Database, mutations: readonly WrittenMutation[]): Promise<void> {
  const written = mutations.map((mutation) => ({
    key: String(mutation.key),
    utils: mutation.collection.utils as unknown as AmoraUtils,
    step: stepOf(mutation),
  }));
  const given = await db.batch(written.map(({ step }) => step));
  // A row that moves gets another id.
  const ids = (utils: AmoraUtils) =>
    written.flatMap((one, i) =>
      one.utils === utils ? [one.key, ...(typeof given[i] === "string" ? [given[i]] : [])] : [],
    );
  await Promise.all([...new Set(written.map(({ utils }) => utils))].map((utils) => utils.refresh(ids(utils))));
}

function stepOf({ type, key, modified, changes, collection }: WrittenMutation): BatchStep {
  const { model } = collection.utils as unknown as AmoraUtils;
  if (type === "delete") return { delete: model, id: String(key) };
  const rows = type === "insert" ? modified : { ...(changes as object), id: String(key) };
  return { put: model, rows: rows as { id: string } };
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
    const model = schema.models.find((model) => model.name === name);
    if (!model) throw new Error(`amora: there is no model ${name}`);
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
    const changes: ChangeMessageOrDeleteKeyMessage<R, string>[] = [];
    for (const key of ids) {
      if (!there.has(key) && this.#known.delete(key)) changes.push({ type: "delete", key });
    }
    for (const value of found) {
      const text = keyOf(value);
      const known = this.#known.get(value.id);
      if (known === text) continue;
      this.#known.set(value.id, text);
      changes.push({ type: known === undefined ? "insert" : "update", value });
    }
    if (changes.length > 0) this.#tell(changes);
  }
}
