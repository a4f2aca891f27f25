/** The schema value and the row types that follow from it. */
import type { Json, Row } from "./values.js";

/** The type of a column. What each is in rows and in put is in {@link RowTypes} and {@link PutTypes}. */
export type ColumnType = keyof RowTypes;

/**
 * A column: its type, `"text?"` where it may be null, or an object that says more of its values. Checks hold what is
 * written here; what other devices wrote is taken as it comes.
 */
export type Column = ColumnType | `${ColumnType}?` | ColumnRules;

/** What more can be said of a column. */
export interface ColumnRules {
  readonly type: ColumnType | `${ColumnType}?`;
  /**
   * Where a row lacks the column: a value in the form the table holds or, for a datetime or datetimetz, `"now"`, the
   * moment of writing.
   */
  readonly default?: Json;
  /**
   * The name that the column had first, if that was another one: records have it by that name for ever, so that
   * devices with any version of the app go on.
   */
  readonly was?: string;
  /**
   * The types that the column had in earlier versions, where they look different in records: of a real `"integer"`, of
   * a text `"integer"` or `"real"`.
   */
  readonly from?: ColumnType | readonly ColumnType[];
  /** The value of rows and records that were written without the column, or with null where it may not be null. */
  readonly backfill?: Json;
  /** The same as a SQL expression over other columns, such as `first || ' ' || last`. */
  readonly backfill_sql?: string;
  /** Of a decimal: it is sent with so many places (`2`: `"12.50"`), as Django does. */
  readonly scale?: number;
  /** The only value, by which the rows of several models in one table are told apart. */
  readonly constant?: string;
  /** A new row must have a value, though null is one that may come. */
  readonly required?: boolean;
  /** The least number, or length of a text in characters. */
  readonly min?: number;
  /** The greatest number, or length of a text in characters. */
  readonly max?: number;
  /** The values that there are. */
  readonly in?: readonly (string | number | boolean)[];
  /** A pattern of SQLite's GLOB that a text must match, or several, of which it must match one. */
  readonly glob?: string | readonly string[];
  /** A pattern that a text must not match, or several. */
  readonly not_glob?: string | readonly string[];
  /**
   * In a model that merges by columns: both changes of an integer are added up (`"add"`), a JSON list gets what either
   * side added and loses what either took out (`"union"`).
   */
  readonly merge?: "add" | "union";
}

/** What a column refers to: a model, several of one table, or that and what becomes of the row. */
export type Reference =
  | string
  | readonly string[]
  | {
      readonly model: string | readonly string[];
      /** `"null"`: the column becomes null once the other row is deleted; otherwise the row is deleted, too. */
      readonly on_delete?: "cascade" | "null";
      /** The other record may be out of this device's sight; the column keeps its id. */
      readonly optional?: boolean;
    };

/** A model: one synced table, or the rows of one that have a constant value in a column. */
export interface Model {
  /** Its name, in records too, the same in every app that syncs with this one. */
  readonly name: string;
  /** The name that it had first, if that was another one: records have it by that name for ever. */
  readonly was?: string;
  /** Its table's name in the database. */
  readonly table: string;
  /**
   * Template of a row's partition, `"${dataset_id}:user-rw:${user_id}"`; names are columns, and `id` is the row's own.
   * Of several the first counts whose columns have values. Null is for models that are only read: partitions are kept.
   */
  readonly partition: string | readonly string[] | null;
  /**
   * Template of a row's source id, from which its id follows; null gives each row a random one. Rows whose templates
   * fill in alike are one record, as in Morango: `"${a}:${b}"` does not tell ("x:y", "z") from ("x", "y:z"). Put uuids,
   * integers and dates first and one text at most, last.
   */
  readonly source: string | null;
  /**
   * `"source"`: the source id itself is the id. `"computed"`: the id always follows from the source id, as stock Morango
   * asks. Without it an app may give a new row's id where the source is null; else the id follows from the source id.
   */
  readonly id?: "source" | "computed";
  /** Only other devices write its records. */
  readonly readonly?: boolean;
  /** Id of a scope definition: createRoot() for it makes a row of this model, whose id is the dataset's. */
  readonly root?: string;
  readonly columns: { readonly [column: string]: Column };
  /** Columns that hold other records' ids. */
  readonly references?: { readonly [column: string]: Reference };
  /** Column that Morango calls the self reference, where it leads to another model of the same table. */
  readonly self_reference?: string;
  /** Columns whose values together no other row may have. */
  readonly unique?: readonly (readonly string[])[];
  /** Where two devices changed different columns of a row, both changes stay; without it, one row as a whole. */
  readonly merge?: "columns";
}

/** What a certificate can permit: templates filled in with its parameters. */
export interface ScopeDefinition {
  readonly id: string;
  readonly version: number;
  /** Parameter that names the dataset: a root certificate's own id is put there. */
  readonly primary_scope_param_key?: string;
  readonly description?: string;
  /**
   * Partition prefixes that may be read, separated by whitespace, with `${parameter}`
   * in them. A scope that has this template alone writes nothing.
   */
  readonly read_filter_template?: string;
  /** Prefixes that may be written. Not alone: a scope that says nothing of reading would read everything, and is refused. */
  readonly write_filter_template?: string;
  /** Prefixes that may be both read and written. */
  readonly read_write_filter_template?: string;
  /** `{name: "text"}` lets a parameter be other than 32 hex digits; mind that `F1` is a prefix of `F10`. */
  readonly params?: { readonly [param: string]: "text" };
}

/**
 * An app's models and scopes. Write it in {@link defineSchema}, or inside the
 * call to open(), and rows are typed after it.
 */
export interface Schema {
  /** Name of the family of models, the same in every app that syncs with this one. */
  readonly profile: string;
  /**
   * Counts the versions of the schema, if you do: of two tabs the one with the higher number is the newer, and an app
   * may go back to a lower one, where rows that do not fit wait.
   */
  readonly version?: number;
  readonly scopes: readonly ScopeDefinition[];
  readonly models: readonly Model[];
}

/** A record's values, by column, in the form they are sent in. Integers beyond ±(2^53 - 1) are bigints at run time. */
export type Serialized = Record<string, Json>;

/**
 * What a column of each type is in the rows of a SELECT, and put takes back as it
 * is. SQL sees a boolean as 0 or 1, a datetime and json as texts; so does an
 * expression of them.
 */
export interface RowTypes {
  text: string;
  /** 64 bits; beyond ±(2^53 - 1) a bigint at run time. */
  integer: number;
  real: number;
  /** In SQL 0 or 1. */
  boolean: boolean;
  /** In SQL text, in UTC and to the millisecond: `2024-05-31 12:00:00.123000`, and `2024-05-31 12:00:00` without a fraction. */
  datetime: Date;
  /** In UTC, with the name of a zone: `2024-05-31 12:00:00.123456(Europe/Lisbon)`. */
  datetimetz: string;
  /** `2024-05-31`. */
  date: string;
  /** To the millisecond: `12:00:00.123000`, and `12:00:00` without a fraction. */
  time: string;
  /** Microseconds. */
  duration: number;
  /** At most 15 digits. */
  decimal: number;
  /** In SQL JSON text, without blanks between its tokens. Integers in it beyond ±(2^53 - 1) are bigints at run time. */
  json: Json;
  /** 32 lower-case hex digits. */
  uuid: string;
  blob: Uint8Array;
}

/** What a column of each type holds in the form that records are sent in. */
export interface SentTypes extends Omit<RowTypes, "blob" | "datetime" | "decimal" | "duration"> {
  /** Base64. */
  blob: string;
  datetime: string;
  decimal: string;
  duration: string;
}

/** What put takes for a column of each type: what a SELECT returns, and more. */
export interface PutTypes {
  text: string;
  /** A number beyond ±(2^53 - 1) means exactly the integer that it is. */
  integer: number | bigint;
  real: number;
  boolean: boolean;
  /** A text without a zone is UTC. Cut to milliseconds. */
  datetime: Date | string;
  /** What names no zone gets `(UTC)`. Cut to microseconds. */
  datetimetz: string | Date;
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
  /** Any value. A string stands for itself, not for JSON in it. */
  json: Json;
  uuid: string;
  /** Bytes, or their base64 (with its padding), as they are sent. */
  blob: Uint8Array | string;
}

/** The names of a schema's models. */
export type ModelName<S extends Schema> = S["models"][number]["name"];

/** The ids of a schema's scope definitions. */
export type ScopeId<S extends Schema> = S["scopes"][number]["id"];

/**
 * The parameters of a scope: the names in its templates, and its primary one. Of
 * a schema known only at run time any.
 */
export type ScopeParams<S extends Schema, I extends ScopeId<S> = ScopeId<S>> = string extends I
  ? Record<string, string>
  : { [P in ParamOf<Extract<S["scopes"][number], { readonly id: I }>>]?: string };

/** Rows as put takes them: one, or a list, and then A is never or not. */
export type PutRows<S extends Schema, N extends ModelName<S>, A> =
  | PutRow<S, N>
  | (readonly PutRow<S, N>[] & { readonly [Symbol.iterator]: A });

/** What put resolves with: an id, or a list of ids for a list of rows. */
export type PutIds<A> = [A] extends [never] ? string : string[];

/**
 * A row as put takes it: a new one, or changes to the one with that id. A new one may leave its dataset out, the
 * column that the partition begins with, where it refers to a row or there is one dataset. A model that is
 * only read has no columns here.
 */
export type PutRow<S extends Schema, N extends ModelName<S>> =
  | NewRow<WritableColumns<ModelNamed<S, N>>, DatasetColumn<ModelNamed<S, N>>>
  | ChangedRow<WritableColumns<ModelNamed<S, N>>>;

/** A row that is asked about: columns as put takes them, or a whole row as `SELECT *` returns it. */
export type AskedRow<S extends Schema, N extends ModelName<S>> =
  | Partial<NewRow<ModelNamed<S, N>["columns"]>>
  | TableRow<S, N>;

/**
 * A record's values in the form they are sent in. Another version of the app may
 * have written them: columns may be missing, and others be there.
 */
export type SentRow<S extends Schema, N extends ModelName<S>> = SentOf<ModelNamed<S, N>>;

/** What settles a conflict: columns as put takes them, or one of the conflict's `lost` values. */
export type ResolvedValues<S extends Schema, N extends ModelName<S>> =
  | Partial<NewRow<ModelNamed<S, N>["columns"]>>
  | SentRow<S, ModelName<S>>;

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

type ParamOf<D> =
  | (D extends { readonly primary_scope_param_key: infer P extends string } ? P : never)
  | (D extends { readonly read_filter_template: infer T } ? NamesIn<T> : never)
  | (D extends { readonly write_filter_template: infer T } ? NamesIn<T> : never)
  | (D extends { readonly read_write_filter_template: infer T } ? NamesIn<T> : never);
// Names are written ${name} or $name; where a template has the latter, any name is taken. $$ is a dollar sign.
type NamesIn<T> = T extends `${string}$${infer Rest}`
  ? Rest extends `{${infer Name}}${infer Left}`
    ? Name | NamesIn<Left>
    : Rest extends `$${infer Left}`
      ? NamesIn<Left>
      : string
  : never;

type WritableColumns<M extends Model> = Exclude<M, { readonly readonly: true }>["columns"];

type TypeOf<C> = C extends { readonly type: infer T } ? TypeOf<T> : C extends `${infer T}?` ? T : C;
type IsNullable<C> = C extends { readonly type: infer T } ? IsNullable<T> : C extends `${string}?` ? true : false;
/** Whether a new row may lack the column. */
export type IsOptional<C> = C extends { readonly default: unknown } | { readonly constant: string }
  ? true
  : C extends { readonly required: true }
    ? false
    : IsNullable<C>;
type Null<C> = IsNullable<C> extends true ? null : never;

// Of a column with a constant or a list of values these are its type, where they are written as they are read.
type Listed<C> = C extends { readonly constant: infer K }
  ? K
  : C extends { readonly in: readonly (infer V)[] }
    ? V
    : never;
type ValueOf<C, Types> =
  TypeOf<C> extends infer T extends keyof Types
    ? [T extends "datetime" ? never : Listed<C>] extends [never]
      ? Types[T]
      : Listed<C>
    : never;
/** What a column is in rows. */
export type RowValueOf<C> = ValueOf<C, RowTypes> | Null<C>;
type PutValueOf<C> = ValueOf<C, PutTypes> | NewNull<C>;
/** What SQL takes for a column of a row that is written, once parameters are bound. */
export type SqlValueOf<C> = Exclude<RowValueOf<C>, null> | NewNull<C> | (TypeOf<C> extends "datetime" ? string : never);
type NewNull<C> = C extends { readonly required: true } ? never : Null<C>;

type DatasetColumn<M extends Model> = FirstName<
  M["partition"] extends readonly [infer T, ...unknown[]] ? T : M["partition"]
>;
type FirstName<T> = T extends `\${${infer Name}}${string}` ? Name : never;

// Columns that may be null or have a default may be left out of a new row, and its dataset, D.
type RequiredColumns<C, D> = {
  [K in keyof C]: K extends D ? never : IsOptional<C[K]> extends true ? never : K;
}[keyof C];
type NewRow<C, D = never> = { readonly [K in RequiredColumns<C, D>]: PutValueOf<C[K]> } & {
  readonly [K in Exclude<keyof C, RequiredColumns<C, D>>]?: PutValueOf<C[K]>;
} & Partial<OwnColumns>;
type ChangedRow<C> = { readonly id: string } & { readonly [K in keyof C]?: PutValueOf<C[K]> } & Partial<OwnColumns>;

/** The columns every model's table has. */
export interface OwnColumns {
  /** 32 hex digits. */
  id: string;
  _morango_source_id: string;
  _morango_partition: string;
}

type SentOf<M> = M extends Model
  ? string extends M["name"]
    ? Serialized
    : { [K in keyof M["columns"]]?: ValueOf<M["columns"][K], SentTypes> | Null<M["columns"][K]> }
  : Serialized;

type RowOf<M> = M extends Model
  ? string extends M["name"]
    ? Row
    : OwnColumns & { -readonly [K in keyof M["columns"]]: RowValueOf<M["columns"][K]> }
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
