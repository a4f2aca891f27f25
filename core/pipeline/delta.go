package pipeline

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// A delta is a few records in one message, with the counters that they build
// on, instead of a whole transfer: one commit on each side, and no round trip
// before it. PROTOCOL.md §7 says that such records are carried.
//
// A delta is applied only if the receiver has everything that it builds on and
// nothing in it conflicts. Otherwise the ordinary pull and push follow, where
// only one side merges.

// The bounds of a delta.
const (
	MaxDeltaRecords = 100       // records
	MaxDeltaBytes   = 128 << 10 // bytes of its records
	MaxDeltaClaims  = 1000      // claims
)

// DeltaHeader is the header of wire.KindDelta, before the records.
type DeltaHeader struct {
	Transfer string          `json:"transfer"` // id, chosen by the sender
	Filter   value.Filter    `json:"filter"`   // partition prefixes that the records lie under
	Claims   []counter.Claim `json:"claims"`   // what the receiver has once it has applied them
	Count    int64           `json:"count"`    // records
}

// Check holds a peer's header against its bounds. Errors: bad_request,
// bad_fsic.
func (h DeltaHeader) Check() error {
	if !value.IsID(h.Transfer) || h.Count < 1 || h.Count > MaxDeltaRecords || len(h.Claims) > MaxDeltaClaims {
		return fault.Errorf(fault.BadRequest, "%d records and %d claims carried as %.40q", h.Count, len(h.Claims), h.Transfer)
	}
	for _, c := range h.Claims {
		if len(c.Partition) > value.MaxPrefix || !h.Filter.Contains(c.Partition) || !value.IsID(c.Instance) || c.Base < 0 || c.Base > c.Counter || c.Counter > value.MaxCounter {
			return fault.Errorf(fault.BadFSIC, "claim of %d to %d for instance %.40q under %.80q", c.Base, c.Counter, c.Instance, c.Partition)
		}
	}
	return nil
}

// sub is what the sender has, in a transfer's terms.
func (h DeltaHeader) sub() counter.FSIC {
	f := counter.FSIC{Super: map[string]counter.Counters{}, Sub: map[string]counter.Counters{}}
	for _, c := range h.Claims {
		counter.Add(f.Sub, c.Partition, c.Instance, c.Counter)
	}
	return f
}

// Delta makes a header and its records, a JSON array, out of what is serialized
// under the filter and the receiver lacks; base is what the receiver has,
// expanded. The Count is 0 if there is nothing to send. ok is false if it is
// too much for one message, so that a transfer is due. Delta leaves nothing
// behind: the records go through the Buffer in a transaction that is rolled
// back, which costs no commit.
func (e *Engine) Delta(
	ctx context.Context, profile string, filter value.Filter, base map[string]counter.Counters,
) (h DeltaHeader, records string, ok bool, err error) {
	err = e.db.Update(ctx, func(tx sqldb.Tx) (err error) {
		if h, records, ok, err = e.queueDelta(tx, profile, filter, base); err != nil {
			return err
		}
		return errDelta
	})
	if errors.Is(err, errDelta) {
		err = nil
	}
	return h, records, ok, err
}

// errDelta rolls back the transaction of [Engine.Delta].
var errDelta = errors.New("delta")

// queueDelta reads the records of a delta through the Buffer.
func (e *Engine) queueDelta(
	tx sqldb.Tx, profile string, filter value.Filter, base map[string]counter.Counters,
) (h DeltaHeader, records string, ok bool, err error) {
	own, err := counter.ReadFSIC(tx, filter, counter.Producer)
	if err != nil {
		return h, "", false, err
	}
	expanded := own.Expand(filter)
	due := counter.Diff(expanded, base)
	if there, err := anyDue(tx, due, profile); err != nil || !there {
		return h, "", true, err
	}
	if h.Transfer, err = e.identity.NewID(); err != nil {
		return h, "", false, err
	}
	for _, d := range due {
		c := counter.Claim{Partition: d[0].(string), Instance: d[1].(string), Base: d[2].(int64)}
		c.Counter = expanded[c.Partition][c.Instance]
		h.Claims = append(h.Claims, c)
	}
	s := &Transfer{ID: h.Transfer, SyncSession: h.Transfer, Push: true, Profile: profile, Filter: filter}
	if err := e.Start(tx, s); err != nil {
		return h, "", false, err
	}
	s.ClientFSIC, s.ServerFSIC = sqldb.ToJSON(own), sqldb.ToJSON(counter.FSIC{Super: map[string]counter.Counters{}, Sub: base})
	if err := e.Queue(tx, s); err != nil {
		return h, "", false, err
	}
	if err := h.narrow(tx, s); err != nil {
		return h, "", false, err
	}
	chunk, err := e.ReadChunk(tx, s, 0, MaxDeltaRecords)
	h.Count = chunk.Count
	ok = chunk.Count == s.RecordsTotal && len(chunk.Records) <= MaxDeltaBytes &&
		len(h.Claims) <= MaxDeltaClaims && len(h.Filter) <= trust.MaxFilter
	return h, chunk.Records, ok, err
}

// narrow leaves out the claims without a queued record, and the prefixes of the
// filter without a claim. Serializing raises an instance's counter under every
// prefix, but a claim that brings nothing would only keep the message from
// those who may read what does come.
func (h *DeltaHeader) narrow(tx sqldb.Tx, s *Transfer) error {
	h.Filter = s.Filter
	if len(s.Filter) < 2 {
		return nil
	}
	var partitions value.Filter
	err := sqldb.ReadJSON(tx, &partitions, "SELECT json_group_array(DISTINCT partition) FROM morango_buffer WHERE transfer_session_id = ?1", s.Seq)
	if err != nil {
		return err
	}
	h.Claims = slices.DeleteFunc(h.Claims, func(c counter.Claim) bool {
		return !slices.ContainsFunc(partitions, func(p string) bool { return strings.HasPrefix(p, c.Partition) })
	})
	h.Filter = slices.DeleteFunc(slices.Clone(s.Filter), func(prefix string) bool {
		return !slices.ContainsFunc(h.Claims, func(c counter.Claim) bool { return strings.HasPrefix(c.Partition, prefix) })
	})
	return nil
}

// SerializeDirty is [Engine.Serialize] if there is anything to serialize. Else
// it takes no counter and writes nothing.
func (e *Engine) SerializeDirty(tx sqldb.Tx, filter value.Filter) error {
	dirty, err := e.dirtyModels(tx)
	if err != nil || len(dirty.models) == 0 && !dirty.deleted {
		return err
	}
	_, err = e.Serialize(tx, filter)
	return err
}

// forget removes a delta's transfer: nobody will resume it.
func (e *Engine) forget(tx sqldb.Tx, s *Transfer) error {
	if err := clearBuffer(tx, s); err != nil {
		return err
	}
	_, err := tx.Exec("DELETE FROM morango_transfersession WHERE seq = ?1", s.Seq)
	return err
}

// ApplyDelta takes in a delta's records by all stages, in the caller's
// transaction, which must roll back on an error. The caller fills in s as for
// [Engine.Start], but for ID and Filter. Errors: behind, conflict, a
// counter.Copied at a client, and those of [Engine.WriteChunk].
func (e *Engine) ApplyDelta(tx sqldb.Tx, h DeltaHeader, records string, s *Transfer) error {
	if err := h.Check(); err != nil {
		return err
	}
	if len(records) > MaxDeltaBytes {
		return fault.Errorf(fault.BadRequest, "carried records of %d bytes, at most %d", len(records), MaxDeltaBytes)
	}
	err := counter.Meet(tx, h.sub())
	if counter.IsCopied(err) && s.Server {
		return fault.Errorf(fault.Behind, "the carried records build on saves that were never made here")
	}
	if err != nil {
		return err
	}
	known, err := sqldb.Int(tx, `SELECT NOT EXISTS (SELECT 1 FROM json_each(?1) c WHERE c.value ->> 2 > 0 AND c.value ->> 2 >
 ifnull((SELECT max(d.counter) FROM morango_databasemaxcounter d WHERE d.instance_id = c.value ->> 1
  AND substr(c.value ->> 0, 1, length(d.partition)) = d.partition), 0))`, sqldb.ToJSON(h.Claims))
	if err != nil {
		return err
	}
	if known == 0 {
		return fault.Errorf(fault.Behind, "the carried records build on others that are not here")
	}
	s.ID, s.Filter = h.Transfer, h.Filter
	if err := e.Start(tx, s); err != nil {
		return err
	}
	if s.Push {
		s.ClientFSIC = sqldb.ToJSON(h.sub())
	} else {
		s.ServerFSIC = sqldb.ToJSON(h.sub())
	}
	s.RecordsTotal = h.Count
	if err := e.WriteChunk(tx, s, Chunk{Count: h.Count, Records: records}); err != nil {
		return err
	}
	if err := e.Finish(tx, s); err != nil {
		return err
	}
	if s.Conflicts > 0 {
		return fault.Errorf(fault.Conflict, "%d carried records conflict", s.Conflicts)
	}
	return e.forget(tx, s)
}

// Raise adds what claims say to base, what a peer has under a filter, expanded.
func Raise(base map[string]counter.Counters, claims []counter.Claim, filter value.Filter) {
	for _, c := range claims {
		if filter.Contains(c.Partition) {
			counter.Add(base, c.Partition, c.Instance, c.Counter)
			continue
		}
		for _, prefix := range filter {
			if strings.HasPrefix(prefix, c.Partition) {
				counter.Add(base, prefix, c.Instance, c.Counter)
			}
		}
	}
}
