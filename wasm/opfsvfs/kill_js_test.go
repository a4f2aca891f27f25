package opfsvfs

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"syscall/js"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/wasm/idbvfs"
)

// The writer and its killer agree on these.
const (
	killDB    = "AMORA_KILL_DB"    // environment: the database to write to
	killPlace = "AMORA_KILL_PLACE" // environment: where it is to lie
	killSeeds = "AMORA_SEEDS"      // environment: how many runs, 3 if unset
)

// TestKilled ends a worker at any moment, while it moves the database to the
// file or back, or writes. What it had been told was stored is there, and
// nothing of a commit is there without the rest.
func TestKilled(t *testing.T) {
	newName(t)
	if !js.Global().Get("goTestModule").Truthy() {
		t.Skip("needs js/test/gotest.mjs")
	}
	seeds, err := strconv.Atoi(os.Getenv(killSeeds))
	if err != nil {
		seeds = 3
	}
	for seed := range uint64(seeds) {
		t.Run(fmt.Sprintf("seed=%d", seed), func(t *testing.T) {
			name := newName(t)
			random := rand.New(rand.NewPCG(seed, 0))
			var told int
			for round := range 6 {
				place := []string{"file", "blocks"}[random.IntN(2)]
				told = max(told, writeAndKill(t, name, place, round%2 == 0, random))
				d := openAt(t, name, []string{"file", "blocks"}[random.IntN(2)])
				d.wantIntact(t)
				commits := 0
				if d.count(t, `SELECT count(*) FROM sqlite_schema WHERE name = 'commits'`) > 0 {
					commits = d.count(t, `SELECT ifnull(max(n), 0) FROM commits`)
				}
				if commits < told {
					t.Errorf("%d commits of %d acknowledged ones", commits, told)
				}
				if commits > 0 {
					if rows, want := d.count(t, `SELECT count(*) FROM t`), commits*(commits+1)/2; rows != want {
						t.Errorf("%d rows of %d commits, want %d", rows, commits, want)
					}
				}
				d.close(t)
			}
		})
	}
}

func openAt(t testing.TB, name, place string) *database {
	if place == "file" {
		return open(t, name, idbvfs.Strict)
	}
	return openBlocks(t, name)
}

// writeAndKill starts a writer and ends it some time after some of its commits,
// or after it has begun to open the database. It returns how many commits the
// database had when the last was told.
func writeAndKill(t *testing.T, name, place string, early bool, random *rand.Rand) int {
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
		"env":    map[string]any{killDB: name, killPlace: place},
		"module": js.Global().Get("goTestModule"),
	})
	var told int
	wait, within := 1, 100*time.Millisecond
	if !early {
		wait, within = 2+random.IntN(40), 5*time.Millisecond
	}
	for range wait {
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

// TestWriter is what TestKilled kills: commit n adds n rows.
func TestWriter(t *testing.T) {
	name := os.Getenv(killDB)
	if name == "" {
		t.Skip("it is part of TestKilled")
	}
	js.Global().Call("postMessage", map[string]any{"commits": 0}) // it begins
	d := openAt(t, name, os.Getenv(killPlace))
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
				SELECT ?1, hex(randomblob(2000)) FROM c`, n)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		js.Global().Call("postMessage", map[string]any{"commits": n})
	}
}
