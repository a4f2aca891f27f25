/**
 * Columns by their types in the schema. In JavaScript a boolean is true or
 * false, a datetime a Date, JSON a value and a blob bytes; SQLite has them as
 * 0 and 1, texts and BLOBs. The engine names the column whose value a column of
 * a result is, unchanged, by its table: see core/sqlitedb's Rows. An expression
 * has none, and stays what SQLite makes of it.
 */
import type { Column, ColumnType, Schema } from "./schema.js";

/** The table and column that a column of a result is taken from. */
export type Origin = readonly [table: string, column: string];

type Types = Map<string, Map<string, ColumnType>>;

/** The columns of a schema. */
export class Columns {
  readonly #schema: Partial<Schema>;
  #byModel: Types | undefined;
  #byTable: Types | undefined;

  /** The schema may be none yet: open() refuses it later. */
  constructor(schema: unknown) {
    this.#schema = (schema ?? {}) as Partial<Schema>;
  }

  /** The type of a model's column. */
  typeOf(model: string, column: string): ColumnType | undefined {
    this.#byModel ??= typesBy(this.#schema, "name");
    return this.#byModel.get(model)?.get(column);
  }

  /** The type of a table's column. */
  typeIn(table: string, column: string): ColumnType | undefined {
    this.#byTable ??= typesBy(this.#schema, "table");
    return this.#byTable.get(table)?.get(column);
  }
}

/** The types of models' columns. Models of one table have the same columns. */
function typesBy({ models = [] }: Partial<Schema>, key: "name" | "table"): Types {
  return new Map(
    models.map((model) => [
      model[key],
      new Map(Object.entries(model.columns ?? {}).map(([name, column]) => [name, plainType(column)])),
    ]),
  );
}

/** A column's type without the question mark. */
export function plainType(column: Column): ColumnType {
  const type = typeof column === "string" ? column : column.type;
  return type.replace(/\?$/, "") as ColumnType;
}

/** Reads what SQLite has; what is of no such form stays as it is. */
export type Read = (value: unknown) => unknown;

/** How values of a type are read; undefined where JavaScript has them as SQLite does. */
export function readerOf(type: ColumnType | undefined): Read | undefined {
  return type === undefined ? undefined : readers[type];
}

const readers: { readonly [T in ColumnType]?: Read } = {
  boolean: (value) => (value === 0 || value === 1 ? value === 1 : value),
  datetime: (value) => (typeof value === "string" ? readDatetime(value) : value),
  json: (value) => (typeof value === "string" ? readJson(value) : value),
};

const storedDatetime = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{3}000)?$/;

function readDatetime(text: string): Date | string {
  if (!storedDatetime.test(text)) return text;
  const date = new Date(`${text.slice(0, 23).replace(" ", "T")}Z`);
  return Number.isNaN(date.getTime()) ? text : date;
}

/** A moment as a datetime column has it; undefined if such a column cannot have it. */
export function writeDatetime(date: Date): string | undefined {
  if (Number.isNaN(date.getTime())) return undefined;
  const [day, time] = date.toISOString().slice(0, -1).split("T") as [string, string];
  return /^\d{4}-/.test(day) ? `${day} ${time}000`.replace(".000000", "") : undefined;
}

function readJson(text: string): unknown {
  try {
    return parseExactly(text);
  } catch {
    return text;
  }
}

/** Only where this matches can there be an integer beyond ±(2^53 - 1); the digits of fractions do not count. */
const longInteger = /(?:^|[^.\d])\d{16}/;

/** Strings, and what else may be such an integer. */
const longToken = /"[^"\\]*(?:\\.[^"\\]*)*"|[^"\s,:[\]{}]{16,}/g;

/** JSON.parse, where integers beyond ±(2^53 - 1) become bigints, because a number would be another one. */
export function parseExactly(text: string): unknown {
  if (!longInteger.test(text)) return JSON.parse(text);
  const mark = `bigint:${Math.random()}:`;
  let seen = false;
  const marked = text.replace(longToken, (found) => {
    if (!/^-?\d+$/.test(found) || Number.isSafeInteger(Number(found))) return found;
    seen = true;
    return `"${mark}${found}"`;
  });
  // A reviver makes parsing several times slower.
  if (!seen) return JSON.parse(text);
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === "string" && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
  );
}
