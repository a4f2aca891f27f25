package pipeline

import (
	"math"
	"strconv"

	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// DirectFSIC is this side's FSIC, as JSON, for a transfer that is not
// serialized. It says of a pull that this side has what its instance saved, by
// merging, up to the present counter, which serializing would only have raised.
func (e *Engine) DirectFSIC(tx sqldb.Tx, s *Transfer) (string, error) {
	var own []counter.DatabaseMaxCounter
	if !s.Push {
		n, err := sqldb.Int(tx, "SELECT counter FROM morango_instanceidmodel WHERE current = 1")
		if err != nil {
			return "", err
		}
		for _, prefix := range s.Filter {
			own = append(own, counter.DatabaseMaxCounter{Partition: prefix, Instance: e.identity.ID(), Counter: n})
		}
	}
	f, err := counter.ReadFSIC(tx, s.Filter, counter.Role(!s.Push), own...)
	return sqldb.ToJSON(f), err
}

// directRows is how many records one statement of QueueDirect lists, so that
// the list fits a Durable Object's cell.
const directRows = 100_000

// directRowsSQL lists the next rows of found after row ?1, in order.
var directRowsSQL = "SELECT json_group_array(id) FROM (SELECT DISTINCT id FROM found WHERE id > ?1 ORDER BY id LIMIT " +
	strconv.Itoa(directRows) + ")"

// QueueDirect is [Engine.Queue] without the Buffer: it lists the records of a
// pull, which [Engine.ReadChunk] then reads from the Store. It writes nothing.
func (e *Engine) QueueDirect(tx sqldb.Tx, s *Transfer) error {
	due, err := s.due()
	if err != nil {
		return s.Wrap(StageQueuing, err)
	}
	s.rows = []uint32{}
	for last := int64(0); len(due) > 0; {
		with, rows, args := dueRows(last, due, s.Profile)
		var list []int64
		err := sqldb.ReadJSON(tx, &list, with+", found(id) AS ("+rows+")\n"+directRowsSQL, args...)
		if err != nil {
			return s.Wrap(StageQueuing, err)
		}
		for _, id := range list {
			if id > math.MaxUint32 {
				return s.Wrap(StageQueuing, fault.Errorf(fault.Limit, "record %d of a full room", id))
			}
			s.rows = append(s.rows, uint32(id))
			last = id
		}
		if len(list) < directRows {
			break
		}
	}
	s.RecordsTotal, s.Stage, s.Status = int64(len(s.rows)), StageQueuing, StatusCompleted
	return nil
}

// chunkOfStore is a SQL table like the Buffer's rows of a transfer: the
// records of the Store whose rowids are in ?1, in that order.
const chunkOfStore = `(SELECT r.key AS seq, s.id AS model_uuid, s.source_id, s.model_name, s.partition, s._self_ref_fk,
 s.last_saved_instance, s.last_saved_counter, s.deleted, s.hard_deleted,
 (SELECT nullif(json_group_object(c.instance_id, c.counter), '{}') FROM amora_recordmaxcounter c WHERE c.store_model_id = s.id) AS rmcb,
 s.serialized, s.conflicting_serialized_data
 FROM json_each(?1) r CROSS JOIN morango_store s ON s.rowid = r.value)`

// readDirect is ReadChunk for a pull that is read from the Store.
func (e *Engine) readDirect(tx sqldb.Tx, s *Transfer, offset int64, limit int) (Chunk, error) {
	rows := s.rows[offset:min(offset+int64(limit), s.RecordsTotal)]
	fit, err := sqldb.Int(tx, `SELECT count(*) FROM (
 SELECT sum(octet_length(serialized) + octet_length(conflicting_serialized_data) + ?2) OVER (ORDER BY seq) AS bytes
 FROM `+chunkOfStore+`) WHERE bytes <= ?3`, sqldb.ToJSON(rows), recordOverhead, maxChunkBytes)
	if err != nil {
		return Chunk{}, s.Wrap(StageTransferring, err)
	}
	return s.fitting(offset, fit, func(n int64) (string, error) { return tx.Text(readDirectSQL, sqldb.ToJSON(rows[:n])) })
}

var readDirectSQL = "SELECT json_group_array(" + chunkRecord + " ORDER BY seq) FROM " + chunkOfStore
