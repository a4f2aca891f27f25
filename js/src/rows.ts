/**
 * Values between JavaScript and SQLite. Both ways a whole call's worth crosses
 * as one JSON text; what JSON has no form for is tagged:
 *
 *     ["i", "9007199254740993"]   an integer beyond ±(2^53 - 1)
 *     ["b", "aGk="]               a blob, standard base64
 *
 * Everything else is null, a number, a string, and in parameters a boolean.
 * The other side is core/sqlitedb's ParseParams and Rows.
 */
import { AmoraError } from "./errors.js";

/** A value as SQLite returns it. Integers beyond ±(2^53 - 1) are bigints. */
export type SqlValue = null | number | bigint | string | Uint8Array;

/** A value that can be bound to a `?`: true and false are stored as 1 and 0. */
export type SqlParam = SqlValue | boolean;

/** One row of a result, by column name. */
export type Row = Record<string, SqlValue>;

type Cell = null | number | string | [tag: "i" | "b", text: string];
type EncodedParam = Cell | boolean;

interface Result {
  columns: string[];
  rows: Cell[][];
}

/** Encodes a statement and its parameters, the payload of exec, query and watch. */
export function encodeStatement(sql: string, params: readonly SqlParam[]): Uint8Array<ArrayBuffer> {
  if (!Array.isArray(params)) throw new AmoraError("bad_request", "the parameters are no array", "give an array with a value for each ?");
  return encodeText(JSON.stringify({ sql, params: Array.from(params, encodeParam) }));
}

/** Decodes a result into one object per row. */
export function decodeRows(payload: Uint8Array): Row[] {
  const { columns, rows } = decodeJson<Result>(payload);
  // Assigning to __proto__ would change the object instead of the column.
  if (columns.includes("__proto__")) {
    return rows.map((cells) => Object.fromEntries(cells.map((cell, i) => [columns[i]!, decodeCell(cell)])));
  }
  return rows.map((cells) => {
    const row: Row = {};
    for (let i = 0; i < columns.length; i++) row[columns[i]!] = decodeCell(cells[i]!);
    return row;
  });
}

/**
 * Encodes the rows of put, as an array. A bigint is written as the number it
 * is, whatever its size: an integer column holds 64 bits. What JSON would turn
 * into null is refused: put would empty the column.
 */
export function stringifyRows(model: string, rows: object): string {
  const list = Array.isArray(rows) ? rows : [rows];
  const mark = `bigint:${Math.random()}:`;
  let seen = false;
  let row: unknown;
  let place = "";
  let column = "";
  const text = JSON.stringify(list, function (this: Record<string, unknown>, key, value: unknown) {
    if ((this as unknown) === list) [row, place] = [value, `row ${Number(key) + 1}`];
    else if (this === row) column = key;
    if (becomesNull(this[key], value)) {
      throw new AmoraError("bad_value", `${model}: ${place}: ${column} cannot be ${String(this[key])}`, "null empties a column");
    }
    if (typeof value !== "bigint") return value;
    seen = true;
    return mark + value;
  });
  return seen ? text.replace(new RegExp(`"${mark}(-?\\d+)"`, "g"), "$1") : text;
}

/** NaN and infinities, and what says of itself that it has no JSON, as invalid dates do. */
function becomesNull(original: unknown, value: unknown): boolean {
  return (typeof value === "number" && !Number.isFinite(value)) || (value === null && original !== null);
}

/** The UTF-8 bytes of text. */
export function encodeText(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** The value of a JSON text in UTF-8. */
export function decodeJson<T>(payload: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(payload)) as T;
}

function encodeParam(value: SqlParam, i: number): EncodedParam {
  if (typeof value === "bigint") return ["i", value.toString()];
  if (value instanceof Uint8Array) return ["b", toBase64(value)];
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new AmoraError(
    "bad_value",
    `parameter ${i + 1} cannot be bound: ${typeof value === "object" ? "an object" : String(value)}`,
    "use null, boolean, number, bigint, string or Uint8Array",
  );
}

function decodeCell(cell: Cell): SqlValue {
  if (!Array.isArray(cell)) return cell;
  return cell[0] === "i" ? BigInt(cell[1]) : fromBase64(cell[1]);
}

// String.fromCharCode takes its bytes as arguments, of which engines allow
// some tens of thousands.
const base64Step = 8192;

function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let i = 0; i < bytes.length; i += base64Step) {
    binary += String.fromCharCode(...bytes.subarray(i, i + base64Step));
  }
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
