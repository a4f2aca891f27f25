package core

import "slices"

// A received version contradicts what this side knows if the version's counter
// is one up to which this side had everything of the instance, and yet the
// version is new. A copied database, a restored one or a peer that lies has
// used the counter twice. Others, who know the counter too, would never ask for
// the version. So whoever receives it, and may write it, saves it again under a
// counter of its own (MORANGO.md §13.23).

// horizon is a claim that does not hold: the versions of an instance under
// exactly this partition, up to the counter, that are here are not all.
type horizon struct {
	Partition, Instance string
	Counter             int64
}

// contradicted lists which of a transfer's versions contradict what this side
// knows if they are new. Only transfers that repeat what the receiver seemed to
// have can bring such versions, but for those of this side's own instances: the
// present one, and those that another copy of its database used at the same
// time.
func contradicted(tx Tx, s *TransferSession) ([]horizon, error) {
	if !s.Again && !s.bringsOwn {
		return nil, nil
	}
	var brought []horizon // the lowest counter of each
	err := readJSON(tx, &brought, `SELECT json_group_array(json_object('Partition', partition, 'Instance', instance, 'Counter', counter)) FROM
 (SELECT partition, last_saved_instance AS instance, min(last_saved_counter) AS counter FROM morango_buffer
  WHERE seq >= ?2 AND transfer_session_id = ?1 AND error IS NULL AND (?3 OR last_saved_instance IN (`+ownSQL+`))
  GROUP BY partition, last_saved_instance)`, s.seq, s.bufferFirst, s.Again)
	if err != nil || len(brought) == 0 {
		return nil, err
	}
	var own []string
	if err := readJSON(tx, &own, "SELECT json_group_array(id) FROM ("+ownSQL+")"); err != nil {
		return nil, err
	}
	known, err := readFSIC(tx, s.Filter, receiver)
	if err != nil {
		return nil, err
	}
	return known.contradicting(brought, s.Filter, own), nil
}

// repeatsWriter takes a transfer for one that repeats what seemed to be here if
// it brings saves of the peer itself with counters that were known before. The
// peer may not know: a member can have invented them since it asked.
func repeatsWriter(tx Tx, s *TransferSession) error {
	if s.Again || s.writer == "" || s.bufferFirst == 0 {
		return nil
	}
	n, err := integer(tx, `SELECT ifnull(min(b.last_saved_counter) <=
 (SELECT max(counter) FROM morango_databasemaxcounter WHERE instance_id = ?3), 0)
FROM morango_buffer b WHERE `+mine+" AND b.error IS NULL AND b.last_saved_instance = ?3", s.seq, s.bufferFirst, s.writer)
	s.Again = n != 0
	return err
}

// contradicting keeps those of the versions brought that a counter covers. An
// own instance has made no version that is not here.
func (f FSIC) contradicting(brought []horizon, filter Filter, own []string) (out []horizon) {
	expanded := f.expand(filter)
	for _, b := range brought {
		counter := prefixCounters(expanded, b.Partition, true)[b.Instance]
		if slices.Contains(own, b.Instance) {
			counter = MaxCounter
		}
		if b.Counter <= counter {
			out = append(out, horizon{b.Partition, b.Instance, counter})
		}
	}
	return out
}

// saveContradicted saves the versions that contradicted names and that a
// dequeue has taken into the Store.
func saveContradicted(tx Tx, s *TransferSession, v Version, list []horizon) error {
	if len(list) == 0 {
		return nil
	}
	_, err := tx.Exec(`UPDATE morango_store AS s SET last_saved_instance = ?4, last_saved_counter = ?5
FROM json_each(?3) h CROSS JOIN morango_buffer b ON `+mine+` AND b.error IS NULL
 AND b.partition = h.value ->> 'Partition' AND b.last_saved_instance = h.value ->> 'Instance' AND b.last_saved_counter <= h.value ->> 'Counter'
WHERE s.id = b.model_uuid AND s.last_saved_instance = b.last_saved_instance AND s.last_saved_counter = b.last_saved_counter
 AND `+writable("s.partition"), s.seq, s.bufferFirst, toJSON(list), v.Instance, v.Counter)
	return err
}
