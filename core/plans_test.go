package core_test

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// recording is a sqldb.DB that notes each statement's plan.
type recording struct {
	sqldb.DB
	note func(sql, plan string)
}

func (r recording) View(ctx context.Context, fn func(sqldb.Tx) error) error {
	return r.DB.View(ctx, func(tx sqldb.Tx) error { return fn(recordingTx{tx, r.note}) })
}

func (r recording) Update(ctx context.Context, fn func(sqldb.Tx) error) error {
	return r.DB.Update(ctx, func(tx sqldb.Tx) error { return fn(recordingTx{tx, r.note}) })
}

type recordingTx struct {
	sqldb.Tx
	note func(sql, plan string)
}

// explain notes the plan: its lines, without what SQLite numbers.
func (t recordingTx) explain(sql string, args []any) {
	rows, err := t.Tx.Query("EXPLAIN QUERY PLAN "+sql, args...)
	if err != nil {
		panic(fmt.Sprintf("%v\n%s", err, sql))
	}
	lines := make([]string, len(rows))
	for i, row := range rows {
		lines[i] = row[3].(string)
	}
	t.note(sql, strings.Join(lines, "\n"))
}

func (t recordingTx) Exec(sql string, args ...any) (int64, error) {
	t.explain(sql, args)
	return t.Tx.Exec(sql, args...)
}

func (t recordingTx) Query(sql string, args ...any) ([][]any, error) {
	t.explain(sql, args)
	return t.Tx.Query(sql, args...)
}

func (t recordingTx) Text(sql string, args ...any) (string, error) {
	t.explain(sql, args)
	return t.Tx.Text(sql, args...)
}

// bigTables grow with the data. Nothing that every sync does may read one
// from end to end.
var bigTables = regexp.MustCompile(`(?i)\b(morango_store|morango_buffer|amora_recordmaxcounter|answer|topic)\b"?(?:\s+(?:AS\s+)?([a-z]\w*))?`)

// scans are the big tables that a plan reads from end to end. A partial
// index, which holds the odd rows only, is not the table.
func scans(sql, plan string) (found []string) {
	big := map[string]bool{}
	for _, m := range bigTables.FindAllStringSubmatch(sql, -1) {
		big[m[1]], big[m[2]] = true, true
	}
	for line := range strings.Lines(plan) {
		words := strings.Fields(line)
		if words[0] != "SCAN" || !big[words[1]] {
			continue
		}
		if index := words[len(words)-1]; index != "morango_store_error" && index != "morango_store_conflict" {
			found = append(found, strings.TrimSpace(line))
		}
	}
	return found
}

// hotPlans are the statements that take the time: how each finds its rows. A
// build of SQLite with another planner fails here first.
var hotPlans = []struct {
	stage, sql string   // the stage, and what the statement contains
	plan       []string // lines, in this order
}{
	{"serialize", `INSERT INTO morango_store (id`, []string{"SCAN d", "SEARCH a USING INDEX sqlite_autoindex_answer_1 (id=?)"}},
	{"fsic", "CROSS JOIN morango_databasemaxcounter d", []string{
		"SEARCH d USING PRIMARY KEY (partition>? AND partition<?)", "SEARCH d USING PRIMARY KEY (partition=?)"}},
	{"fsic", "FROM json_each(?1) p, json_each(p.value) i", []string{"SEARCH s USING INDEX morango_store_saved (last_saved_instance=?)",
		"SEARCH r USING COVERING INDEX amora_recordmaxcounter_instance (instance_id=?)", "SEARCH s USING INDEX sqlite_autoindex_morango_store_1 (id=?)"}},
	{"queue", "INSERT INTO morango_buffer", []string{"SEARCH s USING INTEGER PRIMARY KEY (rowid=?)", "SCAN due",
		"SEARCH s USING INDEX morango_store_saved (last_saved_instance=? AND last_saved_counter>?)", "SEARCH r USING PRIMARY KEY (store_model_id=?)"}},
	{"chunk out", "OVER (ORDER BY seq)", []string{"SEARCH morango_buffer USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"}},
	{"chunk out", "json_group_array(json_array(model_uuid", []string{"SEARCH morango_buffer USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"}},
	{"chunk in", "INSERT INTO morango_buffer", []string{"SCAN jsonb_each VIRTUAL TABLE INDEX 1:"}},
	{"chunk in", "group_concat(octet_length(seq)", []string{"SEARCH morango_buffer USING INTEGER PRIMARY KEY (rowid>?)"}},
	{"dequeue", "INSERT INTO amora_merge", []string{"SEARCH b USING INTEGER PRIMARY KEY (rowid>?)", "SEARCH s USING INDEX sqlite_autoindex_morango_store_1 (id=?)",
		"SEARCH r USING PRIMARY KEY (store_model_id=? AND instance_id=?)"}},
	{"dequeue", "UPDATE morango_store AS s SET _self_ref_fk", []string{"SCAN m", "SEARCH s USING COVERING INDEX sqlite_autoindex_morango_store_1 (id=?)",
		"SEARCH b USING INDEX morango_buffer_incoming (transfer_session_id=? AND model_uuid=?)"}},
	{"dequeue", "NOT EXISTS (SELECT 1 FROM amora_merge m", []string{"SEARCH b USING INTEGER PRIMARY KEY (rowid>?)", "SEARCH m USING PRIMARY KEY (id=?)"}},
	{"dequeue", "FROM morango_buffer b CROSS JOIN json_each(b.rmcb) c", []string{"SEARCH b USING INDEX morango_buffer_rmcb (transfer_session_id=? AND rowid>?)"}},
	{"dequeue", "INSERT INTO amora_store_dirty", []string{"SEARCH b USING INTEGER PRIMARY KEY (rowid>?)"}},
	{"deserialize", `INSERT INTO "answer" (id`, []string{"SEARCH d USING PRIMARY KEY (model_name=?)", "SEARCH s USING INDEX sqlite_autoindex_morango_store_1 (id=?)"}},
	{"deserialize", "INSERT INTO amora_work", []string{"SEARCH d USING PRIMARY KEY (model_name=?)", "SEARCH s USING INDEX sqlite_autoindex_morango_store_1 (id=?)"}},
	{"deserialize", "WITH RECURSIVE amora_hanging (id)", []string{"SEARCH t USING COVERING INDEX sqlite_autoindex_topic_1 (id=?)", "SEARCH w USING INDEX amora_work_parent (parent=?)"}},
}

// TestPlans: how the stages find their rows. With another index than the one
// meant, queue once took 3 s instead of 1 ms.
func TestPlans(t *testing.T) {
	seen := make([]int, len(hotPlans))
	plans(t, func(stage, sql, plan string) {
		for _, line := range scans(sql, plan) {
			t.Errorf("%s: %s, in\n%s\n%s", stage, line, sql, plan)
		}
		for i, hot := range hotPlans {
			if hot.stage != stage || !strings.Contains(sql, hot.sql) || hot.stage == "serialize" && !strings.Contains(sql, `"answer"`) {
				continue
			}
			seen[i]++
			at := 0
			for line := range strings.Lines(plan + "\n") {
				if at < len(hot.plan) && strings.TrimSpace(line) == hot.plan[at] {
					at++
				}
			}
			if at < len(hot.plan) {
				t.Errorf("%s: %q is missing, or out of order, in the plan of\n%s\n%s", stage, hot.plan[at], sql, plan)
			}
			if hot.stage == "chunk in" && strings.Count(plan, "SCAN jsonb_each") > 1 || strings.HasPrefix(hot.stage, "chunk") && strings.Contains(plan, "ORDER BY") {
				t.Errorf("%s: reads its input twice, or sorts it:\n%s", stage, plan)
			}
		}
	})
	for i, n := range seen {
		if n == 0 {
			t.Errorf("%s: no statement with %q was run", hotPlans[i].stage, hotPlans[i].sql)
		}
	}
}

// TestPlansOfManyPartitions: an instance's records are read by its index, once
// for all partitions.
func TestPlansOfManyPartitions(t *testing.T) {
	d := newDevice(t, classSchema)
	fillCounters(d, 100, 20, 1)
	want := [][]string{
		{"SEARCH morango_store USING INDEX morango_store_saved (last_saved_instance=?)", "SCAN wanted"},
		{"SEARCH r USING COVERING INDEX amora_recordmaxcounter_instance (instance_id=?)", "SEARCH s USING INDEX sqlite_autoindex_morango_store_1 (id=?)"},
	}
	seen := map[int]bool{}
	db := recording{d.DB(), func(sql, plan string) {
		if !strings.Contains(sql, "WITH wanted") {
			return
		}
		for i, lines := range want {
			all := true
			for _, line := range lines {
				all = all && strings.Contains(plan, line)
			}
			seen[i] = seen[i] || all
		}
		if found := scans(sql, plan); found != nil {
			t.Errorf("%s, in\n%s\n%s", found, sql, plan)
		}
	}}
	d.must(db.View(t.Context(), func(tx sqldb.Tx) error {
		_, err := d.Engine().FSIC(tx, value.Filter{wireDataset}, 2, false)
		return err
	}))
	if !seen[0] || !seen[1] {
		t.Errorf("seen %v of\n%q", seen, want)
	}
}

// TestPlansOfManyDue: so are those that are due, and no list is read from end
// to end for each of them.
func TestPlansOfManyDue(t *testing.T) {
	d := newDevice(t, classSchema)
	fillCounters(d, 100, 20, 1)
	d.engine("DELETE FROM morango_databasemaxcounter WHERE partition = ?1", wireDataset)
	planned := false
	db := recording{d.DB(), func(sql, plan string) {
		if !strings.Contains(sql, "INSERT INTO morango_buffer") {
			return
		}
		planned = true
		if found := scans(sql, plan); found != nil {
			t.Errorf("%s, in\n%s\n%s", found, sql, plan)
		}
		for _, line := range []string{"SEARCH s USING INDEX morango_store_saved (last_saved_instance=? AND last_saved_counter>?)",
			"SEARCH many USING AUTOMATIC", "SEARCH under USING AUTOMATIC"} {
			if !strings.Contains(plan, line) {
				t.Errorf("%q is missing in the plan of\n%s\n%s", line, sql, plan)
			}
		}
	}}
	d.must(db.Update(t.Context(), func(tx sqldb.Tx) error { return d.queued(tx, noFSIC) }))
	if !planned {
		t.Error("nothing was queued")
	}
}

// TestFSICsAreWrittenOnce: they may be megabytes, and there are as many chunks.
func TestFSICsAreWrittenOnce(t *testing.T) {
	d := newDevice(t, classSchema)
	s := pipeline.Transfer{ID: halfway, SyncSession: halfway, Filter: value.Filter{wireDataset}}
	d.must(d.Engine().Advance(t.Context(), &s, d.Engine().Start))
	var said []string
	db := recording{d.DB(), func(sql, _ string) {
		if strings.Contains(sql, "client_fsic =") {
			said = append(said, sql)
		}
	}}
	s.ServerFSIC, s.RecordsTotal = noFSIC, 3
	for i := range 3 {
		d.must(db.Update(t.Context(), func(tx sqldb.Tx) (err error) {
			s, err = d.Engine().WriteChunk(tx, s, pipeline.Chunk{Offset: int64(i), Count: 1, Records: chunkText(wireAnswer(fmt.Sprint(i), "x"))})
			return err
		}))
		if len(said) != 1 {
			t.Errorf("after chunk %d: %q", i, said)
		}
	}
	if got := d.rows("SELECT server_fsic FROM morango_transfersession"); got != noFSIC {
		t.Errorf("stored: %s", got)
	}
	d.must(d.Engine().Advance(t.Context(), &s, d.Engine().Cleanup))
	if got := d.rows("SELECT client_fsic || server_fsic FROM morango_transfersession"); got != "{}{}" {
		t.Errorf("kept: %s", got)
	}
}

// TestPlansOfLists: what an app may ask for at any time reads the odd rows
// only.
func TestPlansOfLists(t *testing.T) {
	d := newDevice(t, classSchema)
	in, err := core.Open(t.Context(), recording{d.DB(), func(sql, plan string) {
		if lines := scans(sql, plan); lines != nil {
			t.Errorf("%s, in\n%s\n%s", lines, sql, plan)
		}
	}}, core.Options{Schema: d.Schema()})
	d.must(err)
	_, err = in.Conflicts(t.Context())
	d.must(err)
	_, err = in.Quarantine(t.Context())
	d.must(err)
}

// plans runs two transfers and notes the plan of every statement by stage.
func plans(t *testing.T, note func(stage, sql, plan string)) {
	ctx := t.Context()
	sender, receiver := newDevice(t, classSchema), newDevice(t, classSchema)
	filter := value.Filter{wireDataset}
	transfer := func() {
		id := newTransfer(t)
		run := func(d *device, stage string, fn func(sqldb.Tx) error) {
			t.Helper()
			db := recording{d.DB(), func(sql, plan string) { note(stage, sql, plan) }}
			if err := db.Update(ctx, fn); err != nil {
				t.Fatalf("%s: %v", stage, err)
			}
		}
		eachStage(id, sender, receiver, filter, run)
	}
	for _, q := range []string{"edited", "in conflict", "deleted", "edited on both sides", "wrong"} {
		sender.put("answer", map[string]any{"dataset_id": wireDataset, "user_id": testUser, "question": q, "text": "x"})
	}
	transfer()
	receiver.exec("UPDATE answer SET text = 'z' WHERE question = 'in conflict'")
	receiver.must(receiver.DB().Update(ctx, func(tx sqldb.Tx) error { _, err := receiver.Engine().Serialize(tx, filter); return err }))
	receiver.exec("UPDATE answer SET text = 'zz' WHERE question = 'edited on both sides'")
	sender.exec("UPDATE answer SET text = 'y' WHERE question <> 'deleted'")
	sender.exec("DELETE FROM answer WHERE question = 'deleted'")
	sender.engine("INSERT INTO amora_applying (x) VALUES (1)") // a slip of the sender's
	sender.exec("UPDATE answer SET topic_id = NULL, text = 'y' WHERE question = 'wrong'")
	sender.engine("DELETE FROM amora_applying")
	top := sender.put("topic", map[string]any{"dataset_id": wireDataset, "title": "top"})
	sender.put("topic", map[string]any{"dataset_id": wireDataset, "title": "sub", "parent_id": top})
	transfer()
}
