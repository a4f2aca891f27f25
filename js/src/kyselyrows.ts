/**
 * Rows as Kysely writes them, brought to what SQL takes. The value of a json
 * column becomes its JSON text, which a text, a number or a boolean would not be
 * if they were bound as they are. A new row gets its id here, where the model
 * lets an app give it, because RETURNING reads a row before triggers make one.
 * Rows are read by the database itself.
 */
import {
  AliasNode,
  ColumnNode,
  type ColumnUpdateNode,
  DefaultInsertValueNode,
  type InsertQueryNode,
  type KyselyPlugin,
  type OperationNode,
  OperationNodeTransformer,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  PrimitiveValueListNode,
  type QueryResult,
  ReferenceNode,
  type RootOperationNode,
  TableNode,
  type UnknownRow,
  type UpdateQueryNode,
  ValueListNode,
  ValueNode,
  type ValuesItemNode,
  ValuesNode,
} from "kysely";
import { Columns } from "./columns.js";
import { newId } from "./random.js";
import type { Schema } from "./schema.js";

/** A plugin that writes rows of a schema's tables. */
export class WrittenRows implements KyselyPlugin {
  readonly #transformer: RowTransformer;

  constructor(schema: Schema) {
    this.#transformer = new RowTransformer(schema);
  }

  transformQuery({ node, queryId }: PluginTransformQueryArgs): RootOperationNode {
    return this.#transformer.transformNode(node, queryId);
  }

  async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return result;
  }
}

type QueryId = PluginTransformQueryArgs["queryId"];

class RowTransformer extends OperationNodeTransformer {
  readonly #columns: Columns;
  /** Tables whose rows take a given id. */
  readonly #takeIds: Set<string>;

  constructor(schema: Schema) {
    super();
    this.#columns = new Columns(schema);
    const others = schema.models.filter(({ source, id }) => source !== null || id !== undefined);
    this.#takeIds = new Set(schema.models.map(({ table }) => table));
    for (const { table } of others) this.#takeIds.delete(table);
  }

  protected override transformInsertQuery(node: InsertQueryNode, queryId?: QueryId): InsertQueryNode {
    const insert = super.transformInsertQuery(node, queryId);
    const table = insert.into?.table.identifier.name;
    if (table === undefined || !insert.values) return insert;
    const { onConflict, values, columns = [] } = this.#withIds(table, insert);
    const names = columns.map(({ column }) => column.name);
    return {
      ...insert,
      columns,
      values: this.#valuesInto(table, names, values!),
      ...(onConflict?.updates && {
        onConflict: { ...onConflict, updates: this.#updatesOf(table, onConflict.updates) },
      }),
    };
  }

  protected override transformUpdateQuery(node: UpdateQueryNode, queryId?: QueryId): UpdateQueryNode {
    const update = super.transformUpdateQuery(node, queryId);
    const table = tableOf(update.table);
    if (table === undefined || !update.updates) return update;
    return { ...update, updates: this.#updatesOf(table, update.updates) };
  }

  /** The statement with an id for each new row that has none. */
  #withIds(table: string, insert: InsertQueryNode): InsertQueryNode {
    const { columns = [], values } = insert;
    if (!this.#takeIds.has(table) || !values || !ValuesNode.is(values)) return insert;
    const at = columns.findIndex(({ column }) => column.name === "id");
    if (at >= 0) return { ...insert, values: ValuesNode.create(values.values.map((row) => withId(row, at))) };
    const rows = values.values.map((row) =>
      PrimitiveValueListNode.is(row)
        ? PrimitiveValueListNode.create([...row.values, newId()])
        : ValueListNode.create([...row.values, ValueNode.create(newId())]),
    );
    return { ...insert, columns: [...columns, ColumnNode.create("id")], values: ValuesNode.create(rows) };
  }

  #valuesInto(table: string, names: string[], values: OperationNode): OperationNode {
    if (!ValuesNode.is(values)) return values;
    const items = values.values.map((item) =>
      PrimitiveValueListNode.is(item)
        ? PrimitiveValueListNode.create(item.values.map((value, i) => this.#written(table, names[i], value)))
        : ValueListNode.create(item.values.map((value, i) => this.#writtenNode(table, names[i], value))),
    );
    return ValuesNode.create(items);
  }

  #updatesOf(table: string, updates: readonly ColumnUpdateNode[]): ColumnUpdateNode[] {
    return updates.map((update) => ({
      ...update,
      value: this.#writtenNode(table, nameOf(update.column), update.value),
    }));
  }

  #writtenNode(table: string, column: string | undefined, node: OperationNode): OperationNode {
    if (!ValueNode.is(node) || node.immediate) return node;
    return ValueNode.create(this.#written(table, column, node.value));
  }

  /** Lists and objects are bound as JSON text by themselves. */
  #written(table: string, column: string | undefined, value: unknown): unknown {
    if (column === undefined || this.#columns.typeIn(table, column) !== "json") return value;
    return ["string", "number", "boolean"].includes(typeof value) ? JSON.stringify(value) : value;
  }
}

/** A row among others that have an id, with one of its own. */
function withId(row: ValuesItemNode, at: number): ValuesItemNode {
  if (PrimitiveValueListNode.is(row)) return row;
  const nodes = row.values.map((node, i) =>
    i === at && DefaultInsertValueNode.is(node) ? ValueNode.create(newId()) : node,
  );
  return ValueListNode.create(nodes);
}

/** The name of the table that is updated, also where it has another one in the statement. */
function tableOf(node: OperationNode | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (AliasNode.is(node)) return tableOf(node.node);
  return TableNode.is(node) ? node.table.identifier.name : undefined;
}

/** The name of the column that is set. */
function nameOf(node: OperationNode): string | undefined {
  if (ReferenceNode.is(node)) return nameOf(node.column);
  return ColumnNode.is(node) ? node.column.name : undefined;
}
