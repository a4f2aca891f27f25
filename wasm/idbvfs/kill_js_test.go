package idbvfs

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"syscall/js"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/sqldb"
)

// The writer and its killer agree on these.
const (
	killDB         = "AMORA_KILL_DB"         // environment: the database to write to
	killDurability = "AMORA_KILL_DURABILITY" // environment: how
	killSeeds      = "AMORA_SEEDS"           // environment: how many runs, 6 if unset
)

// TestKilled ends a worker at any moment of its writing. What it had been told
// was stored is there, and nothing of a commit is there without the rest.
func TestKilled(t *testing.T) {
	newName(t)
	if !js.Global().Get("goTestModule").Truthy() {
		t.Skip("needs js/test/gotest.mjs")
	}
	seeds, err := strconv.Atoi(os.Getenv(killSeeds))
	if err != nil {
		seeds = 6
	}
	for seed := range uint64(seeds) {
		t.Run(fmt.Sprintf("seed=%d", seed), func(t *testing.T) {
			name := newName(t)
			random := rand.New(rand.NewPCG(seed, 0))
			durability := []Durability{Strict, Relaxed}[seed%2]
			var told int
			for range 3 {
				told = max(told, writeAndKill(t, name, durability, random))
				d := open(t, name, Options{})
				d.wantIntact(t)
				commits := d.count(t, `SELECT n FROM commits`)
				if commits < told {
					t.Errorf("%d commits of %d acknowledged ones", commits, told)
				}
				if rows, want := d.count(t, `SELECT count(*) FROM t`), rowsOf(commits); rows != want {
					t.Errorf("%d rows of %d commits, want %d", rows, commits, want)
				}
				d.close(t)
			}
		})
	}
}

// writeAndKill starts a writer and ends it some time after some of its
// commits. It returns how many the database had when the last was told.
func writeAndKill(t *testing.T, name string, durability Durability, random *rand.Rand) int {
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
		"env":    map[string]any{killDB: name, killDurability: string(durability)},
		"module": js.Global().Get("goTestModule"),
	})
	var told int
	for range 1 + random.IntN(30) {
		n, ok := <-commits
		if !ok {
			t.Fatal("the writer ended by itself")
		}
		told = n
	}
	<-time.After(time.Duration(random.Int64N(int64(5 * time.Millisecond))))
	worker.Call("terminate")
	worker.Set("onmessage", nil)
	for len(commits) > 0 {
		told = <-commits
	}
	return told
}

// rowsOf is the number of rows after that many commits.
func rowsOf(commits int) int { return commits * (commits + 1) / 2 }

// TestWriter is what TestKilled kills: commit n adds n rows.
func TestWriter(t *testing.T) {
	name := os.Getenv(killDB)
	if name == "" {
		t.Skip("it is part of TestKilled")
	}
	d := open(t, name, Options{Durability: Durability(os.Getenv(killDurability)), BlockSize: 8192})
	d.mustExec(t, `CREATE TABLE IF NOT EXISTS t (n, pad)`)
	d.mustExec(t, `CREATE TABLE IF NOT EXISTS commits (n)`)
	d.mustExec(t, `INSERT INTO commits SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM commits)`)
	for n := d.count(t, `SELECT n FROM commits`) + 1; ; n++ {
		err := d.Update(t.Context(), func(tx sqldb.Tx) error {
			if _, err := tx.Exec(`UPDATE commits SET n = ?1`, n); err != nil {
				return err
			}
			_, err := tx.Exec(`INSERT INTO t
				WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < ?1)
				SELECT ?1, hex(randomblob(200)) FROM c`, n)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		js.Global().Call("postMessage", map[string]any{"commits": n})
	}
}

func (d *database) count(t testing.TB, sql string) (n int) {
	t.Helper()
	err := d.View(t.Context(), func(tx sqldb.Tx) error {
		text, err := tx.Text(sql)
		if err == nil {
			n, err = strconv.Atoi(text)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
