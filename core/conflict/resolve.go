package conflict

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/apptable"
	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/quarantine"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// disputed is a record whose conflict is to be settled, as the Store has it.
type disputed struct {
	Known      bool // the Store has it
	Applied    bool // its row is in the app table, and no version waits that may be taken
	Deleted    bool
	Writable   bool
	SourceID   string
	Columns    map[string]*string // JSON of the model's columns in the current version; nil: absent
	Serialized string             // the current version
	Lines      string             // the conflicting versions
}

// Resolve settles the conflict of a record of a table: it gets the values
// given, or stays as it is where there are none. Errors: those of
// [apptable.Table.Put]; bad_id where there is no such record.
func Resolve(tx sqldb.Tx, m *apptable.Table, id string, values []byte) error {
	given, err := readValues(tx, m, id, values)
	if err != nil {
		return err
	}
	r, err := readDisputed(tx, m, id)
	if err != nil {
		return err
	}
	switch {
	case len(given) == 0 && r.Known && r.Lines == "":
		return nil
	case len(given) == 0 && r.Deleted:
		err = deleteAgain(tx, m, r, id)
	default:
		err = putResolved(tx, m, r, id, given)
	}
	if err != nil || !r.Known {
		return err
	}
	return sqldb.ExecAll(tx,
		sqldb.Statement{SQL: "DELETE FROM amora_store_dirty WHERE model_name = ?1 AND id = ?2",
			Args: []any{m.Name, id}},
		sqldb.Statement{SQL: "UPDATE morango_store SET deserialization_error = ''" +
			" WHERE id = ?1 AND deserialization_error <> ''", Args: []any{id}},
		sqldb.Statement{SQL: `INSERT INTO amora_resolved (id, settled)
SELECT id, conflicting_serialized_data FROM morango_store WHERE id = ?1 AND conflicting_serialized_data <> ''
ON CONFLICT (id) DO UPDATE SET settled = excluded.settled`, Args: []any{id}})
}

// readValues reads the values given, by key; none where values is empty.
func readValues(tx sqldb.Tx, m *apptable.Table, id string, values []byte) (map[string]json.RawMessage, error) {
	if len(bytes.TrimSpace(values)) == 0 {
		return nil, nil
	}
	text, count, err := apptable.ReadRows(tx, values)
	if err != nil {
		return nil, err
	}
	var object []json.RawMessage
	if err := json.Unmarshal([]byte(text), &object); err != nil || count != 1 {
		return nil, fault.Errorf(fault.BadValue, "%s: the values must be one JSON object", m.AppName())
	}
	given, err := members(object[0])
	if err != nil {
		return nil, fault.Errorf(fault.BadValue, "%s: %v", m.AppName(), err)
	}
	if own, there := given["id"]; there && string(own) != sqldb.ToJSON(id) {
		return nil, fault.Errorf(fault.BadID, "%s: values of another record than %s", m.AppName(), id)
	}
	delete(given, "id")
	return given, nil
}

// members reads the members of a JSON object, each key once.
func members(object json.RawMessage) (map[string]json.RawMessage, error) {
	d := json.NewDecoder(bytes.NewReader(object))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return nil, fault.Errorf(fault.BadValue, "not an object")
	}
	list := map[string]json.RawMessage{}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		name, _ := key.(string)
		if _, twice := list[name]; twice {
			return nil, fault.Errorf(fault.BadValue, "the key %q stands twice", name)
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, err
		}
		list[name] = value
	}
	return list, nil
}

// readDisputed reads a record. Error: bad_id where there is none.
func readDisputed(tx sqldb.Tx, m *apptable.Table, id string) (r disputed, err error) {
	if err := sqldb.ReadJSON(tx, &r, disputedSQL(m), id, m.Name, m.Profile); err != nil || r.Known {
		return r, err
	}
	there, err := sqldb.Int(tx, "SELECT count(*) FROM "+sqldb.Quote(m.Table)+" WHERE id = ?1", id)
	if err == nil && there == 0 {
		err = fault.Errorf(fault.BadID, "%s: there is no record %.40q", m.AppName(), id)
	}
	return r, err
}

// disputedSQL reads a disputed of the record ?1, of the model ?2 and the
// profile ?3.
func disputedSQL(m *apptable.Table) string {
	var columns []string
	for _, c := range m.Columns {
		columns = append(columns, sqldb.QuoteText(c.Name)+", (s.serialized -> "+sqldb.QuoteText(c.Key())+") || ''")
	}
	row := "EXISTS (SELECT 1 FROM " + sqldb.Quote(m.Table) + " a WHERE a.id = s.id)"
	return "SELECT json_object('Known', json('true')" +
		", 'Applied', " + sqldb.JSONBool(row+" AND NOT EXISTS (SELECT 1 FROM amora_store_dirty d"+
		" WHERE d.model_name = s.model_name AND d.id = s.id AND s.deserialization_error NOT LIKE "+quarantine.BadPartition.Like()+")") +
		", 'Deleted', " + sqldb.JSONBool("NOT "+row+" AND (s.deleted OR EXISTS (SELECT 1 FROM morango_deletedmodels g"+
		" WHERE g.id = s.id))") +
		", 'Writable', " + sqldb.JSONBool(value.Writable("s.partition")) +
		", 'SourceID', s.source_id, 'Columns', json_object(" + strings.Join(columns, ", ") + ")" +
		", 'Serialized', s.serialized, 'Lines', s.conflicting_serialized_data)" +
		" FROM morango_store s WHERE s.id = ?1 AND s.model_name = ?2 AND s.profile = ?3"
}

// deleteAgain has serialize make another version of a deleted record.
func deleteAgain(tx sqldb.Tx, m *apptable.Table, r disputed, id string) error {
	if !r.Writable {
		return apptable.ErrOutsideScope
	}
	_, err := tx.Exec("INSERT INTO morango_deletedmodels (id, profile) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
		id, m.Profile)
	return err
}

// putResolved writes the values given over the record's own. A row that is not
// in the app table is made of the current version.
func putResolved(tx sqldb.Tx, m *apptable.Table, r disputed, id string, given map[string]json.RawMessage) error {
	row := map[string]json.RawMessage{"id": json.RawMessage(sqldb.ToJSON(id))}
	if r.Known && !r.Applied {
		row["_morango_source_id"] = json.RawMessage(sqldb.ToJSON(r.SourceID))
		for name, value := range r.Columns {
			if value != nil {
				row[name] = putForm(m.Column(name), *value)
			}
		}
	}
	for name, value := range given {
		if m.Column(name) != nil || !r.mentions(name) {
			row[name] = value // unknown_column, where neither knows it
		}
	}
	_, err := m.Put(tx, objectOf(row))
	return err
}

// putForm is how Put takes a column's value of a serialized record. It takes a
// string for a json column as the JSON in it, so a string that is the value is
// put as its JSON.
func putForm(c *schema.Column, value string) json.RawMessage {
	if c.Type == schema.TypeJSON && strings.HasPrefix(value, `"`) {
		return json.RawMessage(sqldb.ToJSON(value))
	}
	return json.RawMessage(value)
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
		parts = append(parts, sqldb.ToJSON(key)+":"+string(value))
	}
	slices.Sort(parts)
	return []byte("{" + strings.Join(parts, ",") + "}")
}

// DropSettled takes the settled values out of the records that the instance
// has just serialized under the counter. Values that came since stay.
func DropSettled(tx sqldb.Tx, v counter.Version) error {
	const saved = "s.id = r.id AND s.last_saved_instance = ?1 AND s.last_saved_counter = ?2"
	lines := lineArray("s.conflicting_serialized_data")
	return sqldb.ExecAll(tx,
		sqldb.Statement{SQL: `UPDATE morango_store AS s
 SET conflicting_serialized_data = (SELECT ifnull(group_concat(line || char(10), '' ORDER BY n), '') FROM
 (SELECT min(key) AS n, value AS line FROM json_each(` + lines + `) WHERE value <> '' GROUP BY value)
 WHERE line NOT IN (SELECT value FROM json_each(` + lineArray("r.settled") + `)))
FROM amora_resolved r WHERE ` + saved, Args: []any{v.Instance, v.Counter}},
		sqldb.Statement{SQL: "DELETE FROM amora_resolved AS r WHERE EXISTS (SELECT 1 FROM morango_store s" +
			" WHERE " + saved + `)
 OR NOT EXISTS (SELECT 1 FROM morango_store s WHERE s.id = r.id AND s.conflicting_serialized_data <> '')`,
			Args: []any{v.Instance, v.Counter}})
}

// Unsettled is a SQL condition: of the conflicting values of Store row s some
// differ from its value and are not settled.
var Unsettled = "s.conflicting_serialized_data <> ''" +
	" AND NOT " + noLoser("s") +
	" AND NOT EXISTS (SELECT 1 FROM amora_resolved r WHERE r.id = s.id AND r.settled = s.conflicting_serialized_data)"
