/**
 * The types of what Kysely selects. It types `fn.max("due")` as the column, but
 * SQLite has text there, since only a column itself tells where it is from. So
 * the columns of a result that are expressions, and keep a column's type by
 * Kysely's rules, are found in the statement: max, min, coalesce, case, what is
 * in parentheses or a subquery, and what a table of a subquery calls so.
 */
import {
  AggregateFunctionNode,
  AliasNode,
  CaseNode,
  ColumnNode,
  DeleteQueryNode,
  FunctionNode,
  IdentifierNode,
  InsertQueryNode,
  type OperationNode,
  ParensNode,
  ReferenceNode,
  type SelectionNode,
  SelectQueryNode,
  TableNode,
  UpdateQueryNode,
  ValueNode,
  type WithNode,
} from "kysely";
import { type Columns, readerOf } from "./columns.js";
import type { ColumnType } from "./schema.js";

/** What a value is; direct where the engine sees it itself, since it is a column's own. */
interface Found {
  type: ColumnType;
  direct: boolean;
}

/** The columns of a table or a subquery. */
type Table = (column: string) => Found | undefined;
type Tables = Map<string, Table>;

/** By name, the types of a statement's result columns that are expressions; undefined where there are none. */
export function expressionTypes(node: OperationNode, columns: Columns): Record<string, ColumnType> | undefined {
  const results = new Scope(columns).results(node);
  const types = [...results].filter(([, found]) => found && !found.direct && readerOf(found.type));
  if (types.length === 0) return undefined;
  return Object.fromEntries(types.map(([name, found]) => [name, found!.type]));
}

/** What can be named at a place in a statement. */
class Scope {
  readonly #columns: Columns;
  /** Those of WITH. */
  readonly #named: Tables;
  /** Those of FROM and JOIN, the inner ones last. */
  readonly #tables: Tables;

  constructor(columns: Columns, named: Tables = new Map(), tables: Tables = new Map()) {
    this.#columns = columns;
    this.#named = named;
    this.#tables = tables;
  }

  /** The columns that a statement gives, by name. */
  results(node: OperationNode): Map<string, Found | undefined> {
    if (ParensNode.is(node)) return this.results(node.node);
    if (SelectQueryNode.is(node))
      return this.#inside(node.with, [...(node.from?.froms ?? []), ...joined(node)]).#list(node.selections);
    if (InsertQueryNode.is(node))
      return this.#inside(node.with, node.into ? [node.into] : []).#list(node.returning?.selections);
    if (UpdateQueryNode.is(node))
      return this.#inside(node.with, [...(node.table ? [node.table] : []), ...(node.from?.froms ?? [])]).#list(
        node.returning?.selections,
      );
    if (DeleteQueryNode.is(node)) return this.#inside(node.with, node.from.froms).#list(node.returning?.selections);
    return new Map();
  }

  #inside(clause: WithNode | undefined, from: readonly OperationNode[]): Scope {
    const named = new Scope(this.#columns, new Map(this.#named), this.#tables);
    for (const { name, expression } of clause?.expressions ?? [])
      named.#named.set(name.table.table.identifier.name, tableOf(named.results(expression)));
    const inner = new Scope(this.#columns, named.#named, new Map(this.#tables));
    for (const node of from) {
      const [name, table] = named.#source(node);
      if (name !== undefined) {
        inner.#tables.delete(name);
        inner.#tables.set(name, table);
      }
    }
    return inner;
  }

  /** The name and the columns of what stands in FROM. */
  #source(node: OperationNode): [string | undefined, Table] {
    if (AliasNode.is(node)) {
      const name = IdentifierNode.is(node.alias) ? node.alias.name : undefined;
      return [name, this.#source(node.node)[1]];
    }
    if (!TableNode.is(node)) return [undefined, tableOf(this.results(node))];
    const { name } = node.table.identifier;
    return [name, this.#named.get(name) ?? ((column) => direct(this.#columns.typeIn(name, column)))];
  }

  #list(selections: readonly SelectionNode[] = []): Map<string, Found | undefined> {
    const results = new Map<string, Found | undefined>();
    for (const { selection } of selections) {
      const name = nameOf(selection);
      // Of columns with one name none can be told by it.
      if (name !== undefined) results.set(name, results.has(name) ? undefined : this.#typeOf(selection));
    }
    return results;
  }

  #typeOf(node: OperationNode): Found | undefined {
    if (AliasNode.is(node) || ParensNode.is(node)) return this.#typeOf(node.node);
    if (ReferenceNode.is(node)) {
      if (!ColumnNode.is(node.column)) return undefined;
      return this.#column(node.column.column.name, node.table?.table.identifier.name);
    }
    if (ColumnNode.is(node)) return this.#column(node.column.name, undefined);
    if (SelectQueryNode.is(node)) return [...this.results(node).values()][0];
    if (AggregateFunctionNode.is(node))
      return /^(?:max|min)$/i.test(node.func) ? this.#common(node.aggregated) : undefined;
    if (FunctionNode.is(node)) return /^coalesce$/i.test(node.func) ? this.#common(node.arguments) : undefined;
    if (CaseNode.is(node)) {
      const results = (node.when ?? []).map(({ result }) => result);
      return this.#common([...results, node.else].filter((result) => result !== undefined));
    }
    return undefined;
  }

  /** The type that all have, values that are given left aside. */
  #common(nodes: readonly OperationNode[]): Found | undefined {
    const all = nodes.filter((node) => !ValueNode.is(node)).map((node) => this.#typeOf(node)?.type);
    const [type] = all;
    return type !== undefined && all.every((other) => other === type) ? { type, direct: false } : undefined;
  }

  #column(column: string, table: string | undefined): Found | undefined {
    if (table !== undefined) return this.#tables.get(table)?.(column);
    const found = [...this.#tables.values()].map((of) => of(column)).filter((type) => type !== undefined);
    return found.at(-1);
  }
}

const direct = (type: ColumnType | undefined): Found | undefined => type && { type, direct: true };

const tableOf =
  (results: Map<string, Found | undefined>): Table =>
  (column) =>
    results.get(column);

const joined = (node: SelectQueryNode): OperationNode[] => (node.joins ?? []).map(({ table }) => table);

/** What a result calls a selection. */
function nameOf(node: OperationNode): string | undefined {
  if (AliasNode.is(node)) return IdentifierNode.is(node.alias) ? node.alias.name : undefined;
  if (ReferenceNode.is(node)) return nameOf(node.column);
  return ColumnNode.is(node) ? node.column.name : undefined;
}
