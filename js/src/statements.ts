import { bindMembers } from "./bound.js";
import type { CallOptions } from "./client.js";
import {
  decodeJson,
  type ExecResult,
  encodeStatement,
  encodeText,
  type Result,
  stringifyRows,
  toArrays,
  toExecResult,
  toRows,
} from "./codec.js";
import type { Columns } from "./columns.js";
import { AmoraError } from "./errors.js";
import type { Bytes } from "./messages.js";
import type { ModelName, PutIds, PutRows, QueryRow, Schema } from "./schema.js";
import type { Row, RowValue, SqlParams } from "./values.js";

/** How a statement is run. */
export interface StatementOptions extends CallOptions {
  /**
   * Milliseconds after which the statement is given up, `timed_out`; 60,000 by
   * default, `Infinity` for no limit. While it runs nothing else does, in any tab.
   */
  timeout?: number | undefined;
  /** `"array"`: rows as arrays, in the order of the columns; otherwise as objects by column name. */
  rows?: "object" | "array" | undefined;
}

/** Options of a statement whose rows are to be arrays. */
export interface ArrayOptions extends StatementOptions {
  rows: "array";
}

/** Calls a method that runs in a transaction. */
export type Run = (
  method: "exec" | "query" | "put" | "delete",
  payload: () => Bytes,
  options: CallOptions,
) => Promise<Uint8Array>;

/** What can be said to a database, and inside a transaction of it. */
export class Statements<S extends Schema = Schema> {
  readonly #run: Run;
  readonly #columns: Columns;

  /** @internal */
  constructor(run: Run, columns: Columns) {
    this.#run = run;
    this.#columns = columns;
    bindMembers(this, Statements.prototype);
  }

  /**
   * Runs one statement that writes. Rows of the app's tables are tracked by
   * themselves: a new one gets its id, a changed one goes with the next sync.
   * Resolves once the commit is durable, with the number of rows changed and the
   * rows of RETURNING. Parameters are an array for `?`, or an object for
   * `:name`, `$name` and `@name`.
   */
  exec(sql: string, params: SqlParams | undefined, options: ArrayOptions): Promise<ExecResult<RowValue[]>>;
  exec<R extends object = Row>(sql: string, params?: SqlParams, options?: StatementOptions): Promise<ExecResult<R>>;
  async exec(sql: string, params: SqlParams = [], options: StatementOptions = {}): Promise<ExecResult<object>> {
    const payload = await this.#run("exec", () => encodeStatement(sql, params, timeoutOf(options)), options);
    return toExecResult(decodeJson(payload), this.#columns, options.rows);
  }

  /**
   * Runs one statement that reads, and resolves with its rows. The rows of a
   * plain `SELECT * FROM table` are typed by the schema, others by the caller:
   * `query<{ n: number }>("SELECT count(*) AS n FROM …")`. Of columns with one
   * name the second is called `name:1`, as SQLite does in subqueries.
   */
  query(sql: string, params: SqlParams | undefined, options: ArrayOptions): Promise<RowValue[][]>;
  query<const Q extends string>(sql: Q, params?: SqlParams, options?: StatementOptions): Promise<QueryRow<S, Q>[]>;
  query<R extends object>(sql: string, params?: SqlParams, options?: StatementOptions): Promise<R[]>;
  async query(sql: string, params: SqlParams = [], options: StatementOptions = {}): Promise<object[]> {
    const payload = await this.#run("query", () => encodeStatement(sql, params, timeoutOf(options)), options);
    const result = decodeJson<Result>(payload);
    return options.rows === "array" ? toArrays(result, this.#columns) : toRows(result, this.#columns);
  }

  /**
   * Writes rows of a model: those whose id is there already are changed, in
   * the columns given, the others are new. All of them or none. An import is
   * fastest in one call; cut it where other calls should come in between. Takes
   * what query gives: a row that was read and put back stays as it is. Resolves
   * with the id, of several rows with the ids in their order.
   */
  async put<N extends ModelName<S>, A = never>(
    model: N,
    rows: PutRows<S, N, A>,
    options: CallOptions = {},
  ): Promise<PutIds<A>> {
    const ids = decodeJson<string[]>(await this.#run("put", () => encodePut(model, rows, this.#columns), options));
    return (Array.isArray(rows) ? ids : ids[0]!) as PutIds<A>;
  }

  /**
   * Deletes a row, and with it the rows that refer to it; without error where
   * there is none. A hard delete also wipes their contents from every other
   * instance that it reaches.
   */
  async delete(model: ModelName<S>, id: string, options: DeleteOptions = {}): Promise<void> {
    await this.#run("delete", () => encodeDelete(model, id, options.hard), options);
  }
}

/** How a row is deleted. */
export interface DeleteOptions extends CallOptions {
  /** Also wipes the contents of the record from every other instance that it reaches. */
  hard?: boolean;
}

/** A default that no statement of an app should need, and that a runaway one does not outlive by long. */
const defaultTimeout = 60_000;

/** A time limit as it crosses to the engine: 0 is none. */
export function timeoutOf({ timeout = defaultTimeout }: { timeout?: number | undefined }): number {
  if (timeout === Infinity) return 0;
  if (typeof timeout === "number" && timeout > 0 && timeout <= Number.MAX_SAFE_INTEGER) return Math.ceil(timeout);
  throw new AmoraError("bad_request", `there is no timeout of ${String(timeout)}`, "it is a number of milliseconds");
}

/** The payload of put. */
export function encodePut(model: string, rows: object, columns: Columns): Bytes {
  return encodeText(`${JSON.stringify({ model })}\n${stringifyRows(model, rows, columns)}`);
}

/** The payload of delete. */
export function encodeDelete(model: string, id: string, hard = false): Bytes {
  return encodeText(JSON.stringify({ model, id, hard }));
}
