package golden

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
)

// peer is one of our instances in a scenario.
type peer struct {
	in     *core.Instance
	db     *sqlitedb.DB
	schema *schema.Schema
}

// openPeer makes an instance with a scenario's identity: made with any, given
// the one wanted, opened again.
func openPeer(schema *schema.Schema, w who) (*peer, error) {
	ctx := context.Background()
	db, err := sqlitedb.Open(ctx, sqlitedb.Memory, sqlitedb.Options{})
	if err != nil {
		return nil, err
	}
	opts := core.Options{
		Schema: schema,
		Clock:  func() time.Time { return time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC) },
		Rand:   rand.NewChaCha8(sha256.Sum256([]byte(w.Instance))),
	}
	if _, err := core.Open(ctx, db, opts); err != nil {
		return nil, err
	}
	p := &peer{db: db, schema: schema}
	err = p.update(func(tx sqldb.Tx) error {
		return execList(tx, []command{
			{"UPDATE morango_databaseidmodel SET id = ?1, initial_instance_id = ?2", []any{w.Database, w.Instance}},
			{"UPDATE morango_instanceidmodel SET id = ?2, database_id = ?1, counter = 0", []any{w.Database, w.Instance}},
		})
	})
	if err != nil {
		return nil, err
	}
	p.in, err = core.Open(ctx, db, opts)
	if err == nil && p.in.ID() != w.Instance {
		err = fmt.Errorf("instance id %s, want %s", p.in.ID(), w.Instance)
	}
	return p, err
}

func (p *peer) update(fn func(sqldb.Tx) error) error { return p.db.Update(context.Background(), fn) }

// command is a SQL statement with its arguments.
type command struct {
	sql  string
	args []any
}

func execList(tx sqldb.Tx, list []command) error {
	for _, c := range list {
		if _, err := tx.Exec(c.sql, c.args...); err != nil {
			return fmt.Errorf("%w in %s", err, c.sql)
		}
	}
	return nil
}

// set loads whole app tables as they are shown, dirty bits included, behind
// the back of the triggers, and remembers deletions.
func (p *peer) set(op *operation) error {
	loaded, err := parseJSON(string(op.App))
	if err != nil {
		return err
	}
	models, _ := loaded.(map[string]any)
	list := []command{{"PRAGMA defer_foreign_keys = 1", nil}, {"INSERT INTO amora_applying VALUES (1)", nil}}
	for _, m := range p.schema.Models {
		list = append(list, command{"DELETE FROM " + quote(m.Table), nil}, command{"DELETE FROM " + m.DirtyTable(), nil})
	}
	for _, m := range p.schema.Ordered() {
		rows, _ := models[m.Name].([]any)
		for _, r := range rows {
			list = append(list, insertRow(m, r.(map[string]any))...)
		}
	}
	list = append(list, command{"DELETE FROM amora_applying", nil})
	for _, id := range op.Deleted {
		list = append(list, command{"INSERT OR IGNORE INTO morango_deletedmodels VALUES (?1, ?2)", []any{id, p.schema.Profile}})
	}
	for _, id := range op.HardDeleted {
		list = append(list, command{"INSERT OR IGNORE INTO morango_harddeletedmodels VALUES (?1, ?2)", []any{id, p.schema.Profile}})
	}
	return p.update(func(tx sqldb.Tx) error { return execList(tx, list) })
}

func quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// insertRow writes one app row and, if its dirty bit is set, its entry in the
// dirty set.
func insertRow(m *schema.Model, cells map[string]any) []command {
	var names, marks []string
	var args []any
	for _, name := range slices.Sorted(maps.Keys(cells)) {
		if name == "_morango_dirty_bit" {
			continue
		}
		names, args = append(names, quote(name)), append(args, argument(cells[name]))
		marks = append(marks, fmt.Sprintf("?%d", len(args)))
	}
	list := []command{{"INSERT INTO " + quote(m.Table) + " (" + strings.Join(names, ", ") + ") VALUES (" + strings.Join(marks, ", ") + ")", args}}
	if cells["_morango_dirty_bit"] == true {
		list = append(list, command{"INSERT INTO " + m.DirtyTable() + " VALUES (?1)", []any{cells["id"]}})
	}
	return list
}

// argument is a JSON value as a bound argument.
func argument(v any) any {
	n, ok := v.(json.Number)
	if !ok {
		return v
	}
	if i, err := n.Int64(); err == nil {
		return i
	}
	f, _ := n.Float64()
	return f
}

// sql runs one statement in Morango's terms. morango_store stands for a view
// with Morango's columns, dirty bit included, that writes through to ours.
func (p *peer) sql(statement string) error {
	return p.update(func(tx sqldb.Tx) error {
		list := slices.Clone(storeView)
		list = append(list, command{strings.ReplaceAll(statement, "morango_store", "golden_store"), nil}, command{"DROP VIEW golden_store", nil})
		return execList(tx, list)
	})
}

const storeList = `id, source_id, model_name, profile, partition, _self_ref_fk, last_saved_instance, last_saved_counter,
 deleted, hard_deleted, last_transfer_session_id, deserialization_error, serialized, conflicting_serialized_data`

var newStoreRow = "NEW." + strings.ReplaceAll(strings.Join(strings.Fields(storeList), " "), ", ", ", NEW.")

var storeView = []command{
	{`CREATE VIEW golden_store AS SELECT ` + storeList + `,
 EXISTS (SELECT 1 FROM amora_store_dirty d WHERE d.model_name = s.model_name AND d.id = s.id) AS dirty_bit FROM morango_store s`, nil},
	{`CREATE TRIGGER golden_insert INSTEAD OF INSERT ON golden_store BEGIN
 INSERT INTO morango_store (` + storeList + `) VALUES (` + newStoreRow + `);
 INSERT INTO amora_store_dirty (model_name, id) SELECT NEW.model_name, NEW.id WHERE NEW.dirty_bit;
END`, nil},
	{`CREATE TRIGGER golden_update INSTEAD OF UPDATE ON golden_store BEGIN
 UPDATE morango_store SET (` + storeList + `) = (` + newStoreRow + `) WHERE id = OLD.id;
 DELETE FROM amora_store_dirty WHERE model_name = OLD.model_name AND id = OLD.id;
 INSERT INTO amora_store_dirty (model_name, id) SELECT NEW.model_name, NEW.id WHERE NEW.dirty_bit;
END`, nil},
	{`CREATE TRIGGER golden_delete INSTEAD OF DELETE ON golden_store BEGIN
 DELETE FROM morango_store WHERE id = OLD.id;
 DELETE FROM amora_store_dirty WHERE model_name = OLD.model_name AND id = OLD.id;
END`, nil},
}

// tables reads everything there is to compare.
func (p *peer) tables() (t tables, err error) {
	t = tables{}
	err = p.db.View(context.Background(), func(tx sqldb.Tx) error {
		t["store"], err = p.read(tx, storeColumns, storeKey, "morango_store s", map[string]string{
			"dirty_bit": "EXISTS (SELECT 1 FROM amora_store_dirty d WHERE d.model_name = s.model_name AND d.id = s.id)",
		})
		if err != nil {
			return err
		}
		t["buffer"], err = p.read(tx, bufferColumns, bufferKey, "morango_buffer b", map[string]string{
			"transfer_session_id": "(SELECT t.id FROM morango_transfersession t WHERE t.seq = b.transfer_session_id)",
		})
		if err != nil {
			return err
		}
		for _, m := range p.schema.Models {
			t["app."+m.Name], err = p.read(tx, appColumns(m), storeKey, quote(m.Table)+" a", map[string]string{
				"_morango_dirty_bit": "EXISTS (SELECT 1 FROM " + m.DirtyTable() + " d WHERE d.id = a.id)",
			})
			if err != nil {
				return err
			}
		}
		return readLines(tx, t)
	})
	return t, err
}

// read reads the columns of a table; those that are not there by name are
// given as expressions.
func (p *peer) read(tx sqldb.Tx, columns map[string]kind, key func(row) string, from string, as map[string]string) (table, error) {
	var expressions []string
	names := slices.Sorted(maps.Keys(columns))
	for _, name := range names {
		if as[name] != "" {
			expressions = append(expressions, as[name])
		} else {
			expressions = append(expressions, quote(name))
		}
	}
	found, err := tx.Query("SELECT " + strings.Join(expressions, ", ") + " FROM " + from)
	if err != nil {
		return nil, err
	}
	t := table{}
	for _, cells := range found {
		values := map[string]any{}
		for i, name := range names {
			values[name] = cellValue(cells[i])
		}
		r := canonical(p.schema, columns, values)
		if t[key(r)] != nil {
			return nil, fmt.Errorf("%s: row %q twice", from, key(r))
		}
		t[key(r)] = r
	}
	return t, nil
}

// lineQueries give tables that are lines in the files, in the files' form.
var lineQueries = map[string]string{
	"rmc":                 "SELECT store_model_id || ' ' || instance_id || ' ' || counter FROM morango_recordmaxcounter",
	"rmcb":                "SELECT model_uuid || ' ' || instance_id || ' ' || counter FROM morango_recordmaxcounterbuffer",
	"dmc":                 "SELECT partition || '|' || instance_id || '|' || counter FROM morango_databasemaxcounter",
	"instance":            "SELECT id || ' ' || counter FROM morango_instanceidmodel WHERE current = 1",
	"deleted_models":      "SELECT id FROM morango_deletedmodels",
	"hard_deleted_models": "SELECT id FROM morango_harddeletedmodels",
}

func readLines(tx sqldb.Tx, t tables) error {
	for name, sql := range lineQueries {
		found, err := tx.Query(sql)
		if err != nil {
			return err
		}
		t[name] = table{}
		for _, cells := range found {
			if err := t[name].addLine(name, fmt.Sprint(cells...)); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	for _, name := range guards {
		found, err := tx.Query("SELECT * FROM " + name)
		if err != nil {
			return err
		}
		t[name] = table{}
		for _, cells := range found {
			t[name][fmt.Sprint(cells...)] = row{}
		}
	}
	return nil
}
