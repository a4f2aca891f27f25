package core

import (
	"math"
	"strconv"
	"time"
)

// A direct transfer is one of which nothing is stored, because the room's
// storage is full (ServerOptions.Full) or cannot be written:
//   - a pull is read from the Store as it goes, where others are read from a
//     copy in the Buffer. A record that changes meanwhile goes out in its newer
//     version, which the next pull brings again;
//   - a push may only say that it has nothing to send.
//
// It lives in the Server's memory. After an eviction or a restart the peer
// gets unknown_session and begins anew.
type directTransfer struct {
	transfer    *TransferSession
	certificate string    // the client's
	used        time.Time // when its peer was last heard of
	cause       error     // why nothing is stored
}

// maxDirect bounds a room's direct transfers. The one longest idle gives way.
const maxDirect = 100

// startDirect starts a transfer without storing anything, for the cause given.
func (c *serverCall) startDirect(h openHeader, cause error) (s *TransferSession, err error) {
	err = c.engine.db.View(c.ctx, func(tx Tx) error {
		if s, err = c.newTransfer(tx, h); err != nil {
			return err
		}
		s.Active, s.RecordsTotal, s.FSICVersion, s.Stage = true, -1, 2, StageSerializing
		if s.ServerFSIC, err = c.engine.directFSIC(tx, s); err != nil {
			return err
		}
		if s.Push {
			return nil
		}
		return c.engine.queueDirect(tx, s)
	})
	if err != nil {
		return nil, err
	}
	c.keepDirect(s, cause)
	return s, nil
}

// keepDirect remembers a direct transfer.
func (c *serverCall) keepDirect(s *TransferSession, cause error) {
	if c.room.direct == nil {
		c.room.direct = map[string]*directTransfer{}
	}
	if len(c.room.direct) >= maxDirect {
		var idlest *directTransfer
		for _, d := range c.room.direct {
			if idlest == nil || d.used.Before(idlest.used) {
				idlest = d
			}
		}
		delete(c.room.direct, idlest.transfer.ID)
	}
	c.room.direct[s.ID] = &directTransfer{s, c.state.Certificate, c.engine.identity.clock(), cause}
}

// ownDirect finds a direct transfer of this peer, nil if there is none.
func (c *serverCall) ownDirect(id string) *TransferSession {
	d := c.room.direct[id]
	if d == nil || d.certificate != c.state.Certificate || !d.transfer.Filter.Within(c.permission.filter(d.transfer.Push)) {
		return nil
	}
	d.used = c.engine.identity.clock()
	return d.transfer
}

// doneDirect ends a direct transfer, if this is one.
func (c *serverCall) doneDirect(s *TransferSession, total int64) error {
	delete(c.room.direct, s.ID)
	if s.Push && total > 0 {
		return c.fail(s.ID, Errorf(CodeBadRequest, "%d records announced, none was taken", total))
	}
	c.logTransfer(s)
	return c.sendResult(s)
}

// directFSIC is this side's FSIC for a transfer that is not serialized. What
// this instance saved itself, by merging, it has up to its present counter,
// which serializing would only have raised.
func (e *Engine) directFSIC(tx Tx, s *TransferSession) (string, error) {
	var own []DatabaseMaxCounter
	if !s.Push {
		counter, err := integer(tx, "SELECT counter FROM morango_instanceidmodel WHERE current = 1")
		if err != nil {
			return "", err
		}
		for _, prefix := range s.Filter {
			own = append(own, DatabaseMaxCounter{prefix, e.identity.ID(), counter})
		}
	}
	f, err := readFSIC(tx, s.Filter, Role(!s.Push), own...)
	return toJSON(f), err
}

// directRows is how many records one statement of queueDirect lists, so that
// the list fits a Durable Object's cell.
const directRows = 100_000

// directRowsSQL lists the next rows of found after row ?1, in order.
var directRowsSQL = "SELECT json_group_array(id) FROM (SELECT DISTINCT id FROM found WHERE id > ?1 ORDER BY id LIMIT " +
	strconv.Itoa(directRows) + ")"

// queueDirect lists the records of a pull that is read from the Store.
func (e *Engine) queueDirect(tx Tx, s *TransferSession) error {
	due, err := s.due()
	if err != nil {
		return s.wrap(StageQueuing, err)
	}
	s.rows = []uint32{}
	for last := int64(0); len(due) > 0; {
		with, rows, args := dueRows(last, due, s.Profile)
		var list []int64
		err := readJSON(tx, &list, with+", found(id) AS ("+rows+")\n"+directRowsSQL, args...)
		if err != nil {
			return s.wrap(StageQueuing, err)
		}
		for _, id := range list {
			if id > math.MaxUint32 {
				return s.wrap(StageQueuing, Errorf(CodeLimit, "record %d of a full room", id))
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
func (e *Engine) readDirect(tx Tx, s *TransferSession, offset int64, limit int) (Chunk, error) {
	rows := s.rows[offset:min(offset+int64(limit), s.RecordsTotal)]
	fit, err := integer(tx, `SELECT count(*) FROM (
 SELECT sum(octet_length(serialized) + octet_length(conflicting_serialized_data) + ?2) OVER (ORDER BY seq) AS bytes
 FROM `+chunkOfStore+`) WHERE bytes <= ?3`, toJSON(rows), recordOverhead, MaxChunkBytes)
	if err != nil {
		return Chunk{}, s.wrap(StageTransferring, err)
	}
	return s.fitting(offset, fit, func(n int64) (string, error) { return tx.Text(readDirectSQL, toJSON(rows[:n])) })
}

var readDirectSQL = "SELECT json_group_array(" + chunkRecord + " ORDER BY seq) FROM " + chunkOfStore
