/** Queries of a query builder, which tell their SQL: Kysely's, and what is shaped like them. */
import type { SqlParams } from "./values.js";

/** A query that a query builder has built, with rows of type R. */
export interface BuiltQuery<R> {
  /** Its SQL, with a place for each parameter. */
  compile(): { readonly sql: string; readonly parameters: readonly unknown[] };
  /** Runs it on the database that it was built for. */
  execute(): Promise<R[]>;
}

/** The text and the parameters of a query, written or built. */
export function statementOf(
  query: string | BuiltQuery<unknown>,
  params: SqlParams = [],
): { sql: string; params: SqlParams } {
  if (typeof query !== "object" || query === null) return { sql: query, params };
  const { sql, parameters } = query.compile();
  return { sql, params: parameters as SqlParams };
}
