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
	if err := i.SetCurrent(tx, before); err != nil {
		return err
	}
	return forgetUnused(tx, writer)
}

// forgetUnused forgets an instance that this database does not save as, if it has
// saved nothing.
func forgetUnused(tx sqldb.Tx, instance string) error {
	return sqldb.ExecAll(tx,
		sqldb.Statement{SQL: `DELETE FROM morango_instanceidmodel WHERE id = ?1 AND current = 0
 AND NOT EXISTS (SELECT 1 FROM morango_store WHERE last_saved_instance = ?1)
 AND NOT EXISTS (SELECT 1 FROM amora_recordmaxcounter WHERE instance_id = ?1)`, Args: []any{instance}},
		sqldb.Statement{SQL: `DELETE FROM morango_databasemaxcounter WHERE instance_id = ?1
 AND NOT EXISTS (SELECT 1 FROM morango_instanceidmodel WHERE id = ?1)`, Args: []any{instance}},
	)
}

// InRoom runs fn with an instance of a room's pairings as the one that this
// database saves as, or [Identity.Apart] before there is one. With one dataset,
// the present instance will do. With several, the writers of one are no writers
// of another, whose members would learn of them.
//
// It is one that no copy of this database saves as unnoticed: a relay knows its
// token, or this process has made it or paired as it.
func (i *Identity) InRoom(tx sqldb.Tx, room string, fn func() error) error {
	var found struct {
		Several int
		Now     string
		Paired  []struct { // with relays
			Instance, Room string
			Agreed         int
		}
	}
	err := sqldb.ReadJSON(tx, &found, `SELECT json_object('Several', (SELECT count(*) > 1 FROM amora_room),
 'Now', (SELECT id FROM morango_instanceidmodel WHERE current = 1),
 'Paired', (SELECT json_group_array(json_object('Instance', instance_id, 'Room', room, 'Agreed', token <> ''))
  FROM (SELECT * FROM amora_relay ORDER BY instance_id)))`)
	if err != nil {
		return err
	}
	own := map[string]bool{}
	for _, p := range found.Paired {
		own[p.Instance] = own[p.Instance] || p.Agreed != 0
	}
	alone := func(instance string) bool {
		_, made := i.made.Load(instance)
		return made || own[instance]
	}
	if found.Several == 0 {
		if !alone(found.Now) {
			if err := i.SaveAsNew(tx); err != nil {
				return err
			}
		}
		return fn()
	}
	for _, p := range found.Paired {
		if p.Room == room && alone(p.Instance) {
			if err := i.SaveAs(tx, p.Instance); err != nil {
				return err
			}
			return fn()
		}
	}
	return i.Apart(tx, fn)
}
