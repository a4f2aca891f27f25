package pipeline

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/amora-sync/amora/core/conflict"
	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/moves"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// Serialize is the first stage: app tables → Store (MORANGO.md §2; Morango
// sync/operations.py, _serialize_into_store). Dirty app rows under the filter
// and all remembered deletions of the filter's datasets go into the Store under
// a fresh counter, which is taken even if nothing is dirty, and the filter's
// DatabaseMaxCounters of this instance rise to it. Returns the counter. The number of statements
// depends on the number of models with dirty rows, not on the rows.
//
// A relay, with no models, serializes too: without a new counter under the
// filter the merges it made itself would never leave it.
func (e *Engine) Serialize(tx sqldb.Tx, filter value.Filter) (counter int64, err error) {
	_, v, err := e.serialize(tx, filter)
	return v.Counter, err
}

// serialize returns the version that it saved, and counts the conflicts:
// records received but not yet deserialized that met a local edit.
func (e *Engine) serialize(tx sqldb.Tx, filter value.Filter) (conflicts int64, v counter.Version, err error) {
	if v, err = e.identity.NextVersion(tx); err != nil {
		return 0, v, fmt.Errorf("serialize: %w", err)
	}
	work, err := e.dirtyModels(tx, filter)
	if err != nil {
		return 0, v, fmt.Errorf("serialize: %w", err)
	}
	for _, m := range work.models {
		n, err := m.serialize(tx, filter, v)
		if err != nil {
			return 0, v, fmt.Errorf("serialize %s: %w", m.App.Name, err)
		}
		conflicts += n
	}
	if work.deleted {
		if err := e.serializeDeletes(tx, filter, v); err != nil {
			return 0, v, fmt.Errorf("serialize deletes: %w", err)
		}
	}
	if work.resolved {
		if err := conflict.DropSettled(tx, v); err != nil {
			return 0, v, fmt.Errorf("serialize resolved: %w", err)
		}
	}
	if work.moved {
		if err := e.saveMoves(tx, v, value.FilterArg(filter)); err != nil {
			return 0, v, fmt.Errorf("serialize: %w", err)
		}
	}
	if work.models != nil || work.deleted {
		if err := counter.NoteSaved(tx, v); err != nil {
			return 0, v, fmt.Errorf("serialize: %w", err)
		}
	}
	own := []counter.Entry{}
	for _, prefix := range filter {
		own = append(own, counter.NewEntry(prefix, v.Instance, v.Counter))
	}
	if err := counter.RaiseDatabaseMaxCounters(tx, own); err != nil {
		return 0, v, fmt.Errorf("serialize: %w", err)
	}
	return conflicts, v, nil
}

// dirtyWork is what there is to serialize.
type dirtyWork struct {
	models   []*Table
	deleted  bool
	resolved bool // a conflict was settled
	moved    bool // a row has moved to another partition
}

// dirtyModels asks all dirty sets in one statement. Error: unavailable for a
// filter that is about several datasets.
func (e *Engine) dirtyModels(tx sqldb.Tx, filter value.Filter) (work dirtyWork, err error) {
	if len(e.models) == 0 {
		return work, nil
	}
	var dirty []int
	if err := sqldb.ReadJSON(tx, &dirty, e.dirtySQL(), value.FilterArg(filter)); err != nil {
		return work, err
	}
	for i, m := range e.models {
		if dirty[i] != 0 {
			work.models = append(work.models, m)
		}
	}
	rest := dirty[len(e.models):]
	if rest[3] != 0 {
		return work, rooms.ErrOther
	}
	work.deleted, work.resolved, work.moved = rest[0] != 0, rest[1] != 0, rest[2] != 0
	return work, nil
}

// dirtySQL tells of each model whether it has rows to serialize, then whether
// there are deletions, settled conflicts, and rows that have moved, and last
// whether the filter, ?1, is about several datasets.
//
// Rows whose ids the room does not know yet wait: see UndeclaredIDs of package apptable.
func (e *Engine) dirtySQL() string {
	var exists []string
	for _, m := range e.models {
		dirty := "EXISTS (SELECT 1 FROM " + m.App.DirtyTable() + ")"
		if undeclared := m.App.UndeclaredIDs("?1"); undeclared != "" {
			dirty += " AND NOT (" + undeclared + ")"
		}
		exists = append(exists, dirty)
	}
	exists = append(exists, "EXISTS (SELECT 1 FROM morango_deletedmodels) OR EXISTS (SELECT 1 FROM morango_harddeletedmodels)",
		"EXISTS (SELECT 1 FROM amora_resolved)", "EXISTS (SELECT 1 FROM amora_relocated WHERE pending = 1)", rooms.Across("?1"))
	return "SELECT json_array(" + strings.Join(exists, ", ") + ")"
}

// serialize moves one model's dirty rows into the Store.
func (m *Table) serialize(tx sqldb.Tx, filter value.Filter, v counter.Version) (conflicts int64, err error) {
	prefixes := value.FilterArg(filter)
	saved, err := tx.Exec(m.serializeSQL, v.Instance, v.Counter, prefixes)
	if err != nil {
		return 0, err
	}
	// Rows received but not yet deserialized have lost to the local edit.
	conflicts, err = tx.Exec(m.serializeSettleSQL, m.App.Name, prefixes)
	if err != nil {
		return 0, err
	}
	dirty, err := sqldb.Int(tx, "SELECT count(*) FROM "+m.App.DirtyTable())
	if err != nil {
		return 0, err
	}
	if saved == dirty { // SQLite empties a whole table at once
		_, err = tx.Exec("DELETE FROM " + m.App.DirtyTable())
	} else {
		_, err = tx.Exec(m.serializeClearSQL, prefixes)
	}
	return conflicts, err
}

// serializeStatements writes a model's statements for this stage.
//
// An existing Store row is updated key by key, so that fields of a newer
// peer's model survive (operations.py:163), unless the record would pass
// MaxRecordBytes with them: no peer would take it, nor what is queued behind
// it. If it was received and not yet
// deserialized, local wins, what it held becomes a conflict, and a reason why it
// waited is gone (MORANGO.md §13.31). partition and source_id stay. _self_ref_fk
// follows the row (MORANGO.md §13.20): Kolibri reads it.
func (m *Table) serializeStatements(profile string) {
	app, dirty := sqldb.Quote(m.App.Table), m.App.DirtyTable()
	self := "''"
	if column := m.App.SelfColumn(); column != "" {
		self = "ifnull(a." + sqldb.Quote(column) + ", '')"
	}
	received := "EXISTS (SELECT 1 FROM amora_store_dirty d WHERE d.model_name = " + sqldb.QuoteText(m.App.Name) + " AND d.id = excluded.id)"
	// What is serialized is at most what was and what is put in.
	const sizes = "octet_length(morango_store.serialized) + octet_length(excluded.serialized)"
	m.serializeSQL = `INSERT INTO morango_store (id, source_id, model_name, profile, partition, _self_ref_fk,
 last_saved_instance, last_saved_counter, serialized)
SELECT a.id, a._morango_source_id, ` + sqldb.QuoteText(m.App.Name) + ", " + sqldb.QuoteText(profile) + ", a._morango_partition, " + self + `, ?1, ?2,
 ` + m.App.SerializedNew("a") + `
FROM ` + dirty + " d CROSS JOIN " + app + " a ON a.id = d.id WHERE " + value.Matches("a._morango_partition", "?3") + `
ON CONFLICT (id) DO UPDATE SET last_saved_instance = excluded.last_saved_instance, last_saved_counter = excluded.last_saved_counter,
 deleted = ` + m.App.StillMoved(received) + `, hard_deleted = 0, last_transfer_session_id = NULL, deserialization_error = '', _self_ref_fk = excluded._self_ref_fk,
 conflicting_serialized_data = CASE WHEN ` + received + " THEN " +
		conflict.Bounded(conflict.OneLine("morango_store.serialized")+" || char(10) || morango_store.conflicting_serialized_data", sizes) + `
  ELSE ` + conflict.Bounded("morango_store.conflicting_serialized_data", sizes) + ` END,
 serialized = (SELECT CASE WHEN octet_length(x) <= ` + strconv.Itoa(value.MaxRecordBytes) + ` THEN x ELSE excluded.serialized END FROM
  (SELECT json_set(` + m.App.SerializedBase("a", "morango_store.serialized") + ", " + m.App.JSONPairs("a", "$.") +
		m.App.KeepsAwaited("a", "CASE WHEN NOT "+received+" THEN morango_store.serialized END") + ") AS x FROM " + app + " a WHERE a.id = excluded.id LIMIT -1 OFFSET 0))"

	// +id: from the Store's dirty set, mostly empty, into this one; the other
	// way round it would visit every dirty row.
	under := "SELECT d.id FROM " + dirty + " d CROSS JOIN " + app + " a ON a.id = d.id WHERE "
	m.serializeSettleSQL = "DELETE FROM amora_store_dirty WHERE model_name = ?1 AND +id IN (" + under + value.Matches("a._morango_partition", "?2") + ")"
	if m.App.Movable() { // what the row's other place makes of the change is yet to be seen
		m.serializeSettleSQL += " AND NOT EXISTS (SELECT 1 FROM morango_store s WHERE s.id = amora_store_dirty.id AND s.deleted = 1)"
	}
	m.serializeClearSQL = "DELETE FROM " + dirty + " WHERE id IN (" + under + value.Matches("a._morango_partition", "?1") + ")"
}

// serializeDeletes marks remembered deletions in the Store, whatever the
// partition (operations.py:206-262), but those of other datasets: they leave
// under the counters that their own datasets' relays know. Rows that never were
// serialized are forgotten.
func (e *Engine) serializeDeletes(tx sqldb.Tx, filter value.Filter, v counter.Version) error {
	if err := conflict.EraseEarlier(tx); err != nil {
		return err
	}
	args := []any{e.Profile(), value.FilterArg(filter)}
	here := rooms.InAnyOf("s.partition", "?2")
	const soft, hard = "morango_deletedmodels", "morango_harddeletedmodels"
	settle := "DELETE FROM amora_store_dirty WHERE (model_name, id) IN" +
		" (SELECT s.model_name, s.id FROM %[1]s d CROSS JOIN morango_store s ON s.id = d.id WHERE d.profile = ?1 AND " + here + ")"
	done := "DELETE FROM %[1]s AS d WHERE profile = ?1 AND NOT EXISTS" +
		" (SELECT 1 FROM morango_store s WHERE s.id = d.id AND NOT " + here + ")"
	return sqldb.ExecAll(tx,
		sqldb.Statement{SQL: fmt.Sprintf(settle, soft), Args: args},
		sqldb.Statement{SQL: fmt.Sprintf(settle, hard), Args: args},
		sqldb.Statement{SQL: `UPDATE morango_store AS s SET deleted = 1, deserialization_error = '', last_saved_instance = ?3, last_saved_counter = ?4
WHERE id IN (SELECT id FROM morango_deletedmodels WHERE profile = ?1) AND ` + here, Args: append(args, v.Instance, v.Counter)},
		sqldb.Statement{SQL: moves.NoteSQL + " AND d.profile = ?1 AND " + here, Args: args},
		sqldb.Statement{SQL: fmt.Sprintf(done, soft), Args: args},
		sqldb.Statement{SQL: `UPDATE morango_store AS s SET hard_deleted = 1, serialized = '{}', conflicting_serialized_data = ''
WHERE id IN (SELECT id FROM morango_harddeletedmodels WHERE profile = ?1) AND ` + here, Args: args},
		sqldb.Statement{SQL: fmt.Sprintf(done, hard), Args: args},
	)
}

// SerializeDirty is [Engine.Serialize] if there is anything to serialize. Else
// it takes no counter and writes nothing.
func (e *Engine) SerializeDirty(tx sqldb.Tx, filter value.Filter) error {
	dirty, err := e.dirtyModels(tx, filter)
	if err != nil || len(dirty.models) == 0 && !dirty.deleted {
		return err
	}
	_, err = e.Serialize(tx, filter)
	return err
}
