package pipeline

import (
	"math"
	"strconv"

	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// StartDirect is [Engine.Start] and [Engine.Queue] without storing anything: it
// starts a pull, whose records [Engine.ReadChunk] reads from the Store, or a
// push that has nothing to bring.
func (e *Engine) StartDirect(tx sqldb.Tx, t Transfer) (_ Transfer, err error) {
	t.Active, t.RecordsTotal, t.FSICVersion, t.Stage = true, -1, 2, StageSerializing
	if t.ServerFSIC, err = e.directFSIC(tx, t); err != nil || t.Push {
		return t, err
	}
	if t.direct, err = t.directRows(tx); err != nil {
		return t, t.Wrap(StageQueuing, err)
	}
	t.RecordsTotal, t.Stage, t.Status = int64(len(t.direct)), StageQueuing, StatusCompleted
	return t, nil
}

// directFSIC is this side's FSIC, as JSON, for a transfer that is not
// serialized. It says of a pull that this side has what its instance saved, by
// merging, up to the present counter, which serializing would only have raised.
func (e *Engine) directFSIC(tx sqldb.Tx, t Transfer) (string, error) {
	var own []counter.DatabaseMaxCounter
	if !t.Push {
		n, err := sqldb.Int(tx, "SELECT counter FROM morango_instanceidmodel WHERE current = 1")
		if err != nil {
			return "", err
		}
		for _, prefix := range t.Filter {
			own = append(own, counter.DatabaseMaxCounter{Partition: prefix, Instance: e.identity.ID(), Counter: n})
		}
	}
	f, err := counter.ShownFSIC(tx, t.Filter, counter.Role(!t.Push), own...)
	return sqldb.ToJSON(f), err
}

// directBatch is how many records one statement of directRows lists, so that
// the list fits a Durable Object's cell.
const directBatch = 100_000

// directRowsSQL lists the next rows of found after row ?1, in order.
var directRowsSQL = "SELECT json_group_array(id) FROM (SELECT DISTINCT id FROM found WHERE id > ?1 ORDER BY id LIMIT " +
	strconv.Itoa(directBatch) + ")"

// directRows lists the records of a pull that is read from the Store.
func (t Transfer) directRows(tx sqldb.Tx) ([]uint32, error) {
	due, err := t.Due()
	if err != nil {
		return nil, err
	}
	all := []uint32{}
	for last := int64(0); len(due) > 0; {
		with, rows, args := counter.DueRows(last, due, t.Profile)
		var list []int64
		err := sqldb.ReadJSON(tx, &list, with+", found(id) AS ("+rows+")\n"+directRowsSQL, args...)
		if err != nil {
			return nil, err
		}
		for _, id := range list {
			if id > math.MaxUint32 {
				return nil, fault.Errorf(fault.Limit, "record %d of a full room", id)
			}
			all = append(all, uint32(id))
			last = id
		}
		if len(list) < directBatch {
			break
		}
	}
	return all, nil
}

// chunkOfStore is a SQL table like the Buffer's rows of a transfer: the
// records of the Store whose rowids are in ?1, in that order.
const chunkOfStore = `(SELECT r.key AS seq, s.id AS model_uuid, s.source_id, s.model_name, s.partition, s._self_ref_fk,
 s.last_saved_instance, s.last_saved_counter, s.deleted, s.hard_deleted,
 (SELECT nullif(json_group_object(c.instance_id, c.counter), '{}') FROM amora_recordmaxcounter c
  WHERE c.store_model_id = s.id) AS rmcb,
 s.serialized, s.conflicting_serialized_data
 FROM json_each(?1) r CROSS JOIN morango_store s ON s.rowid = r.value)`

// readDirect is ReadChunk for a pull that is read from the Store.
func (e *Engine) readDirect(tx sqldb.Tx, t Transfer, offset int64, limit int) (Chunk, error) {
	rows := t.direct[offset:min(offset+int64(limit), t.RecordsTotal)]
	fit, err := sqldb.Int(tx, fitSQL(chunkOfStore), sqldb.ToJSON(rows))
	if err != nil {
		return Chunk{}, t.Wrap(StageTransferring, err)
	}
	return t.fitting(offset, fit, func(n int64) (string, error) { return tx.Text(readDirectSQL, sqldb.ToJSON(rows[:n])) })
}

var readDirectSQL = "SELECT json_group_array(" + chunkRecord + " ORDER BY seq) FROM " + chunkOfStore
