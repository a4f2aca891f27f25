/**
 * Values between JavaScript and SQLite. Both ways a whole call's worth crosses
 * as one JSON text; what JSON has no form for is tagged:
 *
 *     ["i", "9007199254740993"]   an integer beyond ±(2^53 - 1)
 *     ["b", "aGk="]               a blob, standard base64
 *
 * Everything else is null, a number, a string, and in parameters a boolean.
 * Parameters are an array, or an object by name.
 * The other side is core/sqlitedb's ParseParams and Rows.
 */
import type { ExpressionTypes } from "./built.js";
import { type Columns, type Origin, parseExactly, type Read, readerOf, writeDatetime } from "./columns.js";
import { AmoraError } from "./errors.js";
import type { Row, RowValue, SqlParam, SqlParams, SqlValue } from "./values.js";

type Cell = null | number | string | [tag: "i" | "b", text: string];
type EncodedParam = Cell | boolean;

/** A result as it crosses. */
export interface Result {
  columns: string[];
  /** What each column is taken from, null of an expression; left out where all are. */
  origins?: (Origin | null)[];
  rows: Cell[][];
}

/** The reply to exec; without a result where the statement gives no rows. */
export type ExecReply = { changes: number } & Partial<Result>;

/** What a statement that writes has done. */
export interface ExecResult<R = Row> {
  /** Rows inserted, updated or deleted by the statement itself. */
  changes: number;
  /** The rows of RETURNING. */
  rows: R[];
}

/** Encodes a statement and its parameters, the payload of exec, query and watch. timeout is in milliseconds, 0: none. */
export function encodeStatement(sql: string, params: SqlParams, timeout = 0): Uint8Array<ArrayBuffer> {
  if (isBroken(sql)) throw new AmoraError("bad_value", "the statement holds half of a surrogate pair", noUnicode);
  return encodeText(JSON.stringify({ sql, params: encodeParams(params), ...(timeout > 0 && { timeout }) }));
}

function encodeParams(params: SqlParams): EncodedParam[] | Record<string, EncodedParam> {
  if (Array.isArray(params)) return Array.from(params as readonly SqlParam[], (value, i) => encodeParam(value, i + 1));
  if (typeof params !== "object" || params === null || tagOf(params) !== "[object Object]")
    throw new AmoraError(
      "bad_request",
      "the parameters are neither an array nor an object",
      "give an array with a value for each ?, or an object with one for each :name",
    );
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, encodeParam(value, name)]));
}

/** A result as one object per row. Of columns with one name the second is called `name:1`, as in SQLite's subqueries. */
export function toRows(result: Result, schema?: Columns, types?: ExpressionTypes): Row[] {
  const names = uniqueNames(result.columns);
  const readers = readersOf(result, schema, types);
  // Assigning to __proto__ would change the object instead of the column.
  if (names.includes("__proto__")) {
    return result.rows.map((cells) =>
      Object.fromEntries(cells.map((cell, i) => [names[i]!, readCell(cell, readers[i])])),
    );
  }
  return result.rows.map((cells) => {
    const row: Row = {};
    for (let i = 0; i < names.length; i++) row[names[i]!] = readCell(cells[i]!, readers[i]);
    return row;
  });
}

/** A result as one array per row, in the order of the columns. */
export function toArrays(result: Result, schema?: Columns, types?: ExpressionTypes): RowValue[][] {
  const readers = readersOf(result, schema, types);
  return result.rows.map((cells) => cells.map((cell, i) => readCell(cell, readers[i])));
}

/** How the columns of a result are read. */
function readersOf(
  { columns, origins = [] }: Result,
  schema: Columns | undefined,
  types: ExpressionTypes | undefined,
): (Read | undefined)[] {
  return columns.map((name, i) => {
    const origin = origins[i];
    return readerOf(origin ? schema?.typeIn(...origin) : types?.[name]);
  });
}

function readCell(cell: Cell, read: Read | undefined): RowValue {
  const value = decodeCell(cell);
  return read ? (read(value) as RowValue) : value;
}

/** What exec replies. */
export function toExecResult(
  { changes, columns = [], origins = [], rows = [] }: ExecReply,
  schema?: Columns,
  form?: "object" | "array",
): ExecResult<object> {
  const result = { columns, origins, rows };
  return { changes, rows: form === "array" ? toArrays(result, schema) : toRows(result, schema) };
}

function uniqueNames(columns: string[]): string[] {
  const taken = new Set(columns);
  if (taken.size === columns.length) return columns;
  const seen = new Set<string>();
  return columns.map((column) => {
    let name = column;
    for (let n = 1; seen.has(name) || (name !== column && taken.has(name)); n++) name = `${column}:${n}`;
    seen.add(name);
    return name;
  });
}

/**
 * Encodes the rows of put, as an array. What JSON would leave out or turn into
 * something else is refused: put would keep or empty the column in silence. The
 * bytes of a blob column become base64. The text of a json column is a value,
 * and written as JSON, because the engine takes a text for the JSON in it.
 */
export function stringifyRows(model: string, rows: object, schema?: Columns): string {
  const list = Array.isArray(rows) ? rows : [rows];
  let row: unknown;
  let place = "";
  let column = "";
  const refuse = (what: string, hint = "put takes what JSON has a form for") => {
    const parts = [`${model}:`, place && `${place}:`, column, what];
    return new AmoraError("bad_value", parts.filter(Boolean).join(" "), hint);
  };
  return writeJson(list, refuse, (holder, key, value) => {
    if (holder === list) [row, place, column] = [value, `row ${Number(key) + 1}`, ""];
    if (holder !== row) return undefined;
    column = key;
    const type = schema?.typeOf(model, key);
    const original = (holder as Record<string, unknown>)[key];
    if (type === "blob" && isBytes(original)) return toBase64(original);
    // The engine refuses half a surrogate pair, which JSON would hide in an escape.
    if (type !== "json" || typeof value !== "string" || isBroken(value)) return undefined;
    warnOfText(`${model}: ${key}`, value);
    return JSON.stringify(value);
  });
}

let warned = false;

/** Warns once of a text for a json column that is a list or an object written as JSON: it is stored as a text. */
function warnOfText(column: string, text: string): void {
  if (warned || !/^\s*[[{]/.test(text)) return;
  try {
    JSON.parse(text);
  } catch {
    return;
  }
  warned = true;
  console.warn(
    `amora: ${column} is a json column, and the text given for it stays a text: give the list or object itself`,
  );
}

/**
 * JSON.stringify, but for what JSON would leave out or turn into something
 * else, which throws what refuse gives. A bigint is written as the number it
 * is, whatever its size: an integer column holds 64 bits. So is a number beyond
 * ±(2^53 - 1), which JSON would round to fewer digits. What special gives for a
 * value is written in its place.
 */
function writeJson(
  root: unknown,
  refuse: (what: string, hint?: string) => AmoraError,
  special: (holder: object, key: string, value: unknown) => string | undefined = () => undefined,
): string {
  const mark = `bigint:${Math.random()}:`;
  let seen = false;
  const replace = function (this: Record<string, unknown>, key: string, value: unknown) {
    const instead = special(this, key, value);
    if (instead !== undefined) return instead;
    const original = this[key];
    if (becomesNull(original, value)) throw refuse(`cannot be ${String(original)}`, "null empties a column");
    if (getsLost(this, original, value)) throw refuse(`cannot be ${nameOf(original)}`);
    if (typeof value !== "bigint" && !isRoundedByJson(value)) return value;
    seen = true;
    return mark + BigInt(value);
  };
  let text: string;
  try {
    text = JSON.stringify(root, replace);
  } catch (error) {
    if (error instanceof AmoraError) throw error;
    throw refuse(`has no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  return seen ? text.replace(new RegExp(`"${mark}(-?\\d+)"`, "g"), "$1") : text;
}

function isBytes(value: unknown): value is Uint8Array {
  return typeof value === "object" && value !== null && tagOf(value) === "[object Uint8Array]";
}

/** NaN and infinities, and what says of itself that it has no JSON, as invalid dates do. */
function becomesNull(original: unknown, value: unknown): boolean {
  return (typeof value === "number" && !Number.isFinite(value)) || (value === null && original !== null);
}

/**
 * Functions and symbols, of which JSON keeps nothing, as it does of undefined
 * in an array; and objects that are neither plain nor arrays (a Map, a Promise,
 * bytes), of which it keeps an empty or another object. An absent column may be
 * undefined.
 */
function getsLost(holder: unknown, original: unknown, value: unknown): boolean {
  if (value === undefined) return original !== undefined || Array.isArray(holder);
  if (typeof value === "function" || typeof value === "symbol") return true;
  return typeof value === "object" && value !== null && !isPlain(value);
}

function nameOf(value: unknown): string {
  if (typeof value === "object" && value !== null) {
    const tag = tagOf(value).slice("[object ".length, -1);
    return (tag === "Object" && value.constructor?.name) || tag;
  }
  return typeof value === "symbol" || typeof value === "function" ? `a ${typeof value}` : String(value);
}

function tagOf(value: object): string {
  return Object.prototype.toString.call(value);
}

/** An integer of 64 bits of which JSON would write fewer digits than it has. */
function isRoundedByJson(value: unknown): value is number {
  if (typeof value !== "number" || !Number.isInteger(value) || Number.isSafeInteger(value)) return false;
  return value >= -(2 ** 63) && value < 2 ** 63;
}

const noUnicode = "text is Unicode: cut it between characters, not inside one";

/** Whether a text holds half of a surrogate pair, which UTF-8 has no form for. */
function isBroken(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}

/** The UTF-8 bytes of text. */
export function encodeText(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** The value of a JSON text in UTF-8. */
export function decodeJson<T>(payload: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(payload)) as T;
}

/** The same where integers beyond ±(2^53 - 1) are bigints: records as they are sent have their digits in JSON. */
export function decodeExactly<T>(payload: Uint8Array): T {
  return parseExactly(new TextDecoder().decode(payload)) as T;
}

function encodeParam(value: SqlParam, which: number | string): EncodedParam {
  if (typeof value === "bigint") return ["i", value.toString()];
  if (isRoundedByJson(value)) return ["i", BigInt(value).toString()];
  if (value instanceof Uint8Array) return ["b", toBase64(value)];
  if (typeof value === "string" && isBroken(value)) {
    throw new AmoraError("bad_value", `parameter ${which} holds half of a surrogate pair`, noUnicode);
  }
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  const refuse = (what: string) =>
    new AmoraError(
      "bad_value",
      `parameter ${which} ${what}`,
      "use null, boolean, number, bigint, string, Date, Uint8Array, or plain lists and objects of these; " +
        "of another object what it stands for, as its toDate() or toString()",
    );
  const text = value instanceof Date ? writeDatetime(value) : isLiteral(value) ? writeJson(value, refuse) : undefined;
  if (text === undefined) throw refuse(`cannot be bound: ${nameOf(value)}`);
  return text;
}

/**
 * Whether a value is a list or an object as literals make them, of another
 * window's too. JSON would write an instance of a class as whatever its toJSON
 * gives: of a date of a library, for example, a text in quotes.
 */
function isLiteral(value: unknown): boolean {
  if (typeof value !== "object" || value === null || "toJSON" in value) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Whether a value is a list, or an object that JSON would write as one. */
function isPlain(value: unknown): boolean {
  return typeof value === "object" && value !== null && ["[object Object]", "[object Array]"].includes(tagOf(value));
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
