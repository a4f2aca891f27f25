package owntrigger

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/sqldb"
)

// Objects are the texts of what the app has made on and over synced tables,
// while those are written anew: indexes on them, all views and triggers.
type Objects struct {
	texts  []string // in the order in which they can be made
	broken string   // what SQLite found wrong with them before, "" for nothing
}

// Take drops the app's own triggers, so that they do not fire, and views; its
// indexes go with the tables.
func Take(tx sqldb.Tx, tables []string) (own Objects, err error) {
	if own.broken, err = brokenObject(tx); err != nil {
		return own, err
	}
	there, err := ownTriggers(tx)
	if err != nil {
		return own, err
	}
	var made []struct{ Type, Name, SQL string }
	err = sqldb.ReadJSON(tx, &made, `SELECT json_group_array(json_object('Type', type, 'Name', name, 'SQL', sql)
 ORDER BY type, rowid) FROM sqlite_schema WHERE sql IS NOT NULL AND NOT `+EngineName("name")+` AND (type = 'view'
  OR type = 'index' AND tbl_name IN (SELECT value FROM json_each(?1)))`, sqldb.ToJSON(tables))
	if err != nil {
		return own, err
	}
	var drop []string
	for _, name := range slices.Sorted(maps.Keys(there)) {
		drop = append(drop, "DROP TRIGGER "+sqldb.Quote(name))
	}
	for _, object := range made {
		own.texts = append(own.texts, object.SQL)
		if object.Type == "view" {
			drop = append(drop, "DROP VIEW "+sqldb.Quote(object.Name))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(there)) {
		if !strings.HasPrefix(name, CompanionPrefix) {
			own.texts = append(own.texts, appText(there[name].SQL))
		}
	}
	return own, sqldb.RunAll(tx, drop)
}

// Restore makes the app's objects again, but for those that mention what is
// gone: as with a column that is dropped in other databases, they go with it.
func (own Objects) Restore(tx sqldb.Tx) error {
	left := own.texts
	for made := true; made; { // a view may be over one that comes later
		made = false
		for i := 0; i < len(left); {
			err := own.restore(tx, left[i])
			switch {
			case err == nil:
				left, made = slices.Delete(slices.Clone(left), i, i+1), true
			case sqldb.IsRefusal(err):
				i++
			default:
				return err
			}
		}
	}
	return nil
}

// restore makes one object. It fails if the object mentions what is not there.
func (own Objects) restore(tx sqldb.Tx, sql string) error {
	return sqldb.Undoable(tx, func() error {
		if _, err := tx.Exec(sql); err != nil {
			return err
		}
		broken, err := brokenObject(tx)
		if err == nil && broken != "" && broken != own.broken {
			err = &sqldb.Error{Text: broken, Err: errors.New(broken)}
		}
		return err
	})
}

// errProbed ends a probe.
var errProbed = errors.New("probed")

// brokenObject is what SQLite finds wrong with a trigger or a view, "" if they
// mention only what is there. SQLite looks at all of them when a table is
// renamed.
func brokenObject(tx sqldb.Tx) (problem string, err error) {
	err = sqldb.Undoable(tx, func() error {
		for _, sql := range []string{"CREATE TABLE amora_probe (x)", "ALTER TABLE amora_probe RENAME TO amora_probed"} {
			if _, err := tx.Exec(sql); err != nil {
				return err
			}
		}
		return errProbed
	})
	switch {
	case errors.Is(err, errProbed):
		return "", nil
	case sqldb.IsRefusal(err):
		return err.Error(), nil
	}
	return "", err
}
