package counter

import "github.com/amora-sync/amora/core/sqldb"

// Apart runs fn while this database saves as an instance of its own, whose id
// [Identity.ID] then is, and goes back to the present one. An instance that has
// saved nothing is forgotten.
//
// Whoever saves outside of a connection needs that: nobody can tell there
// whether this database is a copy, whose other bearer uses the present
// instance's next counters for other contents (MORANGO.md §13.24).
func (i *Identity) Apart(tx sqldb.Tx, fn func() error) (err error) {
	before := i.ID()
	defer func() {
		if err != nil {
			i.Restore(before)
		}
	}()
	writer, err := i.NewWriter(tx, "")
	if err != nil {
		return err
	}
	if err := i.SetCurrent(tx, writer); err != nil {
		return err
	}
	if err := fn(); err != nil {
		return err
	}
	_, err = tx.Exec(`DELETE FROM morango_instanceidmodel WHERE id = ?1
AND NOT EXISTS (SELECT 1 FROM morango_store WHERE last_saved_instance = ?1)
AND NOT EXISTS (SELECT 1 FROM amora_recordmaxcounter WHERE instance_id = ?1)`, writer)
	if err != nil {
		return err
	}
	return i.SetCurrent(tx, before)
}

// InRoom runs fn with an instance of a room's pairings as the one that this
// database saves as, or [Identity.Apart] before there is one. With one dataset,
// the present instance will do. With several, the writers of one are no writers
// of another, whose members would learn of them.
func (i *Identity) InRoom(tx sqldb.Tx, room string, fn func() error) error {
	var found struct {
		Several  int
		Instance string
	}
	err := sqldb.ReadJSON(tx, &found, `SELECT json_object('Several', (SELECT count(*) > 1 FROM amora_room),
 'Instance', ifnull((SELECT min(instance_id) FROM amora_relay WHERE room = ?1), ''))`, room)
	switch {
	case err != nil:
		return err
	case found.Several == 0:
		return fn()
	case found.Instance == "":
		return i.Apart(tx, fn)
	}
	if err := i.SaveAs(tx, found.Instance); err != nil {
		return err
	}
	return fn()
}
