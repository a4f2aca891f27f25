/** The values that rows and parameters are made of. */

/** Any value JSON has a form for. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A value as SQLite returns it. Integers beyond ±(2^53 - 1) are bigints. */
export type SqlValue = null | number | bigint | string | Uint8Array;

/**
 * A value of a row: as SQLite returns it or, of a boolean, datetime or json
 * column of the schema, as that type is read.
 */
export type RowValue = SqlValue | boolean | Date | Json;

/**
 * A value that can be bound to a `?`. SQL sees what the columns hold: 1 and 0 of
 * true and false, of a Date the text of a datetime, of lists and objects their
 * JSON text.
 */
export type SqlParam = RowValue;

/** Parameters of a statement: one for each `?`, or by name for `:name`, `$name` and `@name`. */
export type SqlParams = readonly SqlParam[] | { readonly [name: string]: SqlParam };

/** One row of a result, by column name. */
export type Row = Record<string, RowValue>;
