package counter

import (
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// Member is what a relay remembers of an instance that syncs with it.
type Member struct {
	Own      int    // 1: it is an instance of this database's own
	Sequence int64  // of the tokens agreed on
	Token    string // "" for an instance that is not known
	Process  string // that proposed the token
	Mark     string // drawn for the token
}

// ReadMember reads what is remembered of an instance.
func ReadMember(tx sqldb.Tx, instance string) (m Member, err error) {
	err = sqldb.ReadJSON(tx, &m, `SELECT json_object('Own', EXISTS (SELECT 1 FROM morango_instanceidmodel
 WHERE id = ?1),
 'Sequence', ifnull((SELECT sequence FROM amora_member WHERE instance_id = ?1), 0),
 'Token', ifnull((SELECT token FROM amora_member WHERE instance_id = ?1), ''),
 'Process', ifnull((SELECT process FROM amora_member WHERE instance_id = ?1), ''),
 'Mark', ifnull((SELECT substr(marks, -8) FROM amora_member WHERE instance_id = ?1), ''))`, instance)
	return m, err
}

// maxMemberIDs bounds the instances remembered for one certificate: each copy
// of a device makes one, and each relay that is put back one for each device.
const maxMemberIDs = 10_000

// Save remembers what was agreed on with an instance of a certificate's holder;
// first says that nothing was remembered of the instance. Error: limit.
func (m Member) Save(tx sqldb.Tx, instance, certificate string, first bool) error {
	if first {
		n, err := sqldb.Int(tx, "SELECT count(*) FROM amora_member WHERE certificate_id = ?1", certificate)
		if err != nil {
			return err
		}
		if n >= maxMemberIDs {
			return fault.Errorf(fault.Limit, "%d instances have synced with this certificate", n).
				WithHint("give new devices certificates of their own")
		}
	}
	_, err := tx.Exec(`INSERT INTO amora_member (instance_id, certificate_id, sequence, token, process, marks)
 VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (instance_id) DO UPDATE
 SET sequence = excluded.sequence, token = excluded.token, process = excluded.process,
 marks = CASE sequence WHEN excluded.sequence THEN marks ELSE substr(marks || excluded.marks, -?7) END`,
		instance, certificate, m.Sequence, m.Token, m.Process, m.Mark, maxMarks*markChars)
	return err
}

// savedCounterSQL finds the highest counter with which instance ?2 has saved a
// record under one of the prefixes of ?1, of which none starts with another.
const savedCounterSQL = `WITH f AS MATERIALIZED (SELECT value FROM json_each(?1))
SELECT ifnull(max(m.counter), 0) FROM f CROSS JOIN amora_partitionmaxcounter m
 WHERE m.partition >= f.value AND m.partition < f.value || CAST(x'ff' AS TEXT) AND m.instance_id = ?2`

// SavedCounter is the highest counter with which an instance has saved a record
// under a filter. A server tells a peer no more than that, even of the instance
// that the peer says it is: it may be another's, whose counter would tell how
// much that one saves elsewhere ([ShownFSIC]). DatabaseMaxCounters do not count,
// because any member can name any.
func SavedCounter(tx sqldb.Tx, instance string, filter value.Filter) (int64, error) {
	return sqldb.Int(tx, savedCounterSQL, value.FilterJSON(filter.Reduced()), instance)
}
