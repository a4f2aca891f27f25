package server

import (
	"context"
	"slices"

	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/grants"
	"github.com/amora-sync/amora/core/idle"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/quota"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// Guest is a peer that has proved itself by a certificate otherwise than
// through a socket: package morangohttp speaks with those. The same bounds hold
// for what it brings, and the sockets learn of it.
type Guest struct{ call *call }

// Guest makes a guest of the holder of a client's certificate, the last of a
// chain. instance is who it says it is, "" if it did not say.
func (s *Room) Guest(
	ctx context.Context, tx sqldb.Tx, engine *pipeline.Engine, chain trust.Chain, instance string,
) (Guest, error) {
	var issuers []string
	err := sqldb.ReadJSON(tx, &issuers, "SELECT json_group_array(id) FROM ("+quota.IssuersSQL+")")
	appoints := func(id string) bool { return slices.Contains(issuers, id) }
	certificate := chain.Leaf().ID
	return Guest{&call{
		room: s, ctx: ctx, engine: engine,
		state:      socketState{Certificate: certificate, Member: quota.MemberOf(chain, appoints), ClientInstance: instance},
		permission: grants.New(grants.Grant{Certificate: certificate}),
	}}, err
}

// Asks counts a request of a guest, by its member. Error: unavailable, past twice
// MemberRate.
func (s *Room) Asks(engine *pipeline.Engine, member string) error {
	return s.taken.Asks(member, engine.Identity().Time())
}

// Member names the member that the guest is, or descends from, as [Member] does
// for sockets.
func (g Guest) Member() string { return g.call.state.Member }

// MayOpen reports why a transfer is not opened for the guest, with so many bytes
// of its FSIC: it has had its share of the room's time, or what is stored of the
// transfer would not fit. Errors: limit, storage_full.
func (g Guest) MayOpen(transfer string, push bool, fsic int) error {
	c := g.call
	if err := c.spend(int64(openBytes + fsic)); err != nil {
		return err
	}
	if push {
		return c.mayTakeIn(transfer, int64(openBytes+2*fsic))
	}
	if err := c.room.taken.MayCopy(c.state.Member, c.now()); err != nil {
		return err
	}
	return c.room.opts.Full(int64(openBytes + 2*fsic))
}

// MayCopyAll reports that the room has space for a copy of all its records.
func (g Guest) MayCopyAll() bool {
	opts := &g.call.room.opts
	return opts.Full(copyTakes*opts.Size()) == nil
}

// MayCopy reports that the room has no space for the records which a pull is about
// to copy, both sides having said what they have. Errors: limit, storage_full.
func (g Guest) MayCopy(t pipeline.Transfer) error {
	c := g.call
	var bytes int64
	err := c.engine.DB().View(c.ctx, func(tx sqldb.Tx) error {
		due, err := t.Due()
		if err == nil {
			bytes, err = counter.DueBytes(tx, due, t.Profile)
		}
		return err
	})
	if err != nil {
		return err
	}
	return c.room.opts.Full(copyTakes * bytes)
}

// Copied counts the records that were copied for a pull.
func (g Guest) Copied(t pipeline.Transfer) { g.call.copied(t) }

// Reads counts a page of a pull's records. One before the furthest that was read
// costs as much as an open of its length. Error: limit.
func (g Guest) Reads(transfer string, offset, count, bytes int64) error {
	if g.call.reads(transfer, offset, count) {
		return g.call.spend(bytes)
	}
	return nil
}

// Spent counts work that was done for the guest, in bytes.
func (g Guest) Spent(bytes int64) { g.call.spent(bytes) }

// Expire ends what was idle for too long in the room.
func (g Guest) Expire(tx sqldb.Tx) error { return g.call.expire(tx) }

// Update runs a transaction. The DatabaseMaxCounters that it adds are charged
// to the guest's certificate. Error: also limit, and then nothing is changed.
func (g Guest) Update(fn func(tx sqldb.Tx) error) error { return g.call.update(fn) }

// Begin stores a new transfer, as [pipeline.Engine.Start] does, and ends others
// for it:
//   - those that were idle for longer than idle.Age;
//   - those of the same instance, certificate, direction and filter in another
//     sync session that were silent for longer than silentAge: who begins anew
//     has given them up;
//   - the least recently active of this certificate and its branch, beyond the
//     bounds that hold for sockets.
func (g Guest) Begin(tx sqldb.Tx, t pipeline.Transfer) (pipeline.Transfer, error) {
	c := g.call
	if err := c.makeRoom(tx, func() error {
		silent := value.FormatTime(c.engine.Identity().Time().Add(-silentAge))
		return idle.AbandonAll(tx, `is_server = 1 AND push = ?1 AND filter = ?2 AND last_activity_timestamp < ?5
 AND sync_session_id <> ?6 AND sync_session_id IN (SELECT id FROM morango_syncsession
 WHERE client_instance_id = ?3 AND client_certificate_id = ?4 AND server_instance_json <> '')`,
			t.Push, t.Filter.String(), c.state.ClientInstance, c.state.Certificate, silent, t.SyncSession)
	}); err != nil {
		return t, err
	}
	return c.engine.Start(tx, t)
}

// MayTakeIn reports why the room's storage does not take so many bytes of records
// of the guest's transfer in: unavailable past MemberRate, limit or storage_full.
func (g Guest) MayTakeIn(transfer string, bytes int64) error {
	if err := g.call.brings(); err != nil {
		return err
	}
	return g.call.mayTakeIn(transfer, completing*bytes)
}

// Tell sends news to the live sockets that may read something under the
// filter, because the guest has brought records there.
func (g Guest) Tell(filter value.Filter) {
	g.call.tellChanged(filter)
}
