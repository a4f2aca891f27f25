package morango

import (
	"encoding/json"
	"strings"
	"unicode/utf8"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// Records lie in the Buffer as package pipeline writes them: in chunks, JSON
// arrays of records that are arrays themselves (PROTOCOL.md §6). In Morango's
// protocol each is an object (MORANGO.md §12). SQLite turns one into the other,
// so that it alone reads what a peer sent.

// recordKeys are the keys of a record, in Morango's order (Morango's
// api/serializers.py, BufferSerializer).
var recordKeys = []string{
	"serialized", "deleted", "last_saved_instance", "last_saved_counter", "hard_deleted", "partition", "source_id",
	"model_name", "conflicting_serialized_data", "model_uuid", "transfer_session", "profile", "rmcb_list", "_self_ref_fk",
}

// isFlag is a SQL expression: a JSON truth value as 0 or 1, else NULL, which is
// no record.
func isFlag(key string) string {
	return "CASE json_type(r.value, '$." + key + "') WHEN 'true' THEN 1 WHEN 'false' THEN 0 END"
}

// isText is a SQL expression: a JSON text, else NULL.
func isText(key string) string {
	return "CASE json_type(r.value, '$." + key + "') WHEN 'text' THEN r.value ->> '$." + key + "' END"
}

// takenSQL turns records of transfer ?2, a JSON array ?1, into a chunk. A record
// with other keys becomes an empty array, one whose counters are another
// record's or transfer's gets counters that are none: both are refused as they
// come into the Buffer. Keys are counted before any value is read, because of
// two with one name SQLite reads the first.
var takenSQL = `SELECT json_group_array(json(CASE WHEN type = 'object' AND (SELECT count(*) = 14 AND count(DISTINCT key) = 14
  AND min(key IN ('` + strings.Join(recordKeys, "', '") + `')) FROM json_each(r.value))
 AND ` + isText("transfer_session") + ` = ?2
THEN json_array(` + isText("model_uuid") + `, ` + isText("source_id") + `, ` + isText("model_name") + `, ` + isText("partition") + `,
 ` + isText("_self_ref_fk") + `, ` + isText("last_saved_instance") + `, json(r.value -> '$.last_saved_counter'),
 ` + isFlag("deleted") + `, ` + isFlag("hard_deleted") + `, json(` + takenCounters + `),
 ` + isText("serialized") + `, ` + isText("conflicting_serialized_data") + `) ELSE '[]' END))
FROM (SELECT type, value FROM jsonb_each(?1) LIMIT -1 OFFSET 0) r`

// takenCounters is a SQL expression: the counters of a record as an object. That
// of the record's own version is left out, it stands beside them.
const takenCounters = `CASE WHEN json_type(r.value, '$.rmcb_list') = 'array' AND NOT EXISTS
 (SELECT 1 FROM json_each(r.value, '$.rmcb_list') c WHERE c.type <> 'object'
  OR c.value ->> '$.model_uuid' IS NOT r.value ->> '$.model_uuid' OR c.value ->> '$.transfer_session' IS NOT ?2)
THEN (SELECT json_group_object(CAST(ifnull(c.value ->> '$.instance_id', '') AS TEXT), json(ifnull(c.value -> '$.counter', 'null')))
 FROM json_each(r.value, '$.rmcb_list') c WHERE c.value ->> '$.instance_id' IS NOT r.value ->> '$.last_saved_instance'
  OR c.value -> '$.counter' IS NOT r.value -> '$.last_saved_counter')
ELSE '""' END`

// TakeRecords turns records of a transfer, a JSON array, into a chunk's. The
// caller has seen that it is valid JSON. Error: bad_record where SQLite cannot
// read it, or it is not UTF-8.
func TakeRecords(tx sqldb.Tx, records, transfer string) (string, error) {
	if !utf8.ValidString(records) {
		return "", fault.Errorf(fault.BadRecord, "the records are not UTF-8")
	}
	chunk, err := tx.Text(takenSQL, records, transfer)
	if err == nil {
		return withoutHalves(chunk), nil
	}
	if ok, again := sqldb.ValidJSON(tx, records); again == nil && !ok {
		err = &fault.Error{Code: fault.BadRecord, Text: "the records are not valid JSON", Err: err}
	}
	return "", err
}

// withoutHalves empties the records of a chunk in which a text has one half of a
// surrogate pair, as JSON's "\ud800": SQLite makes bytes of it that are no UTF-8,
// which no statement takes.
func withoutHalves(chunk string) string {
	var records []json.RawMessage
	if utf8.ValidString(chunk) || json.Unmarshal([]byte(chunk), &records) != nil {
		return chunk
	}
	for i, r := range records {
		if !utf8.Valid(r) {
			records[i] = json.RawMessage("[]")
		}
	}
	return sqldb.ToJSON(records)
}

// givenSQL turns a chunk's records ?1 into those of transfer ?2 and profile ?3.
const givenSQL = `SELECT json_group_array(json_object('serialized', r.value ->> 10, 'deleted', json(iif(r.value ->> 7, 'true', 'false')),
 'last_saved_instance', r.value ->> 5, 'last_saved_counter', r.value ->> 6,
 'hard_deleted', json(iif(r.value ->> 8, 'true', 'false')), 'partition', r.value ->> 3, 'source_id', r.value ->> 1,
 'model_name', r.value ->> 2, 'conflicting_serialized_data', r.value ->> 11, 'model_uuid', r.value ->> 0,
 'transfer_session', ?2, 'profile', ?3, 'rmcb_list', (SELECT json_group_array(json_object('transfer_session', ?2,
  'model_uuid', r.value ->> 0, 'instance_id', c.instance, 'counter', c.counter)) FROM
  (SELECT r.value ->> 5 AS instance, r.value ->> 6 AS counter
   UNION ALL SELECT key, value FROM json_each(r.value, '$[9]') WHERE key IS NOT NULL) c), '_self_ref_fk', r.value ->> 4))
FROM (SELECT value FROM jsonb_each(?1) LIMIT -1 OFFSET 0) r`

// GiveRecords turns a chunk's records into those that a peer takes.
func GiveRecords(tx sqldb.Tx, records, transfer, profile string) (string, error) {
	return tx.Text(givenSQL, records, transfer, profile)
}
