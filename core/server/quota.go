package server

import (
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
)

// DatabaseMaxCounters are a room's shared memory: one for each partition and
// instance, kept for ever, and a transfer of the whole room names them all.
// Were there more than one message or one cell of a Durable Object holds,
// nobody could pull the whole room any more. A server therefore bounds the
// bytes that they take in an FSIC: 52 for each, and for each partition its
// length.
const (
	// DefaultRoomCounters is how many bytes of an FSIC a room's counters may
	// take. Those of both sides of a transfer lie in one row: 2 MB on the edge.
	DefaultRoomCounters = 896 << 10
	// DefaultMemberCounters is how many of them one member may bring.
	DefaultMemberCounters = DefaultRoomCounters / 2
)

// update runs a transaction that may add DatabaseMaxCounters on the peer's
// behalf. Where they pass a quota all of it is undone: limit.
func (c *call) update(fn func(tx sqldb.Tx) error) error {
	return c.engine.DB().Update(c.ctx, func(tx sqldb.Tx) error {
		return c.charging(tx, func() error { return fn(tx) })
	})
}

// advance is Engine.Advance for a stage that may add DatabaseMaxCounters on the
// peer's behalf, as update.
func (c *call) advance(t *pipeline.Transfer, stage func(sqldb.Tx, pipeline.Transfer) (pipeline.Transfer, error)) error {
	return c.engine.Advance(c.ctx, t, func(tx sqldb.Tx, t pipeline.Transfer) (next pipeline.Transfer, err error) {
		err = c.charging(tx, func() error {
			next, err = stage(tx, t)
			return err
		})
		return next, err
	})
}

// charging charges for the counters that fn adds.
func (c *call) charging(tx sqldb.Tx, fn func() error) error {
	before, err := counterBytes(tx)
	if err != nil {
		return err
	}
	if err := fn(); err != nil {
		return err
	}
	after, err := counterBytes(tx)
	if err != nil || after == before {
		return err
	}
	return c.charge(tx, after-before, after)
}

// counterBytes is what all DatabaseMaxCounters take: a trigger adds it up.
func counterBytes(tx sqldb.Tx) (int64, error) {
	return sqldb.Int(tx, "SELECT bytes FROM amora_quota WHERE certificate_id = ''")
}

// charge adds the size of new counters to the quota of the peer's certificate
// and of every certificate above it, except the root's: an issuer could
// otherwise exceed its quota through certificates that it issues. Of a peer
// with several certificates those pay that permit the transfer's filter. Error:
// limit, if one sum exceeds MemberCounters, or the room's total RoomCounters.
func (c *call) charge(tx sqldb.Tx, added, all int64) error {
	const hint = "whoever runs the relay can raise the limit"
	if limit := c.room.opts.RoomCounters; all > limit {
		return fault.Errorf(fault.Limit, "the room's counters would take %d bytes, %d are allowed", all, limit).WithHint(hint)
	}
	shares := sqldb.ToJSON(c.permission.Shares(c.about, added))
	_, err := tx.Exec(`INSERT INTO amora_quota (certificate_id, bytes)
SELECT id, sum(bytes) FROM (`+sharesSQL+`) WHERE id <> ?2 GROUP BY id
ON CONFLICT (certificate_id) DO UPDATE SET bytes = bytes + excluded.bytes`, shares, c.room.opts.Room)
	if err != nil {
		return err
	}
	brought, err := sqldb.Int(tx, "SELECT max(bytes) FROM amora_quota"+
		" WHERE certificate_id IN (SELECT id FROM ("+sharesSQL+"))", shares)
	if limit := c.room.opts.MemberCounters; err == nil && brought > limit {
		return fault.Errorf(fault.Limit, "the counters that a member brings would take %d bytes, %d are allowed", brought, limit).WithHint(hint)
	}
	return err
}

// sharesSQL lists the certificates of ?1, a JSON object of bytes by id, and
// those above each, with its bytes.
const sharesSQL = `WITH RECURSIVE up (leaf, id, bytes) AS (SELECT key, key, value FROM json_each(?1)
 UNION SELECT leaf, c.parent_id, bytes FROM up JOIN morango_certificate c ON c.id = up.id WHERE c.parent_id IS NOT NULL)
SELECT id, bytes FROM up`
