/** The schema value and the row types that follow from it. */
import type { Row } from "./codec.js";

/** The type of a column. What each holds in SQL and in put is in {@link SqlTypes} and {@link PutTypes}. */
export type ColumnType = keyof SqlTypes;

/**
 * A column: its type, `"text?"` where it may be null, or an object where it has a default, in the form the table holds,
 * or is a decimal that is sent with so many places (`{ type: "decimal", scale: 2 }`: `"12.50"`), as Django does.
 */
export type Column =
  | ColumnType
  | `${ColumnType}?`
  | { readonly type: ColumnType | `${ColumnType}?`; readonly default: Json }
  | { readonly type: "decimal" | "decimal?"; readonly scale: number; readonly default?: Json };

/** A model: one synced table. */
export interface Model {
  /** Its name on the wire, the same in every app that syncs with this one. */
  readonly name: string;
  /** Its table's name in the database. */
  readonly table: string;
  /** Template of a row's partition, `"${dataset_id}:user-rw:${user_id}"`; names are columns, and `id` is the row's own. */
  readonly partition: string;
  /**
   * Template of a row's source id, from which its id follows; null gives each row a random one. Rows whose templates
   * fill in alike are one record, as in Morango: `"${a}:${b}"` does not tell ("x:y", "z") from ("x", "y:z"). Put uuids,
   * integers and dates first and one text at most, last.
   */
  readonly source: string | null;
  /** `"source"`: the source id itself is the id. */
  readonly id?: "source";
  readonly columns: { readonly [column: string]: Column };
  /** Columns that hold another model's ids, by model name. */
  readonly references?: { readonly [column: string]: string };
}

/** What a certificate can permit: templates filled in with its parameters. */
export interface ScopeDefinition {
  readonly id: string;
  readonly version: number;
  /** Parameter that names the dataset: a root certificate's own id is put there. */
  readonly primary_scope_param_key?: string;
  readonly description?: string;
  /** Partition prefixes that may be read, separated by whitespace, with `${parameter}` in them. */
  readonly read_filter_template?: string;
  readonly write_filter_template?: string;
  /** Prefixes that may be both read and written. */
  readonly read_write_filter_template?: string;
  /** `{name: "text"}` lets a parameter be other than 32 hex digits; mind that `F1` is a prefix of `F10`. */
  readonly params?: { readonly [param: string]: "text" };
}

/**
 * An app's models and scopes. Write it as a constant, or inside the call to
 * open(), and rows are typed after it.
 */
export interface Schema {
  /** Name of the family of models, the same in every app that syncs with this one. */
  readonly profile: string;
  readonly scopes: readonly ScopeDefinition[];
  readonly models: readonly Model[];
}

/** Any value JSON has a form for. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A record's values, by column, in the form they are sent in. */
export type Serialized = Record<string, Json>;

/** What a column of each type holds in the table, so what a SELECT returns. */
export interface SqlTypes {
  text: string;
  /** 64 bits; beyond ±(2^53 - 1) a bigint at run time. */
  integer: number;
  real: number;
  boolean: 0 | 1;
  /** In UTC, to the millisecond: `2024-05-31 12:00:00.123000`, and `2024-05-31 12:00:00` without a fraction. */
  datetime: string;
  /** `2024-05-31`. */
  date: string;
  /** To the millisecond: `12:00:00.123000`, and `12:00:00` without a fraction. */
  time: string;
  /** Microseconds. */
  duration: number;
  /** At most 15 digits. */
  decimal: number;
  /** JSON text, without blanks between its tokens. */
  json: string;
  /** 32 lower-case hex digits. */
  uuid: string;
}

/** What put takes for a column of each type: what a SELECT returns and more. */
export interface PutTypes {
  text: string;
  /** A number beyond ±(2^53 - 1) means exactly the integer that it is. */
  integer: number | bigint;
  real: number;
  boolean: boolean | 0 | 1;
  /** A text without a zone is UTC. Cut to milliseconds. */
  datetime: string | Date;
  date: string;
  /** Cut to milliseconds. */
  time: string;
  /** Microseconds, or `P1DT02H03M04S`. */
  duration: number | string;
  /**
   * At most 15 digits. Without a scale a number below 1e15 is rounded to them;
   * with one, more places are refused.
   */
  decimal: number | string;
  /**
   * Any value. A string that is valid JSON text stands for the value of that
   * text, because a SELECT returns such texts; other strings stand for
   * themselves. For a string that may look like JSON write JSON.stringify(text).
   */
  json: Json;
  uuid: string;
}

/** The names of a schema's models. */
export type ModelName<S extends Schema> = S["models"][number]["name"];

/** A row as put takes it: a new one, or changes to the one with that id. */
export type PutRow<S extends Schema, N extends ModelName<S>> =
  | NewRow<ModelNamed<S, N>["columns"]>
  | ChangedRow<ModelNamed<S, N>["columns"]>;

/** What settles a conflict: columns as put takes them, or one of the conflict's `lost` values. */
export type ResolvedValues<S extends Schema, N extends ModelName<S>> =
  | Partial<NewRow<ModelNamed<S, N>["columns"]>>
  | Serialized;

/** A row of a model's table, as `SELECT *` returns it. */
export type TableRow<S extends Schema, N extends ModelName<S>> = RowOf<ModelNamed<S, N>>;

/**
 * The rows of a statement: those of the table for `SELECT * FROM table`,
 * alone or with WHERE, ORDER BY or LIMIT behind it; else {@link Row}.
 */
export type QueryRow<S extends Schema, Q extends string> = RowOfTable<S, SelectedTable<Q>>;

// Of a schema known only at run time every model is a plain Model.
type ModelsOf<S extends Schema> = S["models"][number];
type ModelNamed<S extends Schema, N> = string extends ModelName<S> ? Model : Extract<ModelsOf<S>, { readonly name: N }>;
type ModelOfTable<S extends Schema, T> =
  string extends ModelName<S> ? Model : Extract<ModelsOf<S>, { readonly table: T }>;

type TypeOf<C> = C extends { readonly type: infer T } ? TypeOf<T> : C extends `${infer T}?` ? T : C;
type IsNullable<C> = C extends { readonly type: infer T } ? IsNullable<T> : C extends `${string}?` ? true : false;
type IsOptional<C> = C extends { readonly default: unknown } ? true : IsNullable<C>;
type Null<C> = IsNullable<C> extends true ? null : never;

type SqlValueOf<C> = TypeOf<C> extends infer T extends ColumnType ? SqlTypes[T] | Null<C> : never;
type PutValueOf<C> = TypeOf<C> extends infer T extends ColumnType ? PutTypes[T] | Null<C> : never;

// Columns that may be null or have a default may be left out of a new row.
type RequiredColumns<C> = { [K in keyof C]: IsOptional<C[K]> extends true ? never : K }[keyof C];
type NewRow<C> = { readonly [K in RequiredColumns<C>]: PutValueOf<C[K]> } & {
  readonly [K in Exclude<keyof C, RequiredColumns<C>>]?: PutValueOf<C[K]>;
} & Partial<OwnColumns>;
type ChangedRow<C> = { readonly id: string } & { readonly [K in keyof C]?: PutValueOf<C[K]> } & Partial<OwnColumns>;

/** The columns every model's table has. */
interface OwnColumns {
  /** 32 hex digits. */
  id: string;
  _morango_source_id: string;
  _morango_partition: string;
}

type RowOf<M> = M extends Model
  ? string extends M["name"]
    ? Row
    : OwnColumns & { -readonly [K in keyof M["columns"]]: SqlValueOf<M["columns"][K]> }
  : Row;

// A table of no model, as sqlite_schema, a view or the app's own, makes never of RowOf.
type RowOfTable<S extends Schema, T> = [T] extends [never] ? Row : OrRow<RowOf<ModelOfTable<S, T>>>;
type OrRow<R> = [R] extends [never] ? Row : R;

type Flat<T extends string> = T extends `${infer A}${"\n" | "\t" | "\r"}${infer B}` ? Flat<`${A} ${B}`> : T;
type Trim<T extends string> = T extends ` ${infer R}` ? Trim<R> : T extends `${infer R} ` ? Trim<R> : T;
type AfterWord<T extends string, W extends string> = T extends `${infer Start} ${infer R}`
  ? Lowercase<Start> extends W
    ? Trim<R>
    : never
  : never;
type SelectedTable<Q extends string> =
  AfterWord<AfterWord<AfterWord<Trim<Flat<Q>>, "select">, "*">, "from"> extends infer R extends string
    ? TableIn<R>
    : never;
type TableIn<R extends string> = R extends `${infer T} ${infer Rest}`
  ? IsPlain<Rest> extends true
    ? Unquote<T>
    : never
  : Unquote<R>;
type IsPlain<R extends string> =
  Trim<R> extends `${infer W} ${string}` ? (Lowercase<W> extends "where" | "order" | "limit" ? true : false) : false;
type Unquote<T extends string> = T extends `"${infer U}"` ? U : T;
