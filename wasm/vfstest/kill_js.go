package vfstest

import (
	"math/rand/v2"
	"os"
	"strconv"
	"syscall/js"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/sqldb"
)

// KillSeeds is how many runs a test that kills workers has: AMORA_SEEDS, or as
// many as usual. It skips the test where there are no workers to kill.
func KillSeeds(t *testing.T, usual uint64) uint64 {
	t.Helper()
	if !js.Global().Get("goTestModule").Truthy() {
		t.Skip("needs js/test/gotest.mjs")
	}
	if n, err := strconv.ParseUint(os.Getenv("AMORA_SEEDS"), 10, 64); err == nil {
		return n
	}
	return usual
}

// WriteAndKill runs the test TestWriter in a worker with that environment, and
// ends it some time after it has told of commits so many times. It returns how
// many the database had when the last was told.
func WriteAndKill(t *testing.T, env map[string]any, times int, within time.Duration, random *rand.Rand) int {
	t.Helper()
	commits := make(chan int, 1000)
	onMessage := js.FuncOf(func(_ js.Value, args []js.Value) any {
		data := args[0].Get("data")
		if n := data.Get("commits"); n.Type() == js.TypeNumber {
			commits <- n.Int()
		} else if status := data.Get("status"); status.Type() == js.TypeNumber {
			close(commits)
		} else {
			t.Log("writer: ", data.Get("text").String())
		}
		return nil
	})
	defer onMessage.Release()
	worker := js.Global().Get("Worker").New("/worker.js")
	worker.Set("onmessage", onMessage)
	worker.Call("postMessage", map[string]any{
		"args":   []any{"writer", "-test.run=^TestWriter$"},
		"env":    env,
		"module": js.Global().Get("goTestModule"),
	})
	var told int
	for range times {
		n, ok := <-commits
		if !ok {
			t.Fatal("the writer ended by itself")
		}
		told = max(told, n)
	}
	<-time.After(time.Duration(random.Int64N(int64(within))))
	worker.Call("terminate")
	worker.Set("onmessage", nil)
	for len(commits) > 0 {
		told = <-commits
	}
	return told
}

// Tell has TestWriter say how many commits the database has.
func Tell(commits int) { js.Global().Call("postMessage", map[string]any{"commits": commits}) }

// Write is what TestWriter does until it is killed: commit n adds n rows, with as
// many random bytes each, and is told.
func Write(t *testing.T, d DB, bytes int) {
	d.MustExec(t, `CREATE TABLE IF NOT EXISTS t (n, pad)`)
	d.MustExec(t, `CREATE TABLE IF NOT EXISTS commits (n)`)
	d.MustExec(t, `INSERT INTO commits SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM commits)`)
	for n := d.Count(t, `SELECT n FROM commits`) + 1; ; n++ {
		err := d.Update(t.Context(), func(tx sqldb.Tx) error {
			if _, err := tx.Exec(`UPDATE commits SET n = ?1`, n); err != nil {
				return err
			}
			_, err := tx.Exec(`INSERT INTO t
				WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < ?1)
				SELECT ?1, hex(randomblob(?2)) FROM c`, n, bytes)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		Tell(n)
	}
}

// WantCommits fails if a commit is missing that was told of, or if something of
// one is there without the rest.
func (d DB) WantCommits(t *testing.T, told int) {
	t.Helper()
	d.WantIntact(t)
	commits := 0
	if d.Count(t, `SELECT count(*) FROM sqlite_schema WHERE name = 'commits'`) > 0 {
		commits = d.Count(t, `SELECT ifnull(max(n), 0) FROM commits`)
	}
	if commits < told {
		t.Errorf("%d commits of %d acknowledged ones", commits, told)
	}
	if commits == 0 {
		return // perhaps there is no table yet
	}
	if rows, want := d.Count(t, `SELECT count(*) FROM t`), commits*(commits+1)/2; rows != want {
		t.Errorf("%d rows of %d commits, want %d", rows, commits, want)
	}
}
