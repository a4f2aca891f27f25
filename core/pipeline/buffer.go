package pipeline

import (
	"github.com/amora-sync/amora/core/sqldb"
)

// clearBuffer drops what a session has buffered. Where no other session has
// anything buffered the whole table goes, which SQLite does without visiting
// the rows.
func clearBuffer(tx sqldb.Tx, s *Transfer) error {
	if s.bufferFirst == 0 {
		return nil
	}
	others, err := sqldb.Int(tx, "SELECT EXISTS (SELECT 1 FROM morango_transfersession WHERE buffer_first IS NOT NULL AND seq <> ?1)", s.Seq)
	if err != nil {
		return err
	}
	if others == 0 {
		_, err = tx.Exec("DELETE FROM morango_buffer")
	} else {
		_, err = tx.Exec("DELETE FROM morango_buffer WHERE seq >= ?1 AND transfer_session_id = ?2", s.bufferFirst, s.Seq)
	}
	s.bufferFirst = 0
	return err
}
