//go:build !js

package cli

import (
	"context"
	"flag"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/worker/host"
)

var rowsCommand = &command{
	name:     "rows",
	synopsis: "FILE",
	summary:  "print the rows of a database, also of one that cannot be opened",
	details: `
Prints a JSON object a line, {"table": …, "row": {…}} for every row of the app's tables, then
{"model": …, "id": …, "record": {…}} for every record that has no row: of a model that the app does not
know, or one that waits. Bytes are base64. Nothing is changed, and no schema is asked: it is for what
another command refuses because of its schema or a newer build, and reads what it can of a damaged file.
Exit status 3 says that something could not be read.

Examples:
  amora rows school.db > school.jsonl
  amora rows exported.sqlite`,
	prepare: func(*flag.FlagSet) action {
		return func(ctx context.Context, t *Terminal, args []string) (int, error) {
			if len(args) != 1 {
				return 0, fault.Errorf(fault.BadRequest, "rows takes 1 argument, not %d", len(args)).WithHint("amora help rows")
			}
			if err := mustExist(args[0]); err != nil {
				return 0, err
			}
			file, err := sqlitedb.Open(ctx, args[0], sqlitedb.Options{Holding: "amora_meta"})
			if err != nil {
				return 0, notDatabase(args[0], err)
			}
			defer file.Close()
			r := rowReader{ctx: ctx, db: file, out: t.Out, err: t.Err}
			return r.all()
		}
	},
}

// rowReader prints rows, and goes on where some cannot be read.
type rowReader struct {
	ctx      context.Context
	db       sqldb.DB
	out, err io.Writer
	exit     int
}

// rowBatch is the number of rows that are read at a time.
const rowBatch = 1000

func (r *rowReader) all() (int, error) {
	var tables []rowTable
	err := r.db.View(r.ctx, func(tx sqldb.Tx) error {
		return sqldb.ReadJSON(tx, &tables, `SELECT json_group_array(json_object('Name', t.name, 'Columns',
 (SELECT json_group_array(c.name) FROM pragma_table_info(t.name) c), 'Primary',
 (SELECT json_group_array(c.name ORDER BY c.pk) FROM pragma_table_info(t.name) c WHERE c.pk > 0 AND t.wr))
 ORDER BY t.name)
FROM pragma_table_list t WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\'
 AND t.name NOT LIKE 'amora\_%' ESCAPE '\' AND t.name NOT LIKE 'morango\_%' ESCAPE '\'`)
	})
	if err != nil {
		return 0, err
	}
	var known []string
	for _, t := range tables {
		var pairs []string
		isSynced := false
		for _, c := range t.Columns {
			q := sqldb.Quote(c)
			pairs = append(pairs, sqldb.QuoteText(c)+", CASE typeof("+q+") WHEN 'blob' THEN amora_base64("+q+") ELSE "+q+" END")
			isSynced = isSynced || c == "_morango_partition"
		}
		if isSynced {
			known = append(known, "SELECT id FROM "+sqldb.Quote(t.Name))
		}
		row := "json_object(" + strings.Join(pairs, ", ") + ")"
		r.print(t, "json_object('table', "+sqldb.QuoteText(t.Name)+", 'row', "+row+")", "true")
	}
	if len(known) == 0 {
		known = append(known, "SELECT NULL WHERE false")
	}
	r.print(rowTable{Name: "morango_store"},
		"json_object('model', model_name, 'id', id, 'record', iif(json_valid(serialized), json(serialized), serialized))",
		"deleted = 0 AND (deserialization_error <> '' OR id NOT IN ("+strings.Join(known, " UNION ALL ")+"))")
	return r.exit, nil
}

// rowTable is a table whose rows are printed.
type rowTable struct {
	Name    string
	Columns []string
	Primary []string // the columns of the primary key, where the table has no rowid
}

// key lists what tells the table's rows apart and is stored in its order. It is
// empty where columns hide each of the rowid's names.
func (t rowTable) key() (quoted []string) {
	for _, name := range t.Primary {
		quoted = append(quoted, sqldb.Quote(name))
	}
	for _, name := range []string{"rowid", "_rowid_", "oid"} { // a column may hide one of the names
		same := func(column string) bool { return strings.EqualFold(column, name) }
		if len(quoted) == 0 && !slices.ContainsFunc(t.Columns, same) {
			quoted = []string{name}
		}
	}
	return quoted
}

// print prints a JSON text of each row of a table for which a condition holds,
// as far as they can be read. Each batch begins behind the last row of the one
// before, whatever another process writes meanwhile. A table without a key is
// one batch.
func (r *rowReader) print(t rowTable, text, condition string) {
	key := t.key()
	columns := strings.Join(append([]string{text}, key...), ", ")
	query := "SELECT " + columns + " FROM " + sqldb.Quote(t.Name) + " WHERE " + condition
	var behind, tail string
	if len(key) > 0 {
		behind = " AND (" + strings.Join(key, ", ") + ") > (" + strings.Repeat(", ?", len(key))[2:] + ")"
		tail = " ORDER BY " + strings.Join(key, ", ") + " LIMIT " + strconv.Itoa(rowBatch)
	}
	for read, last := 0, []any(nil); ; read += rowBatch {
		sql := query + tail
		if last != nil {
			sql = query + behind + tail
		}
		var rows [][]any
		err := r.db.View(r.ctx, func(tx sqldb.Tx) (err error) {
			rows, err = tx.Query(sql, last...)
			return err
		})
		if err != nil {
			r.exit = ExitQuarantined
			text := fmt.Sprintf("%s: rows from %d on cannot be read: %v", t.Name, read+1, err)
			fmt.Fprintln(r.err, "amora:", host.Plain(text))
			return
		}
		for _, row := range rows {
			fmt.Fprintln(r.out, sqldb.CellText(row[0]))
		}
		if len(rows) < rowBatch || len(key) == 0 {
			return
		}
		last = rows[rowBatch-1][1:]
	}
}
