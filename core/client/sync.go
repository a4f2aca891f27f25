package client

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/relays"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// Options says what a sync does. The zero value pulls, then pushes,
// everything that the certificates allow, once.
type Options struct {
	// Room is the id of the dataset to sync, by its root certificate. Package
	// datasets fills it in.
	Room string
	// Pull and Push limit the sync to one direction; neither means both.
	Pull, Push bool
	// Filter limits the sync to partition prefixes; nil means all that the
	// certificate allows.
	Filter value.Filter
	// ChunkSize is the number of records in a chunk, 0 = pipeline.ChunkRecords.
	ChunkSize int
	// Live keeps the sync going: changes here and there pass at once, and a
	// lost connection is taken up again, until the context ends.
	Live bool
	// Admit is the fingerprint of the relay's key, 64 hex digits, if the user
	// admits this relay: to the dataset, where the root's key is here, and at
	// this address in the place of another one that was there before. The
	// first relay of a new dataset needs no such word.
	Admit string
	// Progress is told of each step; it must not block.
	Progress func(Progress)

	group *group       // the own certificates to sync by
	met   *atomic.Bool // whether the relay has proved itself in this sync
}

// Progress is how far a transfer is. A live sync that is idle says so, with
// neither direction nor stage, and likewise that it has lost its relay; any
// other event says that the relay is there.
type Progress struct {
	// Room is the dataset that it is about, "" where the database holds one.
	Room      string         `json:"room,omitempty"`
	Direction string         `json:"direction"`         // "pull" or "push"; "" between transfers
	Stage     pipeline.Stage `json:"stage"`             // "" between transfers
	Offline   bool           `json:"offline"`           // relay or own storage cannot go on, and is tried again
	Code      fault.Code     `json:"code,omitempty"`    // why it is offline
	Records   int64          `json:"records"`           // transferred so far
	Total     int64          `json:"total"`             // of the transfer, 0 while unknown
	Bytes     int64          `json:"bytes"`             // sent and received so far, by the whole sync
	Revoked   string         `json:"revoked,omitempty"` // id of an own certificate that was found to be taken back; the sync goes on without it
	// Failed says that the sync of this dataset is over, because of Code, while
	// those of others go on.
	Failed bool `json:"failed,omitempty"`
}

// Result is what a sync did.
type Result struct {
	Pushed        int64 `json:"pushed"`        // records sent
	Pulled        int64 `json:"pulled"`        // records received
	Conflicts     int64 `json:"conflicts"`     // records merged on either side
	Quarantined   int64 `json:"quarantined"`   // records that could not be applied, on either side
	BytesSent     int64 `json:"bytesSent"`     // messages, as they went out
	BytesReceived int64 `json:"bytesReceived"` // messages, as they came in
	// Revoked are the ids of the own certificates that the room's owner has
	// taken back, so that nothing was synced by them any more.
	Revoked []string `json:"revoked,omitempty"`
	// Rooms is what was done for each dataset, where the database holds several.
	Rooms []RoomResult `json:"rooms,omitempty"`
}

// RoomResult is what a sync did for one of several datasets.
type RoomResult struct {
	Room string     `json:"room"`           // its id
	Code fault.Code `json:"code,omitempty"` // why its sync failed
	Result
}

// Add adds what another sync did.
func (r *Result) Add(o Result) {
	r.Pushed += o.Pushed
	r.Pulled += o.Pulled
	r.Conflicts += o.Conflicts
	r.Quarantined += o.Quarantined
	r.BytesSent += o.BytesSent
	r.BytesReceived += o.BytesReceived
	r.Revoked = append(r.Revoked, o.Revoked...)
}

// Sync syncs one dataset, Options.Room, with a relay, as Morango's sync command
// does: pull, then push. The relay is ws(s)://host[:port][/prefix]. A database
// with several certificates, of which none permits all that the others do,
// syncs by each. What an interrupted sync had transferred is kept
// and the next one goes on from there.
//
// Errors carry a code: unavailable where the relay cannot be reached,
// relay_not_admitted and relay_changed where it is not a relay of the dataset,
// or not the one that was at this address before (Options.Admit);
// no_certificate before core.Instance.CreateRoot or Join, revoked where the
// room's owner has taken back a certificate. If others are left, the sync is
// completed by these first and its error names the one that was lost; later
// syncs go without it and do not fail. A live sync reports the loss as
// Progress, goes on by the others, and fails once none is left.
func (h *Hub) Sync(ctx context.Context, relay string, dial wire.Dialer, opts Options) (Result, error) {
	if err := opts.Complete(); err != nil {
		return Result{}, err
	}
	own, err := h.credentials(ctx, opts.Room)
	if err != nil {
		return Result{}, err
	}
	certificates, err := Choose(own, opts)
	if err != nil {
		return Result{}, err
	}
	f := &fleet{hub: h, relay: relay, dial: dial, opts: opts}
	result, failure := f.sync(ctx, certificates)
	if own, err = h.credentials(context.WithoutCancel(ctx), opts.Room); err != nil {
		return result, errors.Join(failure, err)
	}
	for _, id := range f.lost {
		own.Lose(id)
	}
	result.Revoked = trust.CertificateIDs(own.Revoked)
	return result, failure
}

// syncAs is Sync by the certificates of one group.
func (h *Hub) syncAs(ctx context.Context, relay string, dial wire.Dialer, opts Options) (Result, error) {
	if opts.Live {
		h.live.Add(1)
		defer h.live.Add(-1)
	}
	var result Result
	renewed, expelled := 0, 0
	certificates := len(opts.group.members())
	for attempt := 0; ; attempt++ {
		hint := h.network.Next()
		reached := false
		r, err := h.syncOnce(ctx, relay, dial, opts, func() { reached = true })
		result.Add(r)
		if fault.CodeOf(err).Over() {
			if reached {
				expelled++
			}
			if e, told := errors.AsType[wire.RelayError](err); told && e.Rules != nil {
				if err := h.engine.DB().Update(ctx, relays.Learn(opts.Room, e.Rules)); err != nil {
					return result, err
				}
			}
			left, failure := opts.group.revoked(reached && expelled <= certificates)
			if left && failure == nil {
				continue
			}
			return result, cmp.Or(failure, err)
		}
		if again := counter.IsCopied(err) || errors.Is(err, errUnited) || beginsAnew(err); again && renewed < maxRenewed {
			renewed++
			continue
		}
		if stopped := ctx.Err(); stopped != nil && opts.Live {
			return result, nil // as asked
		} else if stopped != nil && err != nil {
			return result, stopped
		}
		if err == nil || !opts.Live || !passing(err, opts.met.Load()) {
			return result, err
		}
		if reached && fault.CodeOf(err) == fault.Unavailable {
			attempt = 0 // other failures come again until somebody has mended the relay
		}
		opts.Progress(Progress{Offline: true, Code: fault.CodeOf(err), Bytes: result.BytesSent + result.BytesReceived})
		h.engine.Log().Info("live sync interrupted", "relay", relay, "attempt", attempt, "error", err)
		select {
		case <-ctx.Done():
			return result, nil
		case <-time.After(backoff(attempt)):
		case <-hint:
			attempt = -1
		}
	}
}

// beginsAnew reports whether err says no more than that something has changed
// here since the sync began. errors.Is would compare the codes only.
func beginsAnew(err error) bool {
	e, ok := fault.AsError(err)
	return ok && (e == rooms.ErrOther || e == counter.ErrMet)
}

// passing reports whether a live sync outlives a failure: one of the
// connection, or, once the relay has proved itself, one of the relay's own or of
// this side's storage, which may be mended. So are messages that made no sense:
// on a line without TLS other bytes can take the place of a message's end.
func passing(err error, met bool) bool {
	code := fault.CodeOf(err)
	if code == fault.Unavailable || !met {
		return code == fault.Unavailable
	}
	if _, reported := errors.AsType[wire.RelayError](err); reported {
		return code.OwnFault() || code == fault.Limit || code == fault.UnknownSession || code == fault.InstanceCollision
	}
	return code.Storage() || code == fault.InstanceCollision ||
		code == fault.BadRequest || code == fault.BadRecord || code == fault.BadFSIC
}

// NetworkChanged tells the live syncs that the network may have come, gone or
// changed. Those that wait for another attempt try at once; those that are at
// rest ask their relays for a sign of life, and take a connection for lost that
// brings none within 16 s.
func (h *Hub) NetworkChanged() { h.network.Ring() }

// Complete fills in what the options leave out. Error: bad_request.
func (o *Options) Complete() error {
	if o.ChunkSize == 0 {
		o.ChunkSize = pipeline.ChunkRecords
	}
	if o.ChunkSize < 1 || o.ChunkSize > pipeline.MaxChunkRecords {
		return fault.Errorf(fault.BadRequest, "chunks of %d records, 1 to %d are possible", o.ChunkSize, pipeline.MaxChunkRecords)
	}
	if o.Admit != "" {
		if err := trust.CheckFingerprint(o.Admit); err != nil {
			return err
		}
	}
	if !o.Pull && !o.Push {
		o.Pull, o.Push = true, true
	}
	o.met = new(atomic.Bool)
	if o.Progress == nil {
		o.Progress = func(Progress) {}
	}
	return nil
}

// maxRenewed is how often a sync takes another identity: once where this
// database is a copy, once where the relay was put back, and once for each
// other relay's instance of this database that it meets.
const maxRenewed = 5

// backoff is how long to wait before the next attempt: doubling from 0.5 s to
// a minute, at random between half and the whole of it, so that many clients
// do not come back at once.
func backoff(attempt int) time.Duration {
	d := min(time.Minute, 500*time.Millisecond<<min(attempt, 10))
	return d/2 + rand.N(d/2)
}

// syncOnce syncs over one connection, for as long as that lasts if live.
// up is called once the connection has proved useful.
func (h *Hub) syncOnce(ctx context.Context, relay string, dial wire.Dialer, opts Options, up func()) (result Result, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	address, host, err := wire.SyncURL(relay, opts.Room)
	if err != nil {
		return result, err
	}
	contact := relays.Contact{Room: opts.Room, Accept: opts.Admit}
	if contact.Address, err = wire.RelayAddress(relay); err != nil {
		return result, err
	}
	conn, err := dial.Open(ctx, address, opts.met.Load())
	if err != nil {
		return result, err
	}
	s := &session{
		Side: Side{hub: h, room: opts.Room}, link: newLink(ctx, conn, opts.met), opts: opts,
		taken: map[string]counter.Counters{}, renewed: h.engine.Renewals(),
	}
	defer func() { result.BytesSent, result.BytesReceived = s.link.sent, s.link.received }()
	defer func() {
		code := wire.CloseNormal
		if err != nil && ctx.Err() == nil {
			code = wire.ClosePolicy
		}
		_ = conn.Close(code, string(fault.CodeOf(err))) // nothing more is expected of it
	}()
	certificates := opts.group.members()
	if s.sync, err = h.authenticate(ctx, s.link, host, contact, certificates[0]); err != nil {
		return result, err
	}
	opts.met.Store(true)
	up()
	if s.certificates, err = opts.group.prove(ctx, s.link, s.sync); err != nil {
		return result, err
	}
	if err = s.exchangeNotes(ctx); err != nil {
		return result, err
	}
	if beater, ok := conn.(wire.Beater); ok && opts.Live {
		go s.link.pulse.watch(ctx, beater, &h.network)
	}
	if err = s.run(ctx); counter.IsCopied(err) {
		err = h.engine.RenewMet(ctx, opts.Room, err)
	}
	return s.result, err
}
