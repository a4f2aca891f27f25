package quota

import (
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// Counters bound the bytes that the DatabaseMaxCounters of a room take in an
// FSIC: 52 for each, and for each partition its length. They are a room's shared
// memory: kept for ever, and named by each transfer of the whole room. Were there
// more than one message or one cell of a Durable Object holds, nobody could pull
// the whole room any more.
type Counters struct {
	Room   int64 // of all
	Member int64 // of what one member brings, with all whom it certified
}

const (
	// DefaultRoom is how many bytes a room's counters may take. Those of both sides
	// of a transfer lie in one row: 2 MB on the edge.
	DefaultRoom = 896 << 10
	// DefaultMember is how many of them one member may bring.
	DefaultMember = DefaultRoom / 2
)

// Charging charges for the counters that fn adds. shares divides their bytes
// among the peer's certificates, by id. Error: limit.
func (q Counters) Charging(tx sqldb.Tx, shares func(added int64) map[string]int64, fn func() error) error {
	before, err := CounterBytes(tx)
	if err != nil {
		return err
	}
	if err := fn(); err != nil {
		return err
	}
	after, err := CounterBytes(tx)
	if err != nil || after == before {
		return err
	}
	return q.charge(tx, shares(after-before), after)
}

// CounterBytes is what all DatabaseMaxCounters take: a trigger adds it up.
func CounterBytes(tx sqldb.Tx) (int64, error) {
	return sqldb.Int(tx, "SELECT bytes FROM amora_quota WHERE certificate_id = ''")
}

// charge adds the size of new counters to the quota of the peer's certificates
// and of every certificate above them: an issuer could otherwise exceed its quota
// through certificates that it issues. The root's and the admins' have no quota:
// they may fill the room, and whom they let in is charged itself. Error: limit,
// if one sum exceeds the member's bound, or the room's total the room's.
func (q Counters) charge(tx sqldb.Tx, added map[string]int64, all int64) error {
	const hint = "whoever runs the relay can raise the limit"
	if all > q.Room {
		return fault.Errorf(fault.Limit, "the room's counters would take %d bytes, %d are allowed", all, q.Room).WithHint(hint)
	}
	shares := sqldb.ToJSON(added)
	_, err := tx.Exec(`INSERT INTO amora_quota (certificate_id, bytes)
SELECT id, sum(bytes) FROM (`+sharesSQL+`) WHERE true GROUP BY id
ON CONFLICT (certificate_id) DO UPDATE SET bytes = bytes + excluded.bytes`, shares)
	if err != nil {
		return err
	}
	brought, err := sqldb.Int(tx, "SELECT ifnull(max(bytes), 0) FROM amora_quota"+
		" WHERE certificate_id IN (SELECT id FROM ("+sharesSQL+"))", shares)
	if err == nil && brought > q.Member {
		return fault.Errorf(fault.Limit, "the counters that a member brings would take %d bytes, %d are allowed", brought, q.Member).WithHint(hint)
	}
	return err
}

// sharesSQL lists the certificates of ?1, a JSON object of bytes by id, and
// those above each, with its bytes, but for those that have no quota.
const sharesSQL = `WITH RECURSIVE up (leaf, id, bytes) AS (SELECT key, key, value FROM json_each(?1)
 UNION SELECT leaf, c.parent_id, bytes FROM up JOIN morango_certificate c ON c.id = up.id WHERE c.parent_id IS NOT NULL)
SELECT id, bytes FROM up WHERE id NOT IN (` + IssuersSQL + `)`
