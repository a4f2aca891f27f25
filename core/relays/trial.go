package relays

import (
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// A relay has to see signed rules that list its key before it can let this
// database in, and whether it did may stay unknown, because the connection or
// this process ended. So a room's first relay is listed on trial. Meanwhile no
// other relay counts as the first, and once the relay has refused it is listed
// no more.

// list lists the relay's key in the room's rules: for good if the user admits
// it, else on trial.
func (c Contact) list(tx sqldb.Tx) error {
	_, err := tx.Exec(`INSERT INTO amora_first_relay (room, public_key) VALUES (?1, ?2)
ON CONFLICT (room, public_key) DO UPDATE SET refused = 0`, c.Room, c.Key)
	if err != nil {
		return err
	}
	if err := trust.AddRelayKey(tx, c.Room, c.Key); err != nil || !c.accepted() {
		return err
	}
	return c.keep(tx)
}

// keep ends the relay's trial, if it is on one: it has let this database in, or
// the user admits it. Error: unavailable if it has meanwhile refused another sync.
func (c Contact) keep(tx sqldb.Tx) error {
	rows, err := tx.Query("SELECT 1 FROM amora_first_relay WHERE room = ?1 AND public_key = ?2", c.Room, c.Key)
	if err != nil || len(rows) == 0 {
		return err
	}
	rules, err := trust.LoadRules(tx, c.Room)
	if err != nil {
		return err
	}
	if !rules.Admits(c.Key) {
		return fault.Errorf(fault.Unavailable, "the relay has refused another sync meanwhile").WithHint("connect again")
	}
	_, err = tx.Exec("DELETE FROM amora_first_relay WHERE room = ?1 AND public_key = ?2", c.Room, c.Key)
	return err
}

// Refused notes that the relay has not let this database in. If the relay was
// listed on trial it is listed no more, and what it was given counts no more: the
// next relay counts as the first.
func (c Contact) Refused(tx sqldb.Tx) error {
	rows, err := tx.Query(`SELECT 1 FROM amora_first_relay
WHERE room = ?1 AND public_key = ?2 AND refused = 0`, c.Room, c.Key)
	if err != nil || len(rows) == 0 || c.accepted() {
		return err
	}
	made, err := forget(tx, c.Room, c.fingerprint())
	if err != nil {
		return err
	}
	return trust.WithdrawRelayKey(tx, c.Room, c.Key, made)
}
