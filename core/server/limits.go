package server

import (
	"cmp"
	"time"

	"github.com/amora-sync/amora/core/idle"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/quota"
	"github.com/amora-sync/amora/core/seen"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// The bounds of transfers under way. Each may have a copy of its scope
// buffered.
const (
	// MaxTransfers bounds the pulls of one socket.
	MaxTransfers = 8
	// MaxUnderWay bounds the transfers of one certificate, which several
	// devices may hold.
	MaxUnderWay = 100
	// MaxBranch bounds the transfers of a member and all whom it certified.
	MaxBranch = 120
)

// openBytes is about what the rows of a transfer and of a sync session take, in
// bytes, apart from FSICs and certificates.
const openBytes = 4 << 10

// expireEvery is the interval between two searches for idle transfers.
const expireEvery = time.Minute

// silentAge replaces idle.Age where the room is full and another peer
// has records for it. A peer waits at most two minutes for a reply, and its
// last activity is known to within a minute ([pipeline.Engine.Touch]), so that
// a transfer silent for three minutes is over.
const silentAge = 3 * time.Minute

// branchSQL lists the transfers under way of the member ?2, whom quota.MemberOf names,
// and of all whom it certified.
var branchSQL = `WITH RECURSIVE under AS MATERIALIZED (SELECT t.seq, t.push, t.last_activity_timestamp AS at, s.client_certificate_id AS certificate
 FROM morango_transfersession t CROSS JOIN morango_syncsession s ON s.id = t.sync_session_id WHERE t.active = 1 AND t.is_server = 1),
` + quota.AboveSQL("under") + `,
branch AS (SELECT * FROM under WHERE certificate IN (SELECT leaf FROM up WHERE id = ?2))
`

// makeRoom ends transfers, so that another one can start:
//   - those that were idle for longer than idle.Age;
//   - those that it takes the place of, which supersede ends;
//   - the least recently active of this certificate, beyond MaxUnderWay;
//   - of its branch, beyond MaxBranch: first those of the certificates with the
//     most transfers.
func (c *call) makeRoom(tx sqldb.Tx, supersede func() error) error {
	if err := c.room.taken.ForgetEnded(tx); err != nil {
		return err
	}
	if err := c.expire(tx); err != nil {
		return err
	}
	if err := supersede(); err != nil {
		return err
	}
	return c.endSurplus(tx)
}

// expire ends what was idle for too long, once in expireEvery.
func (c *call) expire(tx sqldb.Tx) error {
	now := c.engine.Identity().Time()
	if now.Sub(c.room.expired).Abs() < expireEvery {
		return nil
	}
	if err := c.engine.Expire(tx, idle.Age); err != nil {
		return err
	}
	c.room.expired = now
	return nil
}

// endSurplus ends the transfers beyond MaxUnderWay and MaxBranch.
func (c *call) endSurplus(tx sqldb.Tx) error {
	return idle.AbandonAll(tx, "seq IN ("+branchSQL+`SELECT seq FROM
 (SELECT seq, certificate, nth, row_number() OVER (ORDER BY nth, at DESC, seq DESC) AS place FROM
  (SELECT seq, certificate, at, row_number() OVER (PARTITION BY certificate ORDER BY at DESC, seq DESC) AS nth FROM branch))
 WHERE certificate = ?1 AND nth >= ?3 OR place >= ?4)`, c.state.Certificate, c.state.Member, MaxUnderWay, MaxBranch)
}

// supersede ends the transfers in whose place s comes: of the same instance,
// certificate, direction and filter, and of a connection that has ended. A
// client that does not resume such a transfer has given it up, whether it could
// say so or not.
func (c *call) supersede(tx sqldb.Tx, t pipeline.Transfer) error {
	connected := c.connected(socketState.session)
	return idle.AbandonAll(tx, `is_server = 1 AND push = ?1 AND filter = ?2 AND sync_session_id IN (SELECT id FROM morango_syncsession
 WHERE client_instance_id = ?3 AND client_certificate_id = ?4 AND id NOT IN (SELECT value FROM json_each(?5)))`,
		t.Push, t.Filter.String(), cmp.Or(c.state.Writer, c.state.ClientInstance), c.state.Certificate, connected)
}

// giveWay drops the transfers whose peers are not connected, or silent, so
// that a full room can take in those of others: all but the one given.
func (c *call) giveWay(transfer string) error {
	before := value.FormatTime(c.engine.Identity().Time().Add(-silentAge))
	connected := c.connected(socketState.handshake)
	return c.deleting("transfers of peers that are away", func(tx sqldb.Tx) error {
		if err := c.forget(tx); err != nil {
			return err
		}
		return idle.AbandonAll(tx, `is_server = 1 AND id <> ?1 AND (last_activity_timestamp < ?2 OR sync_session_id IN
 (SELECT id FROM morango_syncsession WHERE client_certificate_id NOT IN (SELECT value FROM json_each(?3))))`, transfer, before, connected)
	})
}

// forget drops what is left of connections that have ended: their sync sessions,
// but for those whose transfers may be asked for again, and the certificates of
// peers that are neither connected nor have a transfer under way. They show
// theirs again when they come back. A session with an address (client_ip) is of
// a host that keeps no connection, and stays as long as it is active. What this
// side's own certificates descend from stays, and so do certificates that have
// endorsed a device within endorsementAge. A device whose endorsement is gone
// sends it again.
func (c *call) forget(tx sqldb.Tx) error {
	sessions, peers := c.connected(socketState.session), c.connected(socketState.proved)
	aged := value.FormatTime(c.engine.Identity().Time().Add(-endorsementAge))
	return sqldb.ExecAll(tx,
		sqldb.Statement{SQL: seen.ForgetSQL},
		sqldb.Statement{SQL: "DELETE FROM amora_endorsement WHERE at < ?1", Args: []any{aged}},
		sqldb.Statement{SQL: `DELETE FROM morango_syncsession WHERE is_server = 1 AND id NOT IN (SELECT value FROM json_each(?1))
 AND client_ip = '' AND id NOT IN (SELECT sync_session_id FROM morango_transfersession)`,
			Args: []any{sessions}},
		sqldb.Statement{SQL: `DELETE FROM morango_certificate WHERE private_key IS NULL AND parent_id IS NOT NULL AND id NOT IN (
WITH RECURSIVE up (id) AS (SELECT id FROM morango_certificate WHERE private_key IS NOT NULL
 UNION SELECT client_certificate_id FROM morango_syncsession
  WHERE active = 1 AND client_ip <> '' OR id IN (SELECT sync_session_id FROM morango_transfersession WHERE active = 1)
 UNION SELECT value FROM json_each(?1)
 UNION SELECT certificate_id FROM amora_endorsement
 UNION SELECT c.parent_id FROM up JOIN morango_certificate c ON c.id = up.id WHERE c.parent_id IS NOT NULL)
SELECT id FROM up)`, Args: []any{peers}},
	)
}

// endorsementAge is how long a device's endorsement is kept.
const endorsementAge = 90 * 24 * time.Hour

// forgetEvery is how many sync sessions begin between two times that forget runs
// in a room that is not full.
const forgetEvery = 64

// connected lists, as JSON, something of each peer that is connected.
func (c *call) connected(of func(socketState) []string) string {
	list := of(c.state)
	for _, sock := range c.room.opts.Sockets() {
		if st, err := readState(sock); err == nil && st.SyncSession != "" {
			list = append(list, of(st)...)
		}
	}
	return sqldb.ToJSON(list)
}

// session is the peer's sync session, by id.
func (s socketState) session() []string { return []string{s.SyncSession} }

// handshake is the certificate of the peer's handshake, by id.
func (s socketState) handshake() []string { return []string{s.Certificate} }

// proved are all certificates that the peer has proved, by id.
func (s socketState) proved() []string { return append(s.handshake(), s.Certificates...) }
