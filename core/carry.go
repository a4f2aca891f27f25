package core

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
)

// Carried changes (PROTOCOL.md §7): a few records that go along in one message,
// with what they build on, instead of a whole transfer. One commit on each
// side, no round trip before them.
//
// They are applied only if the receiver has everything that they build on and
// nothing in them conflicts. Otherwise the ordinary pull and push follow,
// where only one side merges.

const (
	carryRecords  = 100       // at most in one message
	MaxCarryBytes = 128 << 10 // of records, at most
	carryClaims   = 1000      // at most in one message
)

// carryHeader comes before carried records.
type carryHeader struct {
	Transfer string  `json:"transfer"`
	Filter   Filter  `json:"filter"`
	Claims   []claim `json:"claims"`
	Count    int64   `json:"count"`
}

// claim says that with the carried records all that the instance saved under
// the partition, above Base and up to Counter, is there. It encodes as an
// array.
type claim struct {
	Partition, Instance string
	Base, Counter       int64
}

// MarshalJSON writes [partition, instance, base, counter].
func (c claim) MarshalJSON() ([]byte, error) {
	return json.Marshal([]any{c.Partition, c.Instance, c.Base, c.Counter})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (c *claim) UnmarshalJSON(text []byte) error {
	return json.Unmarshal(text, &[]any{&c.Partition, &c.Instance, &c.Base, &c.Counter})
}

// check holds a peer's header against its bounds.
func (h carryHeader) check() error {
	if !isID(h.Transfer) || h.Count < 1 || h.Count > carryRecords || len(h.Claims) > carryClaims {
		return Errorf(CodeBadRequest, "%d records and %d claims carried as %.40q", h.Count, len(h.Claims), h.Transfer)
	}
	for _, c := range h.Claims {
		if len(c.Partition) > maxPrefix || !h.Filter.Contains(c.Partition) || !isID(c.Instance) || c.Base < 0 || c.Base > c.Counter || c.Counter > MaxCounter {
			return Errorf(CodeBadFSIC, "claim of %d to %d for instance %.40q under %.80q", c.Base, c.Counter, c.Instance, c.Partition)
		}
	}
	return nil
}

// sub is what the sender has, in a transfer's terms.
func (h carryHeader) sub() FSIC {
	f := FSIC{Super: map[string]Counters{}, Sub: map[string]Counters{}}
	for _, c := range h.Claims {
		add(f.Sub, c.Partition, c.Instance, c.Counter)
	}
	return f
}

// carried makes a header and its records out of what is serialized under the
// filter and the receiver lacks, base being what it has, expanded. It leaves
// nothing behind: records go through the buffer in a transaction that is
// rolled back, and costs no commit. Nothing to send gives a Count of 0. ok is
// false if it is too much for one message: a transfer is due then.
func (e *Engine) carried(ctx context.Context, profile string, filter Filter, base map[string]Counters) (h carryHeader, records string, ok bool, err error) {
	err = e.db.Update(ctx, func(tx Tx) (err error) {
		if h, records, ok, err = e.queueCarried(tx, profile, filter, base); err != nil {
			return err
		}
		return errCarried
	})
	if errors.Is(err, errCarried) {
		err = nil
	}
	return h, records, ok, err
}

// errCarried rolls back the transaction of carried.
var errCarried = errors.New("carried")

// queueCarried reads the records of a carry through the buffer.
func (engine *Engine) queueCarried(tx Tx, profile string, filter Filter, base map[string]Counters) (h carryHeader, records string, ok bool, err error) {
	own, err := readFSIC(tx, filter, producer)
	if err != nil {
		return h, "", false, err
	}
	expanded := own.expand(filter)
	due := diff(expanded, base)
	if there, err := anyDue(tx, due, profile); err != nil || !there {
		return h, "", true, err
	}
	if h.Transfer, err = engine.identity.newID(); err != nil {
		return h, "", false, err
	}
	for _, e := range due {
		partition, instance := e[0].(string), e[1].(string)
		h.Claims = append(h.Claims, claim{partition, instance, e[2].(int64), expanded[partition][instance]})
	}
	s := &TransferSession{ID: h.Transfer, SyncSession: h.Transfer, Push: true, Profile: profile, Filter: filter}
	if err := engine.StartTransfer(tx, s); err != nil {
		return h, "", false, err
	}
	s.ClientFSIC, s.ServerFSIC = toJSON(own), toJSON(FSIC{Super: map[string]Counters{}, Sub: base})
	if err := engine.Queue(tx, s); err != nil {
		return h, "", false, err
	}
	if err := h.narrow(tx, s); err != nil {
		return h, "", false, err
	}
	chunk, err := engine.ReadChunk(tx, s, 0, carryRecords)
	h.Count = chunk.Count
	ok = chunk.Count == s.RecordsTotal && len(chunk.Records) <= MaxCarryBytes && len(h.Claims) <= carryClaims && len(h.Filter) <= MaxFilter
	return h, chunk.Records, ok, err
}

// narrow leaves out the claims without a queued record, and the prefixes of the
// filter without a claim. Serializing raises an instance's counter under every
// prefix, but a claim that brings nothing would only keep the message from
// those who may read what does come.
func (h *carryHeader) narrow(tx Tx, s *TransferSession) error {
	h.Filter = s.Filter
	if len(s.Filter) < 2 {
		return nil
	}
	var partitions Filter
	err := readJSON(tx, &partitions, "SELECT json_group_array(DISTINCT partition) FROM morango_buffer WHERE transfer_session_id = ?1", s.seq)
	if err != nil {
		return err
	}
	h.Claims = slices.DeleteFunc(h.Claims, func(c claim) bool {
		return !slices.ContainsFunc(partitions, func(p string) bool { return strings.HasPrefix(p, c.Partition) })
	})
	h.Filter = slices.DeleteFunc(slices.Clone(s.Filter), func(prefix string) bool {
		return !slices.ContainsFunc(h.Claims, func(c claim) bool { return strings.HasPrefix(c.Partition, prefix) })
	})
	return nil
}

// serializeDirty serializes, if there is anything to.
func (e *Engine) serializeDirty(tx Tx, filter Filter) error {
	dirty, err := e.dirtyModels(tx)
	if err != nil || len(dirty.models) == 0 && !dirty.deleted {
		return err
	}
	_, err = e.Serialize(tx, filter)
	return err
}

// forget removes a session of carried records: nobody will resume it.
func (e *Engine) forget(tx Tx, s *TransferSession) error {
	if err := clearBuffer(tx, s); err != nil {
		return err
	}
	_, err := tx.Exec("DELETE FROM morango_transfersession WHERE seq = ?1", s.seq)
	return err
}

// applyCarried takes in carried records, all five stages in the caller's
// transaction, which must roll back on error. Errors: behind, conflict, and
// those of WriteChunk.
func (e *Engine) applyCarried(tx Tx, h carryHeader, records string, s *TransferSession) error {
	if err := h.check(); err != nil {
		return err
	}
	if len(records) > MaxCarryBytes {
		return Errorf(CodeBadRequest, "carried records of %d bytes, at most %d", len(records), MaxCarryBytes)
	}
	err := meet(tx, h.sub())
	if metItself(err) && s.Server {
		return Errorf(CodeBehind, "the carried records build on saves that were never made here")
	}
	if err != nil {
		return err
	}
	known, err := integer(tx, `SELECT NOT EXISTS (SELECT 1 FROM json_each(?1) c WHERE c.value ->> 2 > 0 AND c.value ->> 2 >
 ifnull((SELECT max(d.counter) FROM morango_databasemaxcounter d WHERE d.instance_id = c.value ->> 1
  AND substr(c.value ->> 0, 1, length(d.partition)) = d.partition), 0))`, toJSON(h.Claims))
	if err != nil {
		return err
	}
	if known == 0 {
		return Errorf(CodeBehind, "the carried records build on others that are not here")
	}
	s.ID, s.Filter = h.Transfer, h.Filter
	if err := e.StartTransfer(tx, s); err != nil {
		return err
	}
	if s.Push {
		s.ClientFSIC = toJSON(h.sub())
	} else {
		s.ServerFSIC = toJSON(h.sub())
	}
	s.RecordsTotal = h.Count
	if err := e.WriteChunk(tx, s, Chunk{Count: h.Count, Records: records}); err != nil {
		return err
	}
	if err := e.finish(tx, s); err != nil {
		return err
	}
	if s.Conflicts > 0 {
		return Errorf(CodeConflict, "%d carried records conflict", s.Conflicts)
	}
	return e.forget(tx, s)
}

// raise adds what claims say to what a peer has under a filter.
func raise(base map[string]Counters, claims []claim, filter Filter) {
	for _, c := range claims {
		if filter.Contains(c.Partition) {
			add(base, c.Partition, c.Instance, c.Counter)
			continue
		}
		for _, prefix := range filter {
			if strings.HasPrefix(prefix, c.Partition) {
				add(base, prefix, c.Instance, c.Counter)
			}
		}
	}
}

// union is what two sides have between them, expanded.
func union(a, b map[string]Counters) map[string]Counters {
	out := map[string]Counters{}
	for _, m := range []map[string]Counters{a, b} {
		for _, p := range slices.Sorted(maps.Keys(m)) {
			for instance, c := range m[p] {
				add(out, p, instance, c)
			}
		}
	}
	return out
}
