package pipeline

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/quarantine"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

const (
	// ChunkRecords is the usual number of records in a chunk, Morango's.
	ChunkRecords = 500
	// MaxChunkRecords is the most records in a chunk that a peer may ask for.
	MaxChunkRecords = 10_000
	// MaxTransferRecords is the most records that a transfer may have.
	MaxTransferRecords = 100_000_000
	// maxChunkBytes is the most bytes that a chunk of several records may have.
	maxChunkBytes = 900 << 10
)

// Chunk is a run of buffered records on its way (PROTOCOL.md §6).
type Chunk struct {
	Offset int64 // the number of the transfer's records before it
	Count  int64 // the number of its records
	// Records is a JSON array of records, each an array of recordFields
	// values. It is built and read by SQLite alone.
	Records string
}

// recordFields is the number of values in a record: model_uuid, source_id,
// model_name, partition, _self_ref_fk, last_saved_instance,
// last_saved_counter, deleted (0 or 1), hard_deleted, rmcb (the counters
// beside last_saved_*, an object, or null), serialized and
// conflicting_serialized_data (texts). The profile is the transfer's.
const recordFields = "12"

// recordOverhead is what a record takes beside its two texts, about.
const recordOverhead = 400

// ReadChunk is the sending half of the third stage: Buffer → chunk. It reads at
// most limit records from offset on, fewer if they would pass maxChunkBytes, at
// least one. Count is 0 at the end of the transfer. Error: bad_request.
func (e *Engine) ReadChunk(tx sqldb.Tx, t Transfer, offset int64, limit int) (Chunk, error) {
	c := Chunk{Offset: offset, Records: "[]"}
	if t.row.bufferFirst == 0 && t.direct == nil || offset >= t.RecordsTotal {
		return c, nil
	}
	if offset < 0 || limit < 1 {
		return c, t.Wrap(StageTransferring, fault.Errorf(fault.BadRequest, "chunk of %d records at %d", limit, offset))
	}
	if t.direct != nil {
		return e.readDirect(tx, t, offset, limit)
	}
	first := t.row.bufferFirst + offset
	last := min(first+int64(limit), t.row.bufferFirst+t.RecordsTotal) - 1
	fit, err := sqldb.Int(tx, fitSQL("morango_buffer WHERE seq BETWEEN ?1 AND ?2"), first, last)
	if err != nil {
		return c, t.Wrap(StageTransferring, err)
	}
	return t.fitting(offset, fit, func(n int64) (string, error) { return tx.Text(readChunkSQL, first, first+n-1, t.row.seq) })
}

// fitSQL counts how many rows, from the first on, have maxChunkBytes together.
// Mostly all have, which the sum tells at half the cost of a running one.
func fitSQL(rows string) string {
	within := " <= " + strconv.Itoa(maxChunkBytes)
	return "WITH r (seq, bytes) AS NOT MATERIALIZED (SELECT seq, octet_length(serialized) +" +
		" octet_length(conflicting_serialized_data) + " + strconv.Itoa(recordOverhead) + " FROM " + rows + `)
SELECT ifnull((SELECT iif(sum(bytes)` + within + `, count(*), NULL) FROM r),
 (SELECT count(*) FROM (SELECT sum(bytes) OVER (ORDER BY seq) AS bytes FROM r) WHERE bytes` + within + "))"
}

// fitting is the chunk of the first n records at an offset, or fewer, so that
// it is within maxChunkBytes: in the text that read returns quotes are escaped
// once more than they were counted.
func (t Transfer) fitting(offset, n int64, read func(n int64) (string, error)) (Chunk, error) {
	for n = max(n, 1); ; n = max(n/2, 1) {
		text, err := read(n)
		if err != nil {
			return Chunk{}, t.Wrap(StageTransferring, err)
		}
		if text = value.Sendable(text); len(text) <= maxChunkBytes || n == 1 {
			return Chunk{Offset: offset, Count: n, Records: text}, nil
		}
	}
}

// chunkRecord is a SQL expression: a row as a record of a chunk. Of more
// counters than a receiver takes, some stay here.
var chunkRecord = `json_array(model_uuid, source_id, model_name, partition, _self_ref_fk,
 last_saved_instance, last_saved_counter, deleted, hard_deleted, json(CASE WHEN octet_length(rmcb) > ` + strconv.Itoa(maxRecordCounters*36) + ` THEN
  (SELECT json_group_object(key, value) FROM (SELECT key, value FROM json_each(rmcb) LIMIT ` + strconv.Itoa(maxRecordCounters) + `)) ELSE rmcb END),
 serialized, conflicting_serialized_data)`

// readChunkSQL names the session, as rows of one that was given up may have
// become another's.
var readChunkSQL = "SELECT json_group_array(" + chunkRecord + `)
FROM morango_buffer WHERE seq BETWEEN ?1 AND ?2 AND +transfer_session_id = ?3`

// WriteChunk is the receiving half of the third stage: chunk → Buffer. A chunk
// that is there already is accepted and changes nothing; one that leaves a
// gap or passes RecordsTotal is refused (bad_request).
//
// Every record is checked as SQLite read it, never in the text: of duplicate
// keys, say, another reader might take another one. A chunk pushed to this
// side with a bad record is refused whole (bad_record, not_writable outside
// the filter) and the caller rolls back; on a pull the bad record is marked
// and ends in quarantine, the rest goes on.
func (e *Engine) WriteChunk(tx sqldb.Tx, t Transfer, c Chunk) (Transfer, error) {
	t, err := e.writeChunk(tx, t, c)
	return t, t.Wrap(StageTransferring, err)
}

// place reports whether a chunk is there already; one that is not the next is
// an error.
func (t Transfer) place(c Chunk) (there bool, err error) {
	end := c.Offset + c.Count
	switch {
	case c.Count < 1 || c.Count > MaxChunkRecords || c.Offset < 0 || end > t.RecordsTotal:
		return false, fault.Errorf(fault.BadRequest, "%d records at %d of %d", c.Count, c.Offset, t.RecordsTotal)
	case end <= t.RecordsTransferred:
		return true, nil
	case c.Offset != t.RecordsTransferred:
		return false, fault.Errorf(fault.BadRequest, "records from %d on, expected %d", c.Offset, t.RecordsTransferred)
	case !utf8.ValidString(c.Records) || strings.Contains(c.Records, "\x00"):
		return false, fault.Errorf(fault.BadRecord, "text that is not UTF-8")
	}
	return false, nil
}

func (e *Engine) writeChunk(tx sqldb.Tx, t Transfer, c Chunk) (Transfer, error) {
	if there, err := t.place(c); there || err != nil {
		return t, err
	}
	before, rules, err := e.beforeChunk(tx, t)
	if err != nil {
		return t, err
	}
	n, err := tx.Exec(writeChunkSQL, t.row.seq, c.Records, value.FilterArg(t.Filter), t.Profile)
	if err != nil {
		return t, chunkError(tx, c, err)
	}
	if value.MayBreakText(c.Records) {
		if err := markBrokenText(tx, before); err != nil {
			return t, err
		}
	}
	if err := checkRecords(tx, rules, before); err != nil {
		return t, err
	}
	if err := checkChunk(tx, t, c, n, before); err != nil {
		return t, err
	}
	if t.row.bufferFirst == 0 {
		t.row.bufferFirst = before + 1
	}
	t.RecordsTransferred += c.Count
	t.Stage, t.Status = StageTransferring, StatusStarted
	if t.RecordsTransferred == t.RecordsTotal {
		t.Status = StatusCompleted
	}
	return e.Save(tx, t)
}

// maxRecordCounters bounds a record's counters of other instances, as
// value.MaxIdentityBytes does its identity.
const maxRecordCounters = 10_000

// writeChunkSQL: LIMIT -1 OFFSET 0 keeps SQLite from extracting each value
// again wherever it is used (jsonb_each renders no element as text).
//
// A NULL has no place in the buffer's columns; such a row is marked anyway. The
// JSON types are asked for because true is 1 to SQLite.
var writeChunkSQL = `INSERT INTO morango_buffer (transfer_session_id, incoming, model_uuid, source_id, model_name, profile, partition, _self_ref_fk,
 last_saved_instance, last_saved_counter, deleted, hard_deleted, rmcb, error, serialized, conflicting_serialized_data)
SELECT ?1, 1, ifnull(id, ''), ifnull(source, ''), ifnull(model, ''), ?4, ifnull(partition, ''), ifnull(self, ''),
 ifnull(instance, ''), ifnull(counter, 0), ifnull(deleted, 0), ifnull(hard, 0),
 CASE WHEN counters <> 'null' THEN counters END,
 CASE
  WHEN fields IS NOT ` + recordFields + ` OR typeof(id) <> 'text' OR typeof(source) <> 'text' OR typeof(model) <> 'text' OR typeof(partition) <> 'text'
   OR typeof(self) <> 'text' OR typeof(instance) <> 'text' OR deleted NOT IN (0, 1) OR hard NOT IN (0, 1)
   OR deleted_type <> 'integer' OR hard_type <> 'integer' OR typeof(serialized) <> 'text' OR typeof(conflicts) <> 'text'
   OR counters IS NULL OR (self <> '' AND ` + value.NotID("self") + `) THEN ` + quarantine.BadRecord.SQL() + `
  WHEN ` + value.NotID("id") + ` THEN ` + quarantine.BadID.SQL() + `
  WHEN NOT ` + value.Matches("partition", "?3") + ` THEN ` + quarantine.OutsideFilter.SQL() + `
  WHEN ` + value.NotID("instance") + ` OR ` + value.NotCounter("counter") + ` OR counter_type <> 'integer' THEN ` + quarantine.BadCounter.SQL() + `
  WHEN counters <> 'null' AND (NOT json_valid(counters) OR json_type(counters) <> 'object'
   OR EXISTS (SELECT 1 FROM json_each(counters) c WHERE ` + value.NotID("c.key") + ` OR ` + value.NotCounter("c.value") + ` OR c.type <> 'integer')
   OR (SELECT count(*) <> count(DISTINCT key) OR count(*) > ` + strconv.Itoa(maxRecordCounters) + ` FROM json_each(counters))) THEN ` + quarantine.BadCounter.SQL() + `
  WHEN octet_length(serialized) + octet_length(conflicts) > ` + strconv.Itoa(value.MaxRecordBytes) + `
   OR octet_length(source) + octet_length(model) + octet_length(partition) > ` + strconv.Itoa(value.MaxIdentityBytes) + ` THEN ` + quarantine.RecordTooLarge.SQL() + `
  WHEN serialized <> '' AND (NOT json_valid(serialized) OR json_type(serialized) <> 'object') THEN ` + quarantine.BadJSON.SQL() + `
 END,
 CASE WHEN serialized IS NULL OR serialized = '' THEN '{}' ELSE serialized END, ifnull(conflicts, '')
FROM (SELECT json_array_length(value) AS fields, value ->> 0 AS id, value ->> 1 AS source, value ->> 2 AS model, value ->> 3 AS partition,
 value ->> 4 AS self, value ->> 5 AS instance, value ->> 6 AS counter, value ->> 7 AS deleted, value ->> 8 AS hard,
 json_type(value, '$[6]') AS counter_type, json_type(value, '$[7]') AS deleted_type, json_type(value, '$[8]') AS hard_type, value -> 9 AS counters,
 value ->> 10 AS serialized, value ->> 11 AS conflicts
 FROM (SELECT CASE type WHEN 'array' THEN value END AS value FROM jsonb_each(?2) LIMIT -1 OFFSET 0) LIMIT -1 OFFSET 0)
WHERE true ON CONFLICT DO NOTHING`
