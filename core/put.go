package core

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Put writes rows of a model, a JSON object or an array of objects, and
// returns their ids in the same order. One call is one transaction and one
// statement: the fewer calls an import has, the faster it is, while other
// writers wait for the one under way.
//
// A row whose id is there already is updated: an object holds the columns to
// change, others stay. The id is the object's, or follows from the columns
// the source template names, or is new. Values are those of the serialized
// or of the stored form (see [Type]), so a row that was read may be put back
// and stays as it is. A json column takes any value; a string that is valid
// JSON text stands for the value of that text, because SELECT gives such texts.
// What is stored is what every other device will hold: times are cut to
// milliseconds, numbers below 1e15 in a decimal column without a scale rounded
// to 15 digits.
//
// Errors, none of which leaves anything written: unknown_model,
// unknown_column, bad_value, required, bad_id, immutable_column,
// not_writable, record_too_large, constraint. They name the row, counted from
// 1, where the row itself is wrong. Two rows of one call with the same id are
// a bad_value: which of them should win is for the caller to say.
func (in *Instance) Put(ctx context.Context, model string, rows []byte) (ids []string, err error) {
	m, err := in.engine.appTable(model)
	if err != nil {
		return nil, err
	}
	err = in.hub.write(ctx, func(tx Tx) (err error) {
		if ids, err = m.table.putRows(tx, rows); err != nil {
			return err
		}
		return receipt(ctx, tx, ids)
	})
	if err != nil {
		return nil, err
	}
	return ids, nil
}

// Delete deletes a row, and with it the rows that refer to it. A hard delete
// also wipes their contents from every Store it reaches. Deleting what is not
// there does nothing. Errors: unknown_model, not_writable.
func (in *Instance) Delete(ctx context.Context, model, id string, hard bool) error {
	m, err := in.engine.appTable(model)
	if err != nil {
		return err
	}
	return in.hub.write(ctx, func(tx Tx) error {
		if err := m.table.deleteRow(tx, id, hard); err != nil {
			return err
		}
		return receipt(ctx, tx, nil)
	})
}

func (m *Table) deleteRow(tx Tx, id string, hard bool) error {
	remove := statement{"DELETE FROM " + quoteIdent(m.Table) + " WHERE id = ?1", []any{id}}
	if !hard {
		return execAll(appTx(tx), remove)
	}
	if err := execAll(tx, statement{"INSERT INTO amora_hard (x) VALUES (1)", nil}); err != nil {
		return err
	}
	if err := execAll(appTx(tx), remove); err != nil {
		return err
	}
	return execAll(tx, statement{"DELETE FROM amora_hard", nil})
}

// putRows is Put inside a transaction, which the caller must roll back on an
// error.
func (m *Table) putRows(tx Tx, rows []byte) ([]string, error) {
	text, count, err := readRows(tx, rows)
	if err != nil || count == 0 {
		return nil, err
	}
	written, err := m.upsertRows(tx, text)
	if CodeOf(err) == CodeConstraint {
		written, err = m.putApart(tx, text)
	}
	switch CodeOf(err) {
	case "":
	case CodeBadValue, CodeRequired, CodeBadID:
		return nil, m.diagnose(tx, text, err)
	default:
		return nil, err
	}
	if len(written) < count {
		return nil, m.diagnose(tx, text, Errorf(CodeInternal, "put wrote %d of %d rows", len(written), count))
	}
	return written, m.distinct(written)
}

// distinct fails if two rows have the same id.
func (m *Table) distinct(ids []string) error {
	seen := make(map[string]int, len(ids))
	for i, id := range ids {
		if first, twice := seen[id]; twice {
			return Errorf(CodeBadValue, "%s: rows %d and %d are the same record %s", m.Name, first, i+1, id)
		}
		seen[id] = i + 1
	}
	return nil
}

// upsertRows writes rows in one statement and gives their ids.
func (m *Table) upsertRows(tx Tx, text string) (ids []string, err error) {
	err = nested(tx, func() error {
		// RETURNING gives the ids in the order in which the rows went in.
		rows, err := appTx(tx).Query(m.put().insert, text)
		for _, row := range rows {
			ids = append(ids, row[0].(string))
		}
		return err
	})
	return ids, err
}

// putApart writes rows in two statements, the changes and the new ones. In
// triggers that an upsert fires, SQLite takes INSERT OR REPLACE and OR IGNORE
// for OR ABORT; in those of other statements they mean what they say.
func (m *Table) putApart(tx Tx, text string) ([]string, error) {
	sql := m.put()
	text, err := tx.Text(sql.complete, text)
	if err != nil {
		return nil, err
	}
	var rows []struct{ ID string }
	if err := json.Unmarshal([]byte(text), &rows); err != nil {
		return nil, err
	}
	ids := []string{}
	for _, row := range rows {
		ids = append(ids, row.ID)
	}
	if err := m.distinct(ids); err != nil {
		return nil, err
	}
	changed, err := appTx(tx).Exec(sql.change, text)
	if err != nil {
		return nil, err
	}
	added, err := appTx(tx).Exec(sql.add, text)
	if err != nil {
		return nil, err
	}
	return ids[:min(changed+added, int64(len(ids)))], nil // fewer if some are wrong
}

// diagnose finds the row that insert could not take and what is wrong with
// it; cause where it finds none.
func (m *Table) diagnose(tx Tx, text string, cause error) error {
	problem, err := tx.Text(m.put().diagnose, text)
	if err != nil || problem == "" {
		return errors.Join(cause, err)
	}
	row, rest, _ := strings.Cut(problem, " ")
	code, detail, _ := strings.Cut(rest, ": ")
	e := Errorf(Code(code), "%s: row %s: %s", m.Name, row, detail)
	if c := m.column(detail); c != nil && e.Code == CodeBadValue {
		e.Text += " is not " + c.expected()
	}
	if e.Code == "bad_partition" {
		e.Code = CodeBadID
	}
	return e
}

// readRows checks that rows are JSON that every reader takes alike, and makes
// an array of a single object.
func readRows(tx Tx, rows []byte) (text string, count int, err error) {
	if !utf8.Valid(rows) || HasLoneSurrogate(rows) {
		return "", 0, Errorf(CodeBadValue, "the rows hold text that is not Unicode")
	}
	kind, err := tx.Text("SELECT CASE WHEN json_valid(?1) THEN iif(json_type(?1) = 'array', json_array_length(?1), json_type(?1)) END", string(rows))
	if err != nil {
		return "", 0, err
	}
	if kind == "object" {
		return "[" + string(rows) + "]", 1, nil
	}
	count, err = strconv.Atoi(kind)
	if err != nil {
		return "", 0, Errorf(CodeBadValue, "rows must be a JSON object or an array of objects")
	}
	return string(rows), count, nil
}

// HasLoneSurrogate reports whether valid JSON text escapes half of a surrogate
// pair. SQLite would make bytes of it that are not UTF-8, and encoding/json
// another character.
func HasLoneSurrogate(text []byte) bool {
	for {
		i := bytes.IndexByte(text, '\\')
		if i < 0 {
			return false
		}
		unit := escapedUnit(text[i:])
		switch {
		case unit < 0xd800 || unit > 0xdfff:
			text = text[i+2:]
			continue
		case unit >= 0xdc00:
			return true
		}
		if low := escapedUnit(text[i+6:]); low < 0xdc00 || low > 0xdfff {
			return true
		}
		text = text[i+12:]
	}
}

// escapedUnit is the number of the \uXXXX that text begins with, else -1.
func escapedUnit(text []byte) int64 {
	if len(text) < 6 || text[0] != '\\' || text[1] != 'u' {
		return -1
	}
	n, err := strconv.ParseInt(string(text[2:6]), 16, 32)
	if err != nil {
		return -1
	}
	return n
}

// PutSQL is the statement that writes rows, a JSON array ?1 of objects.
func (m *Table) PutSQL() string { return m.put().insert }

// putStatements are a model's statements for put, over the array ?1.
type putStatements struct {
	insert   string // gives the ids of the rows it wrote
	complete string // gives the array with the ids that the rows get
	change   string // writes those that are there, of an array with ids
	add      string // writes those that are not
	diagnose string // gives `ROW code: detail` of the first row that is wrong
}

// The statements are layers of subqueries, each of which adds columns to the
// one below; LIMIT -1 OFFSET 0 keeps SQLite from melting them into one, which
// would repeat their expressions. _amora_n is the row's number, _amora_json
// the object as JSONB (NULL if it is none); no column of a schema is so named.
//
// insert looks only for what table and triggers would let pass, and leaves
// such rows out; diagnose knows everything that can be wrong with a row.
func (m *Table) putStatements() putStatements {
	const layer = " LIMIT -1 OFFSET 0)"
	rows := "(SELECT key + 1 AS _amora_n, CASE type WHEN 'object' THEN value END AS _amora_json FROM jsonb_each(?1)" + layer
	sources := "(SELECT *, " + m.putSource() + " AS _amora_source FROM " + rows + layer
	id := "_amora_source"
	if m.ID != idRuleSource {
		id = m.modelID(memberOf("_amora_json"), id)
	}
	ids := "(SELECT *, coalesce(_amora_json ->> 'id', " + id + ") AS _amora_id FROM " + sources + layer
	var columns, names []string
	for _, c := range m.Columns {
		names = append(names, quoteIdent(c.Name))
		columns = append(columns, column(c).putSQL()+" AS "+quoteIdent(c.Name))
	}
	partition := m.partition.sql(func(name string) string { return column(*m.column(name)).putSQL() }, "_amora_id")
	merged := "(SELECT _amora_n, _amora_json, _amora_id AS id, old.id IS NOT NULL AS _amora_known," +
		" coalesce(_amora_json ->> '_morango_source_id', old._morango_source_id, _amora_source) AS source_id," +
		" coalesce(_amora_json ->> '_morango_partition', " + partition + ", old._morango_partition) AS partition, " + strings.Join(columns, ", ") +
		" FROM " + ids + " LEFT JOIN " + quoteIdent(m.Table) + " old ON old.id = _amora_id" + layer
	list := strings.Join(names, ", ")
	good := "(SELECT id, source_id, partition, _amora_known, " + list + " FROM " + merged + " WHERE " + m.putUnseen() + " IS NULL) AS x"
	insert := "INSERT INTO " + quoteIdent(m.Table) + " (id, _morango_source_id, _morango_partition, " + list + ") SELECT id, source_id, partition, " + list + " FROM " + good
	set := func(from, source, partition string) string {
		sets := []string{"_morango_source_id = " + from + source, "_morango_partition = " + from + partition}
		for _, name := range names {
			sets = append(sets, name+" = "+from+name)
		}
		return sqlList(sets...)
	}
	return putStatements{
		insert:   insert + " WHERE true ON CONFLICT (id) DO UPDATE SET " + set("excluded.", "_morango_source_id", "_morango_partition") + " RETURNING id",
		complete: "SELECT json_group_array(json(json_set(json(_amora_json), '$.id', id, '$._morango_source_id', source_id))) FROM " + merged,
		change:   "UPDATE " + quoteIdent(m.Table) + " AS t SET " + set("x.", "source_id", "partition") + " FROM " + good + " WHERE t.id = x.id",
		add:      insert + " WHERE NOT _amora_known",
		diagnose: "SELECT _amora_n || ' ' || problem FROM (SELECT _amora_n, coalesce(" + sqlList(m.putUnseen(), m.Invalid(), m.putBadID()) + ") AS problem FROM " +
			merged + ") WHERE problem IS NOT NULL LIMIT 1",
	}
}

// memberOf takes template columns from a JSON object.
func memberOf(object string) func(name string) string {
	return func(name string) string { return "(" + object + " ->> " + quoteText(name) + ")" }
}

// putSource is the source id of a new row.
func (m *Table) putSource() string {
	const given = "_amora_json ->> '_morango_source_id'"
	switch {
	case m.source != nil:
		return m.source.sql(memberOf("_amora_json"), "")
	case m.ID == idRuleSource:
		return "coalesce(" + given + ", _amora_json ->> 'id', amora_uuid())"
	}
	// Of an id that is given nobody can tell the source id.
	return "coalesce(" + given + ", CASE WHEN _amora_json ->> 'id' IS NULL THEN amora_uuid() END)"
}

// putSQL is the column as it will be: what the object says, else what the row
// has, else the default.
func (c column) putSQL() string {
	name := "old." + quoteIdent(c.Name)
	missing := "_amora_json -> " + quoteText(c.Name) + " IS NULL"
	otherwise := "CASE WHEN " + missing + " THEN " + name + " END"
	if c.HasDefault {
		otherwise = "CASE WHEN NOT (" + missing + ") THEN NULL WHEN old.id IS NULL THEN " + column(c).defaultSQL() + " ELSE " + name + " END"
	}
	return "coalesce(" + column(c).fromPut("_amora_json") + ", " + otherwise + ")"
}

// putUnseen is NULL or `code: detail`: what SQLite would take without a word.
func (m *Table) putUnseen() string {
	keys := []string{"id", "_morango_source_id", "_morango_partition"}
	for _, c := range m.Columns {
		keys = append(keys, c.Name)
	}
	paths, texts := make([]string, len(keys)), make([]string, len(keys))
	for i, key := range keys {
		paths[i], texts[i] = quoteText("$."+key), quoteText(key)
	}
	var b strings.Builder
	b.WriteString("CASE WHEN _amora_json IS NULL THEN 'bad_value: not an object'")
	// What remains without the known keys is unknown, or there twice.
	b.WriteString(" WHEN json_remove(_amora_json, " + sqlList(paths...) + `) <> '{}' THEN coalesce(
  (SELECT 'unknown_column: ' || key FROM json_each(_amora_json) WHERE key NOT IN (` + sqlList(texts...) + `) LIMIT 1),
  'bad_value: a key stands twice')`)
	for _, c := range m.Columns {
		switch c.Type {
		case TypeText, TypeInteger, TypeReal, TypeDecimal, TypeBoolean, TypeDuration:
			b.WriteString(" WHEN " + column(c).bad(quoteIdent(c.Name)) + " THEN " + quoteText("bad_value: "+c.Name))
		}
	}
	return b.String() + " END"
}

// putBadID is NULL or `code: detail`: what is wrong with the row's identity.
func (m *Table) putBadID() string {
	var b strings.Builder
	b.WriteString("CASE")
	for _, name := range m.keyColumns() {
		if m.column(name).Nullable {
			b.WriteString(" WHEN " + quoteIdent(name) + " IS NULL AND NOT _amora_known THEN " + quoteText("required: "+name))
		}
	}
	b.WriteString(" WHEN source_id IS NULL THEN 'bad_id: no such row; a new one with an id of its own needs its _morango_source_id, too'" +
		" WHEN source_id = '' THEN 'bad_value: the source id is empty'" +
		" WHEN " + notID("id") + " THEN 'bad_id: id is not 32 lower-case hex digits'")
	if m.ID != idRuleSource {
		b.WriteString(" WHEN id <> " + m.modelID(columnOf(""), "source_id") + " THEN 'bad_id: id does not follow from _morango_source_id and the columns'")
	}
	return b.String() + " END"
}

func sqlList(parts ...string) string { return strings.Join(parts, ", ") }
