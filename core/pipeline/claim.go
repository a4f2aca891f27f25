package pipeline

import (
	"github.com/amora-sync/amora/core/sqldb"
)

// Claimed makes sure that this process still runs a transfer. Error:
// unknown_session.
func (s *Transfer) Claimed(tx sqldb.Tx) error {
	if s.Runner == "" {
		return nil
	}
	n, err := sqldb.Int(tx, "SELECT count(*) FROM morango_transfersession WHERE seq = ?1 AND active = 1 AND runner = ?2", s.Seq, s.Runner)
	if err == nil && n == 0 {
		err = UnknownSession(s.ID)
	}
	return err
}
