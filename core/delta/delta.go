package delta

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// The bounds of a delta.
const (
	maxRecords = 100       // records
	MaxBytes   = 128 << 10 // bytes of its records
	maxClaims  = 1000      // claims
)

// Header is the header of wire.KindDelta, before the records.
type Header struct {
	Transfer string          `json:"transfer"` // id, chosen by the sender
	Filter   value.Filter    `json:"filter"`   // partition prefixes that the records lie under
	Claims   []counter.Claim `json:"claims"`   // what the receiver has once it has applied them
	Count    int64           `json:"count"`    // records
}

// Check holds a peer's header against its bounds. Errors: bad_request,
// bad_fsic.
func (h Header) Check() error {
	if !value.IsID(h.Transfer) || h.Count < 1 || h.Count > maxRecords || len(h.Claims) > maxClaims {
		const text = "%d records and %d claims carried as %.40q"
		return fault.Errorf(fault.BadRequest, text, h.Count, len(h.Claims), h.Transfer)
	}
	for _, c := range h.Claims {
		where := value.IsPrefix(c.Partition) && h.Filter.Contains(c.Partition) && value.IsID(c.Instance)
		if !where || c.Base < 0 || c.Base > c.Counter || c.Counter > value.MaxCounter {
			const text = "claim of %d to %d for instance %.40q under %.80q"
			return fault.Errorf(fault.BadFSIC, text, c.Base, c.Counter, c.Instance, c.Partition)
		}
	}
	return nil
}

// sub is what the sender has, in a transfer's terms.
func (h Header) sub() counter.FSIC {
	f := counter.FSIC{Super: map[string]counter.Counters{}, Sub: map[string]counter.Counters{}}
	for _, c := range h.Claims {
		counter.Add(f.Sub, c.Partition, c.Instance, c.Counter)
	}
	return f
}

// Make makes a header and its records, a JSON array, out of what is serialized
// under the filter of t and the receiver lacks; base is what the receiver has,
// expanded. The caller fills in Room, Profile and Filter of t. The Count is 0 if there is nothing to send. ok is false if it is
// too much for one message, so that a transfer is due. Make leaves nothing
// behind: the records go through the Buffer in a transaction that is rolled
// back, which costs no commit.
func Make(
	ctx context.Context, e *pipeline.Engine, t pipeline.Transfer, base map[string]counter.Counters,
) (h Header, records string, ok bool, err error) {
	err = e.DB().Update(ctx, func(tx sqldb.Tx) (err error) {
		if h, records, ok, err = queue(tx, e, t, base); err != nil {
			return err
		}
		return errMade
	})
	if errors.Is(err, errMade) {
		err = nil
	}
	return h, records, ok, err
}

// errMade rolls back the transaction of [Make].
var errMade = errors.New("made")

// queue reads the records of a delta through the Buffer.
func queue(
	tx sqldb.Tx, e *pipeline.Engine, t pipeline.Transfer, base map[string]counter.Counters,
) (h Header, records string, ok bool, err error) {
	own, err := counter.ToldFSIC(tx, t.Filter, counter.Producer)
	if err != nil {
		return h, "", false, err
	}
	expanded := own.Expand(t.Filter)
	due := counter.Diff(expanded, base)
	if there, err := counter.AnyDue(tx, due, t.Profile); err != nil || !there {
		return h, "", true, err
	}
	if h.Transfer, err = e.Identity().NewID(); err != nil {
		return h, "", false, err
	}
	for _, d := range due {
		c := counter.Claim{Partition: d[0].(string), Instance: d[1].(string), Base: d[2].(int64)}
		c.Counter = expanded[c.Partition][c.Instance]
		h.Claims = append(h.Claims, c)
	}
	t.ID, t.SyncSession, t.Push = h.Transfer, h.Transfer, true
	if t, err = e.Start(tx, t); err != nil {
		return h, "", false, err
	}
	t.ClientFSIC = sqldb.ToJSON(own)
	t.ServerFSIC = sqldb.ToJSON(counter.FSIC{Super: map[string]counter.Counters{}, Sub: base})
	if t, err = e.Queue(tx, t); err != nil {
		return h, "", false, err
	}
	if t.RecordsTotal > maxRecords {
		return h, "", false, nil
	}
	if err := h.narrow(tx, t); err != nil {
		return h, "", false, err
	}
	chunk, err := e.ReadChunk(tx, t, 0, maxRecords)
	h.Count = chunk.Count
	ok = len(chunk.Records) <= MaxBytes &&
		len(h.Claims) <= maxClaims && len(h.Filter) <= trust.MaxFilter
	return h, chunk.Records, ok, err
}

// narrow lowers the claims to what the queued records show, and leaves out those
// without a record, and the prefixes of the filter without a claim.
//
// An instance has one counter for all that it saves. A claim that says more than
// the records tells what was saved elsewhere, keeps the message from those who may
// read what does come, and becomes the base of a later claim, with which the
// receiver's records do not agree ([counter.IsShown]).
func (h *Header) narrow(tx sqldb.Tx, t pipeline.Transfer) error {
	queued, err := t.Buffered(tx)
	if err != nil {
		return err
	}
	for i, c := range h.Claims {
		shown := c.Base
		for _, q := range queued {
			if q.Instance == c.Instance && strings.HasPrefix(q.Partition, c.Partition) {
				shown = max(shown, q.Counter)
			}
		}
		h.Claims[i].Counter = min(c.Counter, shown)
	}
	h.Claims = slices.DeleteFunc(h.Claims, func(c counter.Claim) bool { return c.Counter == c.Base })
	h.Filter = slices.DeleteFunc(slices.Clone(t.Filter), func(prefix string) bool {
		under := func(c counter.Claim) bool { return strings.HasPrefix(c.Partition, prefix) }
		return !slices.ContainsFunc(h.Claims, under)
	})
	return nil
}

// Apply takes in a delta's records by all stages, in the caller's transaction,
// which must roll back on an error. The caller fills in t as for
// [pipeline.Engine.Start], but for ID and Filter. Errors: [ErrBehind], conflict, a
// counter.Copied at a client, and those of [pipeline.Engine.WriteChunk].
func Apply(tx sqldb.Tx, e *pipeline.Engine, t pipeline.Transfer, h Header, records string) (pipeline.Transfer, error) {
	if err := h.Check(); err != nil {
		return t, err
	}
	if len(records) > MaxBytes {
		return t, fault.Errorf(fault.BadRequest, "carried records of %d bytes, at most %d", len(records), MaxBytes)
	}
	if err := h.buildsOn(tx, t.Server); err != nil {
		return t, err
	}
	t.ID, t.Filter = h.Transfer, h.Filter
	t, err := e.Start(tx, t)
	if err != nil {
		return t, err
	}
	if t.Push {
		t.ClientFSIC = sqldb.ToJSON(h.sub())
	} else {
		t.ServerFSIC = sqldb.ToJSON(h.sub())
	}
	t.RecordsTotal = h.Count
	if t, err = e.WriteChunk(tx, t, pipeline.Chunk{Count: h.Count, Records: records}); err != nil {
		return t, err
	}
	if t, err = e.Finish(tx, t); err != nil {
		return t, err
	}
	if t.Merged > 0 {
		return t, fault.Errorf(fault.Conflict, "%d carried records were changed here, too", t.Merged)
	}
	return t, e.Forget(tx, t)
}

// buildsOn makes sure that everything is here that the carried records build
// on. Error: behind.
func (h Header) buildsOn(tx sqldb.Tx, server bool) error {
	err := counter.Meet(tx, h.sub())
	if counter.IsCopied(err) && server {
		return ErrBehind
	}
	if err != nil {
		return err
	}
	reached, err := reached(tx, h.Claims)
	if err == nil && !reached {
		err = ErrBehind
	}
	return err
}

// ErrBehind says that something is not here that carried records build on, and
// not what: a sender may not learn of each instance (PROTOCOL.md §10).
var ErrBehind = fault.Errorf(fault.Behind, "the carried records build on others that are not here")

// Applied reports whether everything is here that the claims of deltas say, as
// it is once these were applied.
func Applied(tx sqldb.Tx, claims []counter.Claim) (bool, error) {
	after := slices.Clone(claims)
	for i := range after {
		after[i].Base = after[i].Counter
	}
	return reached(tx, after)
}

// reached reports whether the database has every claim's base.
func reached(tx sqldb.Tx, claims []counter.Claim) (bool, error) {
	n, err := sqldb.Int(tx, `SELECT NOT EXISTS (SELECT 1 FROM json_each(?1) c
 WHERE c.value ->> 2 > 0 AND c.value ->> 2 >
 ifnull((SELECT max(d.counter) FROM morango_databasemaxcounter d WHERE d.instance_id = c.value ->> 1
  AND substr(c.value ->> 0, 1, length(d.partition)) = d.partition), 0))`, sqldb.ToJSON(claims))
	return n == 1, err
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
