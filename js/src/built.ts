/** Queries of a query builder, which tell their SQL: Kysely's, and what is shaped like them. */
import type { ColumnType } from "./schema.js";
import type { SqlParams } from "./values.js";

/** The types of a result's columns that are expressions, by name: what a column itself is, the schema says. */
export type ExpressionTypes = Readonly<Record<string, ColumnType>>;

/** A query that a query builder has built, with rows of type R. */
export interface BuiltQuery<R> {
  /** Its SQL, with a place for each parameter, and the types of expressions that are to be read as columns are. */
  compile(): { readonly sql: string; readonly parameters: readonly unknown[]; readonly types?: ExpressionTypes };
  /** Runs it on the database that it was built for. */
  execute(): Promise<R[]>;
}

/** A query, written or built, as it is run. */
export interface Statement {
  sql: string;
  params: SqlParams;
  types?: ExpressionTypes;
}

/** The text and the parameters of a query, written or built. */
export function statementOf(query: string | BuiltQuery<unknown>, params: SqlParams = []): Statement {
  if (typeof query !== "object" || query === null) return { sql: query, params };
  const { sql, parameters, types } = query.compile();
  return { sql, params: parameters as SqlParams, ...(types && { types }) };
}

/** A statement as a query, to be watched: nothing executes it. */
export function builtOf({ sql, params, types }: Statement): BuiltQuery<never> {
  const compiled = { sql, parameters: params as readonly unknown[], ...(types && { types }) };
  return { compile: () => compiled, execute: () => Promise.resolve([]) };
}
