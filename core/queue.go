package core

import "maps"

// FSIC computes what this side has under a filter, as JSON, for one role of a
// transfer (ALGORITHMS 3): version 2, an [FSIC], or 1, an object of counters
// by instance.
func (in *Instance) FSIC(tx Tx, filter Filter, version int, sends bool) (string, error) {
	if version == 1 {
		c, err := readFSICv1(tx, filter, role(sends))
		return toJSON(c), err
	}
	f, err := readFSIC(tx, filter, role(sends))
	return toJSON(f), err
}

// Queue is the second stage, on the producing side: Store → Buffer
// (ALGORITHMS 4; operations.py, _queue_into_buffer). What the sender has and
// the receiver lacks by the session's two FSICs is copied, counters included,
// in one statement. Sets RecordsTotal. Error: bad_fsic.
func (in *Instance) Queue(tx Tx, s *TransferSession) error {
	due, err := s.due()
	if err != nil {
		return s.wrap(StageQueuing, err)
	}
	s.RecordsTotal = 0
	if len(due) > 0 {
		s.RecordsTotal, err = tx.Exec(queueSQL, s.seq, byPartition(due), s.Profile)
		if err != nil {
			return s.wrap(StageQueuing, err)
		}
	}
	if s.RecordsTotal > 0 {
		// One INSERT numbers its rows consecutively, at the end of the table.
		last, err := integer(tx, "SELECT max(seq) FROM morango_buffer")
		if err != nil {
			return s.wrap(StageQueuing, err)
		}
		s.bufferFirst = last - s.RecordsTotal + 1
	}
	s.Stage, s.Status = StageQueuing, StatusCompleted
	return s.wrap(StageQueuing, in.SaveTransfer(tx, s))
}

// due lists [partition, instance, counter]: records under the partition that
// the instance saved last with a higher counter are due.
func (s *TransferSession) due() ([]counterEntry, error) {
	if s.FSICVersion == 1 {
		sender, err := parseFSICv1(s.senderFSIC())
		if err != nil {
			return nil, err
		}
		receiver, err := parseFSICv1(s.receiverFSIC())
		return diffV1(sender, receiver, s.Filter), err
	}
	sender, err := parseFSIC(s.senderFSIC(), s.Filter)
	if err != nil {
		return nil, err
	}
	receiver, err := parseFSIC(s.receiverFSIC(), s.Filter)
	if err != nil {
		return nil, err
	}
	return diff(sender.expand(s.Filter), receiver.expand(s.Filter)), nil
}

// anyDue reports whether a record in the Store is due.
func anyDue(tx Tx, due []counterEntry, profile string) (bool, error) {
	n, err := integer(tx, dueSQL+"SELECT EXISTS ("+dueRows+")", nil, byPartition(due), profile)
	return n != 0, err
}

// dueSQL reads the list of what is due, argument 2.
const dueSQL = `WITH due AS MATERIALIZED (SELECT p.key AS prefix, i.key AS instance, i.value AS above FROM json_each(?2) p, json_each(p.value) i)
`

// dueRows picks rows by (instance, counter).
const dueRows = `SELECT s.rowid FROM due CROSS JOIN morango_store s INDEXED BY morango_store_saved
 ON s.last_saved_instance = due.instance AND s.last_saved_counter > due.above
 WHERE substr(s.partition, 1, length(due.prefix)) = due.prefix AND s.profile = ?3`

// queueSQL: partitions of the list may lie within one another, IN takes each
// row once.
const queueSQL = dueSQL + `INSERT INTO morango_buffer (transfer_session_id, incoming, model_uuid, source_id, model_name, profile, partition, _self_ref_fk,
 last_saved_instance, last_saved_counter, deleted, hard_deleted, rmcb, serialized, conflicting_serialized_data)
SELECT ?1, 0, s.id, s.source_id, s.model_name, s.profile, s.partition, s._self_ref_fk,
 s.last_saved_instance, s.last_saved_counter, s.deleted, s.hard_deleted,
 (SELECT nullif(json_group_object(r.instance_id, r.counter), '{}') FROM amora_recordmaxcounter r WHERE r.store_model_id = s.id),
 s.serialized, s.conflicting_serialized_data
FROM morango_store s WHERE s.rowid IN (` + dueRows + `)`

// claims lists what the receiver may say it has once a transfer arrived
// whole: the sender's counters, spelled out for each partition under the
// filter, else a narrow pull from a wide sender would repeat for ever (difference
// 10).
func (s *TransferSession) claims(tx Tx) ([]counterEntry, error) {
	if s.FSICVersion == 1 {
		return s.claimsV1(tx)
	}
	f, err := parseFSIC(s.senderFSIC(), s.Filter)
	if err != nil {
		return nil, err
	}
	return entries(f.expand(s.Filter)), nil
}

// claimsV1 takes over the counters that are higher than what the receiver
// knows for the whole filter (models/core.py, update_fsics).
func (s *TransferSession) claimsV1(tx Tx) ([]counterEntry, error) {
	sender, err := parseFSICv1(s.senderFSIC())
	if err != nil {
		return nil, err
	}
	known, err := readFSICv1(tx, s.Filter, receiver)
	maps.DeleteFunc(sender, func(instance string, c int64) bool { return c <= known[instance] })
	return entriesV1(sender, s.Filter), err
}
