package counter

import (
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// Member is what a relay remembers of an instance that syncs with it.
type Member struct {
	Own      int    // 1: it is an instance of this database's own
	Sequence int64  // of the tokens agreed on
	Token    string // "" for an instance that is not known
	Process  string // that proposed the token
}

// ReadMember reads what is remembered of an instance.
func ReadMember(tx sqldb.Tx, instance string) (m Member, err error) {
	err = sqldb.ReadJSON(tx, &m, `SELECT json_object('Own', EXISTS (SELECT 1 FROM morango_instanceidmodel
 WHERE id = ?1),
 'Sequence', ifnull((SELECT sequence FROM amora_member WHERE instance_id = ?1), 0),
 'Token', ifnull((SELECT token FROM amora_member WHERE instance_id = ?1), ''),
 'Process', ifnull((SELECT process FROM amora_member WHERE instance_id = ?1), ''))`, instance)
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
	_, err := tx.Exec(`INSERT INTO amora_member (instance_id, certificate_id, sequence, token, process)
 VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (instance_id) DO UPDATE
 SET sequence = excluded.sequence, token = excluded.token, process = excluded.process`,
		instance, certificate, m.Sequence, m.Token, m.Process)
	return err
}

// KnownCounter is the highest counter of an instance that is known here.
func KnownCounter(tx sqldb.Tx, instance string) (int64, error) {
	return sqldb.Int(tx, `SELECT max(ifnull((SELECT max(counter) FROM morango_databasemaxcounter
 WHERE instance_id = ?1), 0),
 ifnull((SELECT max(counter) FROM amora_recordmaxcounter WHERE instance_id = ?1), 0),
 ifnull((SELECT max(last_saved_counter) FROM morango_store WHERE last_saved_instance = ?1), 0))`, instance)
}
