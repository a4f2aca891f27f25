/** What the engine's tables say of one record: its versions, moves, conflicts and refusals. */
import { type Desk, watch } from "./desk.js";

/** A save that is known of a record: an instance, and its counter then. */
export interface Save {
  instance: string;
  counter: number;
}

/** The record in the Store. */
export interface Stored extends Save {
  model: string;
  partition: string;
  source: string;
  deleted: 0 | 1;
  erased: 0 | 1;
  dirty: 0 | 1;
  error: string;
  serialized: string;
  /** The values that lost, a line each, the newest first. */
  lost: string;
  /** Those of them that were settled here, likewise. */
  settled: string;
  /** The app's row went with another one that was deleted. */
  orphan: 0 | 1;
}

/** The transfer by which the present version came. */
export interface Arrival {
  id: string;
  peer: string | null;
  at: string;
}

export interface History {
  stored: Stored | null;
  arrival: Arrival | null;
  /** RecordMaxCounters: the saves of each instance that the record builds on. */
  counters: Save[];
  /** Versions that were replaced or merged here, the newest first. */
  replaced: { counters: Record<string, number>; serialized: string }[];
  /** Records that this one became, or was. */
  moves: { id: string; to: string; pending: 0 | 1 }[];
  refused: (Save & { reason: string; serialized: string })[];
  buffered: (Save & { incoming: 0 | 1; transfer: string | null })[];
  /** The app's tables that have the row, and whether it was changed since. */
  rows: { name: string; dirty: 0 | 1 }[];
  /** The app's row was deleted, and the Store does not know yet. */
  deletion: 0 | 1;
}

// ?1: the record's id. One cell of JSON for each part.
const historySql = `SELECT
 (SELECT json_object('model', model_name, 'partition', partition, 'source', source_id, 'instance', last_saved_instance,
   'counter', last_saved_counter, 'deleted', deleted, 'erased', hard_deleted, 'error', deserialization_error,
   'serialized', serialized, 'lost', conflicting_serialized_data,
   'settled', ifnull((SELECT settled FROM amora_resolved r WHERE r.id = s.id), ''),
   'dirty', EXISTS (SELECT 1 FROM amora_store_dirty d WHERE d.model_name = s.model_name AND d.id = s.id),
   'orphan', EXISTS (SELECT 1 FROM amora_orphan o WHERE o.id = s.id)) FROM morango_store s WHERE s.id = ?1) AS stored,
 (SELECT json_object('id', t.id, 'at', t.last_activity_timestamp,
   'peer', iif(t.is_server, y.client_instance_id, y.server_instance_id))
  FROM morango_store s JOIN morango_transfersession t ON t.id = s.last_transfer_session_id
  LEFT JOIN morango_syncsession y ON y.id = t.sync_session_id WHERE s.id = ?1) AS arrival,
 (SELECT json_group_array(json_object('instance', instance_id, 'counter', counter))
  FROM morango_recordmaxcounter WHERE store_model_id = ?1) AS counters,
 (SELECT json_group_array(json_object('counters', json(counters), 'serialized', serialized))
  FROM (SELECT * FROM amora_base WHERE id = ?1 ORDER BY n DESC)) AS replaced,
 (SELECT json_group_array(json_object('id', id, 'to', moved_to, 'pending', pending))
  FROM amora_relocated WHERE id = ?1 OR moved_to = ?1) AS moves,
 (SELECT json_group_array(json_object('instance', last_saved_instance, 'counter', last_saved_counter, 'reason', reason,
   'serialized', serialized)) FROM amora_quarantine WHERE model_uuid = ?1) AS refused,
 (SELECT json_group_array(json_object('instance', b.last_saved_instance, 'counter', b.last_saved_counter,
   'incoming', b.incoming, 'transfer', t.id))
  FROM morango_buffer b LEFT JOIN morango_transfersession t ON t.seq = b.transfer_session_id
  WHERE b.model_uuid = ?1) AS buffered,
 EXISTS (SELECT 1 FROM morango_deletedmodels WHERE id = ?1) AS deletion`;

type Read = { [part in keyof History]: string | null };

/** Calls back with a record's history, now and when it changes, until the signal. */
export async function watchHistory(
  desk: Desk,
  id: string,
  signal: AbortSignal,
  callback: (history: History) => void,
): Promise<void> {
  const sets = await desk.db.query<{ name: string }>(
    "SELECT substr(name, 13) AS name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'amora_dirty_*' ORDER BY name",
    [],
    { signal },
  );
  const sql = `${historySql}, ${rowsSql(sets.map(({ name }) => name))} AS rows`;
  const show = ([read]: Read[]) => {
    const parts = Object.entries(read!).map(([part, text]) => [part, JSON.parse(String(text)) as unknown]);
    callback(Object.fromEntries(parts) as History);
  };
  watch<Read>(desk, sql, [id], show, signal);
}

/** SQL for the tables that have the row; names are those of the sets of changed rows: TABLE, or TABLE.MODEL. */
function rowsSql(names: readonly string[]): string {
  const found = names.map((name) => {
    const [table = ""] = name.split(".");
    const dirty = `EXISTS (SELECT 1 FROM "amora_dirty_${name}" d WHERE d.id = ?1)`;
    return `SELECT '${table}' AS name, ${dirty} AS dirty FROM "${table}" WHERE id = ?1`;
  });
  if (found.length === 0) return "'[]'";
  return `(SELECT json_group_array(json_object('name', name, 'dirty', dirty))
 FROM (SELECT name, max(dirty) AS dirty FROM (${found.join(" UNION ALL ")}) GROUP BY name))`;
}
