package apptable

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/quarantine"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// Delete deletes a row, by id, and with it the rows that refer to it, in a
// transaction that the caller rolls back on an error. A hard delete also wipes
// the records' contents. Error: not_writable.
func (m *Table) Delete(tx sqldb.Tx, id string, hard bool) error {
	remove := sqldb.Statement{SQL: "DELETE FROM " + sqldb.Quote(m.Table) + " WHERE id = ?1" + m.Rows(sqldb.Quote(m.Table)), Args: []any{value.PlainID(id)}}
	if !hard {
		return sqldb.ExecAll(sqldb.AsApp(tx), remove)
	}
	if err := sqldb.ExecAll(tx, sqldb.Statement{SQL: "INSERT INTO amora_hard (x) VALUES (1)"}); err != nil {
		return err
	}
	if err := sqldb.ExecAll(sqldb.AsApp(tx), remove); err != nil {
		return err
	}
	return sqldb.ExecAll(tx, sqldb.Statement{SQL: "DELETE FROM amora_hard"})
}

// Put writes rows, a JSON object or an array of objects, in a transaction that
// the caller rolls back on an error, and returns their ids. core.Instance.Put
// says what a row may be, and lists the errors.
func (m *Table) Put(tx sqldb.Tx, rows []byte) ([]string, error) {
	text, count, err := ReadRows(tx, rows)
	if err != nil || count == 0 {
		return nil, err
	}
	if m.ReadOnly {
		return nil, ErrReadOnly
	}
	written, err := m.upsertRows(tx, text)
	if fault.CodeOf(err) == fault.Constraint {
		written, err = m.putApart(tx, text)
	}
	switch fault.CodeOf(err) {
	case "":
	case fault.BadValue, fault.Required, fault.BadID:
		return nil, m.diagnose(tx, text, err)
	default:
		return nil, err
	}
	if len(written) < count {
		return nil, m.diagnose(tx, text, fault.Errorf(fault.Internal, "put wrote %d of %d rows", len(written), count))
	}
	return written, m.distinct(written)
}

// distinct fails if two rows have the same id.
func (m *Table) distinct(ids []string) error {
	seen := make(map[string]int, len(ids))
	for i, id := range ids {
		if first, twice := seen[id]; twice {
			return fault.Errorf(fault.BadValue, "%s: rows %d and %d are the same record %s", m.AppName(), first, i+1, id)
		}
		seen[id] = i + 1
	}
	return nil
}

// upsertRows writes rows in one statement and gives their ids.
func (m *Table) upsertRows(tx sqldb.Tx, text string) (ids []string, err error) {
	err = sqldb.Nested(tx, func() error {
		// RETURNING gives the ids in the order in which the rows went in.
		rows, err := sqldb.AsApp(tx).Query(m.put().insert, text)
		for _, row := range rows {
			ids = append(ids, row[0].(string))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return m.present(tx, ids)
}

// present gives the ids that rows have now: put has moved some of them.
func (m *Table) present(tx sqldb.Tx, ids []string) (now []string, err error) {
	if !m.Movable() || len(ids) == 0 {
		return ids, nil
	}
	err = sqldb.ReadJSON(tx, &now, "SELECT json_group_array(coalesce((SELECT moved_to FROM amora_relocated WHERE id = value), value)"+
		" ORDER BY key) FROM json_each(?1)", sqldb.ToJSON(ids))
	return now, err
}

// putApart writes rows in two statements, the changes and the new ones. In
// triggers that an upsert fires, SQLite takes INSERT OR REPLACE and OR IGNORE
// for OR ABORT; in those of other statements they mean what they say.
func (m *Table) putApart(tx sqldb.Tx, text string) ([]string, error) {
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
	changed, err := sqldb.AsApp(tx).Exec(sql.change, text)
	if err != nil {
		return nil, err
	}
	added, err := sqldb.AsApp(tx).Exec(sql.add, text)
	if err != nil {
		return nil, err
	}
	return m.present(tx, ids[:min(changed+added, int64(len(ids)))]) // fewer if some are wrong
}

// diagnose finds the row that insert could not take and what is wrong with
// it; cause where it finds none.
func (m *Table) diagnose(tx sqldb.Tx, text string, cause error) error {
	problem, err := tx.Text(m.put().diagnose, text)
	if err != nil || problem == "" {
		return errors.Join(cause, err)
	}
	row, rest, _ := strings.Cut(problem, " ")
	code, detail, _ := strings.Cut(rest, ": ")
	e := fault.Errorf(fault.Code(code), "%s: row %s: %s", m.AppName(), row, detail)
	if c := m.Column(detail); c != nil && e.Code == fault.BadValue {
		e.Text += " is not " + c.Expected()
	}
	if e.Code == fault.Code(quarantine.BadPartition) {
		e.Code = fault.BadID
	}
	return e
}

// ReadRows checks that rows are JSON that means the same to every reader, and
// returns them as the text of an array, with their number. A single object
// becomes an array of one. Error: bad_value.
func ReadRows(tx sqldb.Tx, rows []byte) (text string, count int, err error) {
	if !utf8.Valid(rows) || value.HasLoneSurrogate(rows) {
		return "", 0, fault.Errorf(fault.BadValue, "the rows hold text that is not Unicode")
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
		return "", 0, fault.Errorf(fault.BadValue, "rows must be a JSON object or an array of objects")
	}
	return string(rows), count, nil
}

// PutSQL is the statement by which [Table.Put] writes rows, a JSON array ?1 of
// objects.
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
	var columns, names []string
	for _, c := range m.Columns {
		names = append(names, sqldb.Quote(c.Name))
		columns = append(columns, m.putColumn(c)+" AS "+sqldb.Quote(c.Name))
	}
	partition := m.putPartition()
	// A row that was read may be put back with other columns, and so move.
	const given = "nullif(_amora_json ->> '_morango_partition', ifnull(old._morango_partition, ''))"
	merged := "(SELECT _amora_n, _amora_json, _amora_id AS id, old.id IS NOT NULL AS _amora_known," +
		" coalesce(_amora_json ->> '_morango_source_id', old._morango_source_id, _amora_source) AS source_id," +
		" coalesce(" + given + ", " + partition + ", old._morango_partition) AS partition, " + strings.Join(columns, ", ") +
		" FROM " + m.putIDs() + " LEFT JOIN " + sqldb.Quote(m.Table) + " old ON old.id = _amora_id" + m.Rows("old") + layer
	list := strings.Join(names, ", ")
	good := "(SELECT id, source_id, partition, _amora_known, " + list + " FROM " + merged + " WHERE " + m.putUnseen() + " IS NULL) AS x"
	insert := "INSERT INTO " + sqldb.Quote(m.Table) + " (id, _morango_source_id, _morango_partition, " + list + ") SELECT id, source_id, partition, " + list + " FROM " + good
	set := func(from, source, partition string) string {
		sets := []string{"_morango_source_id = " + from + source, "_morango_partition = " + from + partition}
		for _, name := range names {
			sets = append(sets, name+" = "+from+name)
		}
		return sqldb.List(sets...)
	}
	return putStatements{
		insert:   insert + " WHERE true ON CONFLICT (id) DO UPDATE SET " + set("excluded.", "_morango_source_id", "_morango_partition") + " RETURNING id",
		complete: "SELECT json_group_array(json(json_set(json(_amora_json), '$.id', id, '$._morango_source_id', source_id))) FROM " + merged,
		change:   "UPDATE " + sqldb.Quote(m.Table) + " AS t SET " + set("x.", "source_id", "partition") + " FROM " + good + " WHERE t.id = x.id",
		add:      insert + " WHERE NOT _amora_known",
		diagnose: "SELECT _amora_n || ' ' || problem FROM (SELECT _amora_n, coalesce(" + sqldb.List(m.putUnseen(), m.invalid(givenID, columnName), m.putBadID()) + ") AS problem FROM " +
			merged + ") WHERE problem IS NOT NULL LIMIT 1",
	}
}

// layer ends a subquery that is not to be melted into the one above.
const layer = " LIMIT -1 OFFSET 0)"

// putIDs is the subquery of the objects of put with the ids that their rows
// have, or get.
func (m *Table) putIDs() string {
	rows := "(SELECT key + 1 AS _amora_n, CASE type WHEN 'object' THEN value END AS _amora_json FROM jsonb_each(?1)" + layer
	sources := "(SELECT *, " + m.putSource() + " AS _amora_source FROM " + rows + layer
	id := "_amora_source"
	if m.ID != trust.IDRuleSource {
		id = m.modelID(m.given, id)
	}
	return "(SELECT *, coalesce(" + givenID + ", " + id + ") AS _amora_id FROM " + sources + layer
}

// putPartition is the partition that follows from an object of put and the row
// that it changes, old.
func (m *Table) putPartition() string {
	return m.PartitionTemplate.SQL(func(name string) string { return m.putColumn(*m.Column(name)) }, "_amora_id")
}

// given takes a template's column from the object of put.
func (m *Table) given(name string) string {
	if c := m.Column(name); c.Type == schema.TypeUUID {
		return m.orDataset(*c, column(*c).fromPut("_amora_json"))
	}
	return "(_amora_json ->> " + sqldb.QuoteText(name) + ")"
}

// putColumn is the column as it will be, with the dataset that is meant.
func (m *Table) putColumn(c schema.Column) string { return m.orDataset(c, column(c).putSQL()) }

// orDataset is the value of a column, or, of the column that the partition
// begins with, the dataset that is meant where the object says nothing of it:
// that of a row it refers to, or the only one that is here. An object with the
// id of a record means that row, which may be deleted: changes of some columns
// are not to bring it back as a new row.
func (m *Table) orDataset(c schema.Column, value string) string {
	if c.Name != m.PartitionTemplate.First() || c.Type != schema.TypeUUID || c.HasDefault || m.References[c.Name].Table != "" {
		return value
	}
	var meant []string
	for _, r := range m.Columns {
		if table := m.References[r.Name].Table; table != "" {
			meant = append(meant, "(SELECT "+rooms.Of("t._morango_partition")+" FROM "+sqldb.Quote(table)+" t WHERE t.id = "+
				column(r).fromPut("_amora_json")+")")
		}
	}
	return "coalesce(" + value + ", CASE WHEN _amora_json -> " + sqldb.QuoteText(c.Name) + " IS NULL AND " + unknownID + " THEN coalesce(" +
		sqldb.List(append(meant, rooms.Only, "NULL")...) + ") END)"
}

// unknownID is a condition: no row has had the id that an object of put gives,
// as far as is known here.
var unknownID = "NOT EXISTS (SELECT 1 FROM morango_store WHERE id = " + givenID +
	") AND NOT EXISTS (SELECT 1 FROM morango_deletedmodels WHERE id = " + givenID + ")"

// givenID is the id that a row of put gives, without hyphens; NULL if it gives
// none.
var givenID = value.PlainIDOf("_amora_json ->> 'id'")

// putSource is the source id of a new row.
func (m *Table) putSource() string {
	const given = "_amora_json ->> '_morango_source_id'"
	switch {
	case m.SourceTemplate != nil:
		return m.SourceTemplate.SQL(m.given, "")
	case m.ID == trust.IDRuleSource:
		return "coalesce(" + given + ", " + givenID + ", amora_uuid())"
	case m.TakesIDs():
		return "coalesce(" + given + ", " + knownSource(givenID) + ", " + givenID + ", amora_uuid())"
	}
	// Of an id that is given nobody can tell the source id.
	return "coalesce(" + given + ", CASE WHEN _amora_json ->> 'id' IS NULL THEN amora_uuid() END)"
}

// putSQL is the column as it will be: what the object says, else what the row
// has, else the default. JSON that means what the row has leaves it as it is:
// pages read values and write them anew, 1.0 as 1 for instance.
func (c column) putSQL() string {
	name := "old." + sqldb.Quote(c.Name)
	given := c.fromPut("_amora_json")
	if c.Type == schema.TypeJSON {
		given = "amora_kept_json(" + given + ", " + name + ")"
	}
	missing := "_amora_json -> " + sqldb.QuoteText(c.Name) + " IS NULL"
	otherwise := "CASE WHEN " + missing + " THEN " + name + " END"
	if c.HasDefault || c.Now || c.Constant != "" {
		otherwise = "CASE WHEN NOT (" + missing + ") THEN NULL WHEN old.id IS NULL THEN " + c.defaultSQL() + " ELSE " + name + " END"
	}
	return "coalesce(" + given + ", " + otherwise + ")"
}

// putUnseen is NULL or `code: detail`: what SQLite would take without a word.
func (m *Table) putUnseen() string {
	keys := []string{"id", "_morango_source_id", "_morango_partition"}
	for _, c := range m.Columns {
		keys = append(keys, c.Name)
	}
	paths, texts := make([]string, len(keys)), make([]string, len(keys))
	for i, key := range keys {
		paths[i], texts[i] = sqldb.QuoteText("$."+key), sqldb.QuoteText(key)
	}
	var b strings.Builder
	b.WriteString("CASE WHEN _amora_json IS NULL THEN 'bad_value: not an object'")
	// What remains without the known keys is unknown, or there twice.
	b.WriteString(" WHEN json_remove(_amora_json, " + sqldb.List(paths...) + `) <> '{}' THEN coalesce(
  (SELECT 'unknown_column: ' || key FROM json_each(_amora_json) WHERE key NOT IN (` + sqldb.List(texts...) + `) LIMIT 1),
  'bad_value: a key stands twice')`)
	for _, c := range m.Columns {
		switch c.Type {
		case schema.TypeText, schema.TypeInteger, schema.TypeReal, schema.TypeDecimal, schema.TypeBoolean, schema.TypeDuration, schema.TypeBlob:
			b.WriteString(" WHEN " + column(c).bad(sqldb.Quote(c.Name), c.Name) + " THEN " + sqldb.QuoteText("bad_value: "+c.Name))
		}
	}
	return b.String() + " END"
}

// putBadID is NULL or `code: detail`: what is wrong with the row's identity.
func (m *Table) putBadID() string {
	var b strings.Builder
	b.WriteString("CASE")
	for _, name := range m.requiredKeys() {
		b.WriteString(" WHEN " + sqldb.Quote(name) + " IS NULL AND NOT _amora_known THEN " + sqldb.QuoteText("required: "+name))
	}
	b.WriteString(" WHEN source_id IS NULL THEN 'bad_id: no such row; a new one with an id of its own needs its _morango_source_id, too'" +
		" WHEN " + value.NotID("id") + " THEN " + sqldb.QuoteText("bad_id: "+notAnID) +
		" WHEN source_id = '' THEN 'bad_value: the source id is empty'")
	switch computed := "id <> " + m.modelID(schema.ColumnOf(""), "source_id"); {
	case m.TakesIDs():
		computed += " AND id <> source_id"
		fallthrough
	case m.ID != trust.IDRuleSource:
		b.WriteString(" WHEN NOT _amora_known AND " + computed + " THEN 'bad_id: id does not follow from _morango_source_id and the columns'")
	}
	return b.String() + " END"
}
