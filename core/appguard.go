package core

import "strings"

// guarded runs a statement of the app's. One that is not about rows, but makes
// or drops tables, say, is undone with an error if it touches what the engine
// made: without its triggers a table would no longer be synced, in silence.
func (in *Instance) guarded(tx Tx, sql string, fn func() error) error {
	if aboutRows(sql) {
		return fn()
	}
	before, err := in.madeHere(tx)
	if err != nil {
		return err
	}
	if err := fn(); err != nil {
		return err
	}
	after, err := in.madeHere(tx)
	if err == nil && after != before {
		err = Errorf(CodeBadRequest, "the statement would change a synced table, or what belongs to one").
			WithHint("models and columns change by the schema that the database is opened with; names that begin with amora_ or morango_ are taken")
	}
	return err
}

// aboutRows reports whether a statement can change nothing but rows. In doubt,
// before a comment, say, it is not.
func aboutRows(sql string) bool {
	words := strings.Fields(sql[:min(len(sql), 100)])
	if len(words) == 0 {
		return true
	}
	switch strings.ToUpper(words[0]) {
	case "SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE", "WITH":
		return true
	}
	return false
}

// madeHere lists the tables, indexes, views and triggers that are the engine's,
// and the app tables. Indexes and triggers of the app's own may come and go.
func (in *Instance) madeHere(tx Tx) (string, error) {
	tables := []string{}
	for _, m := range in.models {
		tables = append(tables, m.model.Table)
	}
	return tx.Text(`SELECT json_group_array(json_array(name, sql)) FROM (SELECT name, sql FROM sqlite_schema
WHERE substr(name, 1, 6) = 'amora_' OR substr(name, 1, 8) = 'morango_' OR type = 'table' AND name IN (SELECT value FROM json_each(?1)) ORDER BY name)`, toJSON(tables))
}
