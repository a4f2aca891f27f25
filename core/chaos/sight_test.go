package chaos_test

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/sqldb"
)

// sight is what the oracle saw of an instance's database at its last commit.
type sight struct {
	store    map[string]*version         // by record
	rows     map[string]storeRow         // as read, by record
	app      map[string]appRow           // by record
	pending  map[string][]int            // events that wait to be serialized, by record
	unsaved  map[string]bool             // dirty or deleted app rows
	waiting  map[string]bool             // Store rows that are not deserialized
	arrived  map[string][]arrival        // buffered, by record
	known    map[string]map[string]int64 // RecordMaxCounters beside last_saved_*, by record and instance
	claims   map[claim]int64             // DatabaseMaxCounters
	counter  int64
	orphaned map[string]bool // records that have lost their app row with another
	unnoted  int64           // versions in the Store above what amora_partitionmaxcounter says
	scratch  string          // what is left in tables that are empty between transactions
	drained  bool            // a dequeue emptied a buffer
}

// arrival is a version in a transfer's buffer.
type arrival struct {
	session int64
	versionKey
}

type claim struct{ partition, instance string }

type appRow struct {
	model string
	token int
}

// storeRow is a row of morango_store.
type storeRow struct {
	ID, Source, Model, Partition, SelfRef string
	Instance                              string
	Counter                               int64
	Deleted, Hard                         bool
	Serialized, Conflicts, Error          string
}

// content is what a counter stands for.
func (r storeRow) content() string {
	return fmt.Sprint(r.Model, " ", r.Partition, " ", r.Source, " ", r.SelfRef, " deleted=", r.Deleted, " hard=", r.Hard, " ", r.Serialized, "\n", r.Conflicts)
}

// arrivedButGone are the versions of a record that a dequeue took from the
// buffer.
func (old sight) arrivedButGone(now *sight, record string) []arrival {
	if !now.drained {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(old.arrived[record]), func(a arrival) bool { return slices.Contains(now.arrived[record], a) })
}

// reading collects queries on one transaction; the first error stays.
type reading struct {
	tx  sqldb.Tx
	err error
}

func (r *reading) rows(sql string, each func(row []any)) {
	if r.err != nil {
		return
	}
	rows, err := r.tx.Query(sql)
	if err != nil {
		r.err = fmt.Errorf("%w\n%s", err, sql)
		return
	}
	for _, row := range rows {
		each(row)
	}
}

const storeSQL = `SELECT id, source_id, model_name, partition, _self_ref_fk, last_saved_instance, last_saved_counter, deleted, hard_deleted,
 serialized, conflicting_serialized_data, deserialization_error FROM morango_store`

func scanStore(row []any) storeRow {
	text := func(i int) string { return row[i].(string) }
	return storeRow{
		ID: text(0), Source: text(1), Model: text(2), Partition: text(3), SelfRef: text(4), Instance: text(5), Counter: row[6].(int64),
		Deleted: row[7].(int64) == 1, Hard: row[8].(int64) == 1, Serialized: text(9), Conflicts: text(10), Error: text(11),
	}
}

// look reads a node's database, past everything that can go wrong.
func (w *world) look(n *node) sight {
	s := sight{
		store: map[string]*version{}, rows: map[string]storeRow{}, app: map[string]appRow{}, unsaved: map[string]bool{}, waiting: map[string]bool{},
		arrived: map[string][]arrival{}, known: map[string]map[string]int64{}, claims: map[claim]int64{}, orphaned: map[string]bool{}, pending: map[string][]int{},
	}
	err := n.db.View(context.Background(), func(tx sqldb.Tx) error {
		r := &reading{tx: tx}
		r.rows(storeSQL, func(row []any) {
			record := scanStore(row)
			s.rows[record.ID] = record
		})
		r.rows("SELECT id FROM amora_orphan", func(row []any) { s.orphaned[row[0].(string)] = true })
		r.rows("SELECT id FROM amora_store_dirty", func(row []any) { s.waiting[row[0].(string)] = true })
		r.rows("SELECT transfer_session_id, model_uuid, last_saved_instance, last_saved_counter FROM morango_buffer WHERE incoming = 1 AND error IS NULL", func(row []any) {
			id := row[1].(string)
			s.arrived[id] = append(s.arrived[id], arrival{row[0].(int64), versionKey{id, row[2].(string), row[3].(int64)}})
		})
		r.rows("SELECT store_model_id, instance_id, counter FROM amora_recordmaxcounter", func(row []any) {
			id := row[0].(string)
			if s.known[id] == nil {
				s.known[id] = map[string]int64{}
			}
			s.known[id][row[1].(string)] = row[2].(int64)
		})
		r.rows("SELECT partition, instance_id, counter FROM morango_databasemaxcounter", func(row []any) {
			s.claims[claim{row[0].(string), row[1].(string)}] = row[2].(int64)
		})
		r.rows("SELECT counter FROM morango_instanceidmodel WHERE current = 1", func(row []any) { s.counter = row[0].(int64) })
		r.rows(`SELECT (SELECT count(*) FROM amora_applying), (SELECT count(*) FROM amora_hard), (SELECT count(*) FROM amora_merge), (SELECT count(*) FROM amora_work)`,
			func(row []any) { s.scratch = strings.TrimSpace(fmt.Sprintln(row...)) })
		r.rows(`SELECT count(*) FROM morango_store s WHERE NOT EXISTS (SELECT 1 FROM amora_partitionmaxcounter p
 WHERE p.partition = s.partition AND p.instance_id = s.last_saved_instance AND p.counter >= s.last_saved_counter)`,
			func(row []any) { s.unnoted = row[0].(int64) })
		r.rows("SELECT id FROM morango_deletedmodels UNION SELECT id FROM morango_harddeletedmodels", func(row []any) { s.unsaved[row[0].(string)] = true })
		if !n.relay {
			for _, model := range chaosModels {
				r.rows("SELECT id FROM amora_dirty_"+model, func(row []any) { s.unsaved[row[0].(string)] = true })
				r.rows("SELECT id, tok FROM "+model, func(row []any) {
					found := tokens(row[1].(string))
					s.app[row[0].(string)] = appRow{model, found[0]}
				})
			}
		}
		return r.err
	})
	if err != nil {
		w.violate("%s: %v", n.name, err)
	}
	return s
}
