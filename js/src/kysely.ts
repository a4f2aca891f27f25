/**
 * Amora by Kysely: statements that are built, and typed after the schema.
 *
 *     const kysely = createKysely(db);
 *     const open = kysely.selectFrom("item").select(["id", "text"]).where("done", "=", false);
 *     await open.execute();
 *     db.watch(open, (items) => show(items));
 *
 * What is written is tracked as any SQL is. A transaction of Kysely's is one of
 * the database's, with its time limit.
 *
 * @module amora/kysely
 */
import {
  type ColumnType,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type DialectAdapter,
  type Driver,
  Kysely,
  type KyselyPlugin,
  type QueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import type { ExpressionTypes } from "./built.js";
import { Columns, readerOf } from "./columns.js";
import type { CallOptions, Database, Model, Schema, SqlParams, Transaction } from "./index.js";
import { WrittenRows } from "./kyselyrows.js";
import { expressionTypes } from "./kyselytypes.js";
import type { IsOptional, OwnColumns, RowValueOf, SqlValueOf } from "./schema.js";

/** The tables of a schema, as Kysely is told of them. */
export type Tables<S extends Schema> = {
  [T in S["models"][number]["table"]]: Table<Extract<S["models"][number], { readonly table: T }>>;
};

type Table<M extends Model> = {
  [K in keyof OwnColumns]: ColumnType<string, string | undefined, never>;
} & { -readonly [K in keyof M["columns"]]: TableColumn<M, M["columns"][K]> };

// Where all models of a table are only read, nothing can be written.
type TableColumn<M, C> = [Exclude<M, { readonly readonly: true }>] extends [never]
  ? ColumnType<RowValueOf<C>, never, never>
  : ColumnType<RowValueOf<C>, SqlValueOf<C> | (IsOptional<C> extends true ? undefined : never), SqlValueOf<C>>;

/** What {@link createKysely} takes. */
export interface KyselyOptions {
  plugins?: readonly KyselyPlugin[];
}

/**
 * A Kysely over an open database. Views and tables of your own are added with
 * `withTables`. Its destroy() leaves the database open.
 */
export function createKysely<S extends Schema>(db: Database<S>, options: KyselyOptions = {}): Kysely<Tables<S>> {
  const plugins = [...(options.plugins ?? []), new WrittenRows(db.schema)];
  return new Kysely<Tables<S>>({ dialect: new AmoraDialect(db as unknown as Database), plugins });
}

/** Amora for Kysely's constructor; {@link createKysely} has the types and the json columns, too. */
export class AmoraDialect implements Dialect {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  createDriver(): Driver {
    return new AmoraDriver(this.#db);
  }

  createQueryCompiler(): QueryCompiler {
    return new AmoraCompiler(this.#db.schema);
  }

  createAdapter(): DialectAdapter {
    return new AmoraAdapter();
  }

  createIntrospector(...[kysely]: Parameters<Dialect["createIntrospector"]>): SqliteIntrospector {
    return new SqliteIntrospector(kysely);
  }
}

/** A compiled query that says which of its expressions are read as columns are. */
interface TypedQuery extends CompiledQuery {
  readonly types?: ExpressionTypes;
}

class AmoraCompiler extends SqliteQueryCompiler {
  readonly #columns: Columns;

  constructor(schema: Schema) {
    super();
    this.#columns = new Columns(schema);
  }

  override compileQuery(...[node, id]: Parameters<SqliteQueryCompiler["compileQuery"]>): TypedQuery {
    const types = expressionTypes(node, this.#columns);
    return { ...super.compileQuery(node, id), ...(types && { types }) };
  }
}

/** Unlike SQLite by one connection, calls wait for each other in the database, which tells of those that never could. */
class AmoraAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

class AmoraDriver implements Driver {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async init(): Promise<void> {}
  async destroy(): Promise<void> {}
  async releaseConnection(): Promise<void> {}

  async acquireConnection(): Promise<Connection> {
    return new Connection(this.#db);
  }

  beginTransaction(connection: DatabaseConnection): Promise<void> {
    return (connection as Connection).begin();
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return (connection as Connection).commit();
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return (connection as Connection).rollback();
  }
}

/** What ends a transaction's callback without a commit. */
const undone = Symbol("rollback");

/** A transaction under way: its callback waits for end. */
interface Under {
  tx: Transaction;
  end: { resolve: () => void; reject: (reason: unknown) => void };
  /** Settles with the transaction. */
  over: Promise<void>;
}

/** The database, or a transaction of it. */
class Connection implements DatabaseConnection {
  readonly #db: Database;
  #under: Under | undefined;

  constructor(db: Database) {
    this.#db = db;
  }

  async executeQuery<R>(query: TypedQuery, options: CallOptions = {}): Promise<QueryResult<R>> {
    const on = this.#under?.tx ?? this.#db;
    const { sql } = query;
    const params = query.parameters as SqlParams;
    const call = { signal: options.signal };
    if (reads(query)) return { rows: typed(await on.query(sql, params, call), query) as R[] };
    const { changes, rows } = await on.exec(sql, params, call);
    return { numAffectedRows: BigInt(changes), rows: typed(rows, query) as R[] };
  }

  /** All rows at once: they come in one message. */
  async *streamQuery<R>(query: CompiledQuery, _size: number, options?: CallOptions): AsyncGenerator<QueryResult<R>> {
    yield await this.executeQuery<R>(query, options);
  }

  /** Resolves once the transaction has its turn. */
  begin(): Promise<void> {
    return new Promise((resolve, reject) => {
      const over = this.#db.transaction(
        (tx) =>
          new Promise<void>((commit, undo) => {
            this.#under = { tx, over, end: { resolve: commit, reject: undo } };
            resolve();
          }),
      );
      over.catch(reject); // of a transaction that has begun, commit and rollback tell
    });
  }

  async commit(): Promise<void> {
    try {
      this.#under?.end.resolve();
      await this.#under?.over;
    } finally {
      this.#under = undefined; // the connection goes on without it
    }
  }

  /** Also after a commit that has failed, which then has nothing to undo. */
  async rollback(): Promise<void> {
    this.#under?.end.reject(undone);
    await this.#under?.over.catch(() => {}); // what has failed has told so
    this.#under = undefined;
  }
}

/** The rows, with the expressions among their columns read. */
function typed(rows: Record<string, unknown>[], { types = {} }: TypedQuery): Record<string, unknown>[] {
  for (const [name, type] of Object.entries(types)) {
    const read = readerOf(type);
    if (read) for (const row of rows) row[name] = read(row[name]);
  }
  return rows;
}

/** Whether a statement only reads. In doubt it writes: exec runs any, and gives rows, too. */
function reads({ query, sql }: CompiledQuery): boolean {
  return query.kind === "SelectQueryNode" || (query.kind === "RawNode" && /^\s*(select|values|explain)\b/i.test(sql));
}
