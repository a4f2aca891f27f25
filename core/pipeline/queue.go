package pipeline

import (
	"maps"

	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// FSIC computes what this side has under a filter, as JSON, for one role of a
// transfer (MORANGO.md §3): version 2, a [counter.FSIC], or 1, an object of
// counters by instance.
func (e *Engine) FSIC(tx sqldb.Tx, filter value.Filter, version int, sends bool) (string, error) {
	if version == 1 {
		c, err := counter.ToldFSICv1(tx, filter, counter.Role(sends))
		return sqldb.ToJSON(c), err
	}
	f, err := counter.ToldFSIC(tx, filter, counter.Role(sends))
	return sqldb.ToJSON(f), err
}

// Queue is the second stage, on the producing side: Store → Buffer
// (MORANGO.md §4; operations.py, _queue_into_buffer). What the sender has and
// the receiver lacks by the session's two FSICs is copied, counters included,
// in one statement. Sets RecordsTotal. Errors: bad_fsic, rooms.ErrOther.
func (e *Engine) Queue(tx sqldb.Tx, t Transfer) (Transfer, error) {
	t, err := e.queue(tx, t)
	return t, t.Wrap(StageQueuing, err)
}

func (e *Engine) queue(tx sqldb.Tx, t Transfer) (Transfer, error) {
	due, err := t.Due()
	if err != nil {
		return t, err
	}
	if err := rooms.Check(tx, t.Room, t.Filter); err != nil {
		return t, err
	}
	t.RecordsTotal = 0
	if len(due) > 0 {
		with, rows, args := counter.DueRows(t.row.seq, due, t.Profile)
		if t.RecordsTotal, err = tx.Exec(with+queueSQL+"("+rows+")", args...); err != nil {
			return t, err
		}
	}
	if t.RecordsTotal > 0 {
		// One INSERT numbers its rows consecutively, at the end of the table.
		last, err := sqldb.Int(tx, "SELECT max(seq) FROM morango_buffer")
		if err != nil {
			return t, err
		}
		t.row.bufferFirst = last - t.RecordsTotal + 1
	}
	t.Stage, t.Status = StageQueuing, StatusCompleted
	return e.Save(tx, t)
}

// Buffered lists [partition, instance, counter]: the highest counter with which
// the instance saved a record of the partition that a transfer has buffered.
func (t Transfer) Buffered(tx sqldb.Tx) (list []counter.DatabaseMaxCounter, err error) {
	err = sqldb.ReadJSON(tx, &list, `SELECT json_group_array(json_array(partition, instance, counter)) FROM
 (SELECT partition, last_saved_instance AS instance, max(last_saved_counter) AS counter
  FROM morango_buffer WHERE transfer_session_id = ?1 GROUP BY 1, 2)`, t.row.seq)
	return list, err
}

// Due lists [partition, instance, counter]: records under the partition that
// the instance saved last with a higher counter are due.
func (t Transfer) Due() ([]counter.Entry, error) {
	if t.FSICVersion == 1 {
		sender, err := counter.ParseFSICv1(t.senderFSIC())
		if err != nil {
			return nil, err
		}
		receiver, err := counter.ParseFSICv1(t.ReceiverFSIC())
		return counter.DiffV1(sender, receiver, t.Filter), err
	}
	sender, err := counter.ParseFSIC(t.senderFSIC(), t.Filter)
	if err != nil {
		return nil, err
	}
	receiver, err := counter.ParseFSIC(t.ReceiverFSIC(), t.Filter)
	if err != nil {
		return nil, err
	}
	return counter.Diff(sender.Expand(t.Filter), receiver.Expand(t.Filter)), nil
}

// queueSQL: partitions of the list may lie within one another, IN takes each
// row once.
const queueSQL = `INSERT INTO morango_buffer (transfer_session_id, incoming, model_uuid, source_id, model_name,
 profile, partition, _self_ref_fk,
 last_saved_instance, last_saved_counter, deleted, hard_deleted, rmcb, serialized, conflicting_serialized_data)
SELECT ?1, 0, s.id, s.source_id, s.model_name, s.profile, s.partition, s._self_ref_fk,
 s.last_saved_instance, s.last_saved_counter, s.deleted, s.hard_deleted,
 (SELECT nullif(json_group_object(r.instance_id, r.counter), '{}') FROM amora_recordmaxcounter r
  WHERE r.store_model_id = s.id),
 s.serialized, s.conflicting_serialized_data
FROM morango_store s WHERE s.rowid IN `

// claims lists what the receiver may say it has once a transfer arrived
// whole: the sender's counters, spelled out for each partition under the
// filter. Otherwise a narrow pull from a wide sender would repeat for ever
// (MORANGO.md §13.10).
func (t Transfer) claims(tx sqldb.Tx) ([]counter.Entry, error) {
	if t.FSICVersion == 1 {
		return t.claimsV1(tx)
	}
	f, err := counter.ParseFSIC(t.senderFSIC(), t.Filter)
	if err != nil {
		return nil, err
	}
	return counter.Entries(f.Expand(t.Filter)), nil
}

// claimsV1 takes over the counters that are higher than what the receiver
// knows for the whole filter (models/core.py, update_fsics).
func (t Transfer) claimsV1(tx sqldb.Tx) ([]counter.Entry, error) {
	sender, err := counter.ParseFSICv1(t.senderFSIC())
	if err != nil {
		return nil, err
	}
	known, err := counter.ReadFSICv1(tx, t.Filter, counter.Receiver)
	maps.DeleteFunc(sender, func(instance string, c int64) bool { return c <= known[instance] })
	return counter.EntriesV1(sender, t.Filter), err
}
