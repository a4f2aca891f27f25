package core

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
)

// Resolve settles the conflict of a record: the record gets the values given,
// a JSON object of columns as [Instance.Put] takes it, or stays as it is where
// there are none, and [Instance.Conflicts] no longer lists it. One of the
// conflict's Lost values may be given as it is.
//
// The record's next version leaves the settled values out, and takes the place
// of older ones on every device. A version that another device made without
// knowing of it is a new conflict.
//
//   - A deleted record stays deleted without values, and comes back with them.
//   - Of a column that only a newer version of the app has the record's own
//     value stays.
//   - Where no conflict is kept any more, the values are written all the same.
//
// Errors, none of which leaves anything written, are those of Put; bad_id
// where there is no such record.
func (in *Instance) Resolve(ctx context.Context, model, id string, values []byte) error {
	m, err := in.engine.appTable(model)
	if err != nil {
		return err
	}
	return in.hub.write(ctx, func(tx Tx) error {
		if err := m.resolve(tx, id, values); err != nil {
			return err
		}
		return receipt(ctx, tx, nil)
	})
}

// disputed is a record whose conflict is to be settled, as the Store has it.
type disputed struct {
	Known      bool // the Store has it
	Applied    bool // its row is in the app table, and no version waits beside it
	Deleted    bool
	Writable   bool
	SourceID   string
	Columns    map[string]*string // JSON of the model's columns in the current version; nil: absent
	Serialized string             // the current version
	Lines      string             // the conflicting versions
}

func (m *modelStatements) resolve(tx Tx, id string, values []byte) error {
	given, err := m.readValues(tx, id, values)
	if err != nil {
		return err
	}
	r, err := m.disputed(tx, id)
	if err != nil {
		return err
	}
	switch {
	case len(given) == 0 && r.Known && r.Lines == "":
		return nil
	case len(given) == 0 && r.Deleted:
		err = m.deleteAgain(tx, r, id)
	default:
		err = m.putResolved(tx, r, id, given)
	}
	if err != nil || !r.Known {
		return err
	}
	return execAll(tx,
		statement{"DELETE FROM amora_store_dirty WHERE model_name = ?1 AND id = ?2", []any{m.table.Name, id}},
		statement{"UPDATE morango_store SET deserialization_error = '' WHERE id = ?1 AND deserialization_error <> ''", []any{id}},
		statement{`INSERT INTO amora_resolved (id, settled)
SELECT id, conflicting_serialized_data FROM morango_store WHERE id = ?1 AND conflicting_serialized_data <> ''
ON CONFLICT (id) DO UPDATE SET settled = excluded.settled`, []any{id}})
}

// readValues reads the values given, by key; none where values is empty.
func (m *modelStatements) readValues(tx Tx, id string, values []byte) (map[string]json.RawMessage, error) {
	if len(bytes.TrimSpace(values)) == 0 {
		return nil, nil
	}
	text, count, err := readRows(tx, values)
	if err != nil {
		return nil, err
	}
	var object []json.RawMessage
	if err := json.Unmarshal([]byte(text), &object); err != nil || count != 1 {
		return nil, Errorf(CodeBadValue, "%s: the values must be one JSON object", m.table.Name)
	}
	given, err := members(object[0])
	if err != nil {
		return nil, Errorf(CodeBadValue, "%s: %v", m.table.Name, err)
	}
	if own, there := given["id"]; there && string(own) != toJSON(id) {
		return nil, Errorf(CodeBadID, "%s: values of another record than %s", m.table.Name, id)
	}
	delete(given, "id")
	return given, nil
}

// members reads the members of a JSON object, each key once.
func members(object json.RawMessage) (map[string]json.RawMessage, error) {
	d := json.NewDecoder(bytes.NewReader(object))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return nil, Errorf(CodeBadValue, "not an object")
	}
	list := map[string]json.RawMessage{}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		name, _ := key.(string)
		if _, twice := list[name]; twice {
			return nil, Errorf(CodeBadValue, "the key %q stands twice", name)
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, err
		}
		list[name] = value
	}
	return list, nil
}

// disputed reads a record. Error: bad_id where there is none.
func (m *modelStatements) disputed(tx Tx, id string) (r disputed, err error) {
	if err := readJSON(tx, &r, m.disputedSQL(), id, m.table.Name, m.table.profile); err != nil || r.Known {
		return r, err
	}
	there, err := integer(tx, "SELECT count(*) FROM "+quoteIdent(m.table.Table)+" WHERE id = ?1", id)
	if err == nil && there == 0 {
		err = Errorf(CodeBadID, "%s: there is no record %.40q", m.table.Name, id)
	}
	return r, err
}

// disputedSQL reads a disputed of the record ?1, of the model ?2 and the
// profile ?3.
func (m *modelStatements) disputedSQL() string {
	var columns []string
	for _, c := range m.table.Columns {
		columns = append(columns, quoteText(c.Name)+", (s.serialized -> "+quoteText(c.Name)+") || ''")
	}
	row := "EXISTS (SELECT 1 FROM " + quoteIdent(m.table.Table) + " a WHERE a.id = s.id)"
	flag := func(condition string) string { return "json(iif(" + condition + ", 'true', 'false'))" }
	return "SELECT json_object('Known', json('true')" +
		", 'Applied', " + flag(row+" AND NOT EXISTS (SELECT 1 FROM amora_store_dirty d WHERE d.model_name = s.model_name AND d.id = s.id)") +
		", 'Deleted', " + flag("NOT "+row+" AND (s.deleted OR EXISTS (SELECT 1 FROM morango_deletedmodels g WHERE g.id = s.id))") +
		", 'Writable', " + flag(writable("s.partition")) +
		", 'SourceID', s.source_id, 'Columns', json_object(" + strings.Join(columns, ", ") + ")" +
		", 'Serialized', s.serialized, 'Lines', s.conflicting_serialized_data)" +
		" FROM morango_store s WHERE s.id = ?1 AND s.model_name = ?2 AND s.profile = ?3"
}

// deleteAgain has serialize make another version of a deleted record.
func (m *modelStatements) deleteAgain(tx Tx, r disputed, id string) error {
	if !r.Writable {
		p := m.table.scopeProblem("OLD")
		return Errorf(p.code, "%s", p.text)
	}
	_, err := tx.Exec("INSERT INTO morango_deletedmodels (id, profile) VALUES (?1, ?2) ON CONFLICT DO NOTHING", id, m.table.profile)
	return err
}

// putResolved writes the values given over the record's own. A row that is not
// in the app table is made of the current version.
func (m *modelStatements) putResolved(tx Tx, r disputed, id string, given map[string]json.RawMessage) error {
	row := map[string]json.RawMessage{"id": json.RawMessage(toJSON(id))}
	if r.Known && !r.Applied {
		row["_morango_source_id"] = json.RawMessage(toJSON(r.SourceID))
		for name, value := range r.Columns {
			if value != nil {
				row[name] = json.RawMessage(*value)
			}
		}
	}
	for name, value := range given {
		if m.table.column(name) != nil || !r.mentions(name) {
			row[name] = value // unknown_column, where neither knows it
		}
	}
	_, err := m.table.putRows(tx, objectOf(row))
	return err
}

// mentions reports whether a version of the record has the key: that is no
// slip of the pen, but a column that newer versions of the app have.
func (r disputed) mentions(key string) bool {
	has := func(version string) bool {
		var object map[string]json.RawMessage
		_ = json.Unmarshal([]byte(version), &object) // what is no object mentions nothing
		_, there := object[key]
		return there
	}
	return has(r.Serialized) || slices.ContainsFunc(strings.Split(r.Lines, "\n"), has)
}

// objectOf writes a JSON object whose values stay as they are, to the byte.
func objectOf(members map[string]json.RawMessage) []byte {
	var parts []string
	for key, value := range members {
		parts = append(parts, toJSON(key)+":"+string(value))
	}
	slices.Sort(parts)
	return []byte("{" + strings.Join(parts, ",") + "}")
}

// dropSettled takes the settled values out of the records that the instance
// has just serialized under the counter. Values that came since stay.
func dropSettled(tx Tx, v Version) error {
	const saved = "s.id = r.id AND s.last_saved_instance = ?1 AND s.last_saved_counter = ?2"
	lines := conflictLines("s.conflicting_serialized_data")
	return execAll(tx,
		statement{`UPDATE morango_store AS s SET conflicting_serialized_data = (SELECT ifnull(group_concat(line || char(10), '' ORDER BY n), '') FROM
 (SELECT min(key) AS n, value AS line FROM json_each(` + lines + `) WHERE value <> '' GROUP BY value)
 WHERE line NOT IN (SELECT value FROM json_each(` + conflictLines("r.settled") + `)))
FROM amora_resolved r WHERE ` + saved, []any{v.Instance, v.Counter}},
		statement{"DELETE FROM amora_resolved AS r WHERE EXISTS (SELECT 1 FROM morango_store s WHERE " + saved + `)
 OR NOT EXISTS (SELECT 1 FROM morango_store s WHERE s.id = r.id AND s.conflicting_serialized_data <> '')`, []any{v.Instance, v.Counter}})
}

// unsettled is a SQL condition: of the conflicting values of Store row s some
// differ from its value and are not settled.
var unsettled = "s.conflicting_serialized_data <> ''" +
	" AND trim(replace(s.conflicting_serialized_data || char(10), " + oneLine("s.serialized") + " || char(10), ''), char(10)) <> ''" +
	" AND NOT EXISTS (SELECT 1 FROM amora_resolved r WHERE r.id = s.id AND r.settled = s.conflicting_serialized_data)"
