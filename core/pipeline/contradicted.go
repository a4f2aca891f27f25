package pipeline

import (
	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// contradicted lists which of a transfer's versions contradict what this side
// knows if they are new. Only transfers that repeat what the receiver seemed to
// have can bring such versions, but for those of this side's own instances: the
// present one, and those that another copy of its database used at the same
// time.
func contradicted(tx sqldb.Tx, t Transfer) ([]counter.Horizon, error) {
	if !t.Again && !t.bringsOwn {
		return nil, nil
	}
	var brought []counter.Horizon // the lowest counter of each
	err := sqldb.ReadJSON(tx, &brought, `SELECT json_group_array(json_object('Partition', partition,
 'Instance', instance, 'Counter', counter)) FROM
 (SELECT partition, last_saved_instance AS instance, min(last_saved_counter) AS counter FROM morango_buffer
  WHERE seq >= ?2 AND transfer_session_id = ?1 AND error IS NULL AND (?3 OR last_saved_instance IN (`+counter.OwnSQL+`))
  GROUP BY partition, last_saved_instance)`, t.row.seq, t.row.bufferFirst, t.Again)
	if err != nil || len(brought) == 0 {
		return nil, err
	}
	if t.Again && t.Server {
		for i := range brought {
			brought[i].Counter = value.MaxCounter
		}
		return brought, nil
	}
	var own []string
	if err := sqldb.ReadJSON(tx, &own, "SELECT json_group_array(id) FROM ("+counter.OwnSQL+")"); err != nil {
		return nil, err
	}
	known, err := counter.ReadFSIC(tx, t.Filter, counter.Receiver)
	if err != nil {
		return nil, err
	}
	return known.Contradicting(brought, t.Filter, own), nil
}

// repeatsWriter reports whether a transfer repeats what seemed to be here. It
// does if it says so, and if it brings saves of the peer itself with counters
// that were known before. The peer may not know: a member can have invented
// them since it asked.
func repeatsWriter(tx sqldb.Tx, t Transfer) (bool, error) {
	if t.Again || t.writer == "" || t.row.bufferFirst == 0 {
		return t.Again, nil
	}
	n, err := sqldb.Int(tx, `SELECT ifnull(min(b.last_saved_counter) <=
 (SELECT max(counter) FROM morango_databasemaxcounter WHERE instance_id = ?3), 0)
FROM morango_buffer b WHERE `+mine+" AND b.error IS NULL AND b.last_saved_instance = ?3",
		t.row.seq, t.row.bufferFirst, t.writer)
	return n != 0, err
}

// saveContradicted saves the versions that contradicted names and that a
// dequeue has taken into the Store.
func saveContradicted(tx sqldb.Tx, t Transfer, v counter.Version, list []counter.Horizon) error {
	if len(list) == 0 {
		return nil
	}
	_, err := tx.Exec(`UPDATE morango_store AS s SET last_saved_instance = ?4, last_saved_counter = ?5
FROM json_each(?6) h CROSS JOIN morango_buffer b ON `+mine+` AND b.error IS NULL
 AND b.partition = h.value ->> 'Partition' AND b.last_saved_instance = h.value ->> 'Instance'
  AND b.last_saved_counter <= h.value ->> 'Counter'
WHERE s.id = b.model_uuid AND s.last_saved_instance = b.last_saved_instance
 AND s.last_saved_counter = b.last_saved_counter
 AND `+value.Writable("s.partition"), t.row.seq, t.row.bufferFirst, t.ID, v.Instance, v.Counter, sqldb.ToJSON(list))
	return err
}
