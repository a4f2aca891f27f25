package server

import (
	"context"

	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// Guest is a peer that has proved itself by a certificate otherwise than
// through a socket: package morangohttp speaks with those. The same bounds hold
// for what it brings, and the sockets learn of it.
type Guest struct{ call *call }

// Guest makes a guest of the holder of a client's certificate, by id. instance
// is who it says it is, "" if it did not say.
func (s *Room) Guest(ctx context.Context, engine *pipeline.Engine, certificate, instance string) Guest {
	return Guest{&call{
		room: s, ctx: ctx, engine: engine,
		state:      socketState{Certificate: certificate, ClientInstance: instance},
		permission: newPermission(grant{certificate: certificate}),
	}}
}

// Update runs a transaction. The DatabaseMaxCounters that it adds are charged
// to the guest's certificate. Error: also limit, and then nothing is changed.
func (g Guest) Update(fn func(tx sqldb.Tx) error) error { return g.call.update(fn) }

// Begin stores a new transfer, as [pipeline.Engine.Start] does, and ends others
// for it:
//   - those that were idle for longer than pipeline.IdleAge;
//   - those of the same instance, certificate, direction and filter in another
//     sync session that were silent for longer than silentAge: who begins anew
//     has given them up;
//   - the least recently active of this certificate and its branch, beyond the
//     bounds that hold for sockets.
func (g Guest) Begin(tx sqldb.Tx, t pipeline.Transfer) (pipeline.Transfer, error) {
	c := g.call
	if err := c.boundTransfers(tx, func() error {
		silent := value.FormatTime(c.engine.Identity().Time().Add(-silentAge))
		return pipeline.AbandonAll(tx, `is_server = 1 AND push = ?1 AND filter = ?2 AND last_activity_timestamp < ?5
 AND sync_session_id <> ?6 AND sync_session_id IN (SELECT id FROM morango_syncsession
 WHERE client_instance_id = ?3 AND client_certificate_id = ?4 AND server_instance_json <> '')`,
			t.Push, t.Filter.String(), c.state.ClientInstance, c.state.Certificate, silent, t.SyncSession)
	}); err != nil {
		return t, err
	}
	return c.engine.Start(tx, t)
}

// MayTakeIn reports why the room's storage does not take so many bytes of records
// of the guest's transfer in: limit or storage_full.
func (g Guest) MayTakeIn(transfer string, bytes int64) error {
	return g.call.mayTakeIn(transfer, completing*bytes)
}

// Tell sends news to the live sockets that may read something under the
// filter, because the guest has brought records there.
func (g Guest) Tell(filter value.Filter) {
	g.call.tell(filter, func(value.Filter) []byte { return wire.Encode(wire.KindChanged, wire.Changed{}, "") })
}

// The bounds of the sync sessions of Morango's protocol, which stay open until
// their clients close them.
const (
	// MaxSyncSessions bounds those of one certificate.
	MaxSyncSessions = 100
	// MaxRoomSyncSessions bounds those of a room.
	MaxRoomSyncSessions = 2000
)

// BoundSyncSessions ends the sync sessions of Morango's protocol that were
// active least recently, with their transfers, so that another one may be
// opened: of the guest's certificate beyond MaxSyncSessions, of the room beyond
// MaxRoomSyncSessions, there first those of the certificates with the most.
func (g Guest) BoundSyncSessions(tx sqldb.Tx) error {
	if err := g.call.expire(tx); err != nil {
		return err
	}
	var list string
	list, err := tx.Text(`SELECT json_group_array(id) FROM
 (SELECT id, nth, client_certificate_id, row_number() OVER (ORDER BY nth, last_activity_timestamp DESC) AS place FROM
  (SELECT id, client_certificate_id, last_activity_timestamp,
   row_number() OVER (PARTITION BY client_certificate_id ORDER BY last_activity_timestamp DESC) AS nth
   FROM morango_syncsession WHERE active = 1 AND is_server = 1 AND server_instance_json <> ''))
WHERE client_certificate_id = ?1 AND nth >= ?2 OR place >= ?3`, g.call.state.Certificate, MaxSyncSessions, MaxRoomSyncSessions)
	if err != nil || list == "[]" {
		return err
	}
	if err := pipeline.AbandonAll(tx, "sync_session_id IN (SELECT value FROM json_each(?1))", list); err != nil {
		return err
	}
	_, err = tx.Exec("UPDATE morango_syncsession SET active = 0 WHERE id IN (SELECT value FROM json_each(?1))", list)
	return err
}
