package core_test

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// Several processes have one database open and sync it.

// openFile is a device whose database another process may have open, too.
func openFile(t *testing.T, file string) *device {
	t.Helper()
	if runtime.GOOS == "js" {
		t.Skip("no database files on GOOS=js: nobody else can have the database open")
	}
	schema, err := schema.Parse([]byte(classSchema))
	if err != nil {
		t.Fatal(err)
	}
	db, err := sqlitedb.Open(context.Background(), file, sqlitedb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	in, err := core.Open(t.Context(), db, core.Options{Schema: schema, GenerateKey: coretest.Keys})
	if err != nil {
		t.Fatal(err)
	}
	return &device{in, t}
}

// onOneFile is a relay, its owner and processes on one file of another member.
func onOneFile(t *testing.T, processes int) (relay *coretest.Relay, owner *device, dataset string, list []*device) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "device.db")
	for range processes {
		list = append(list, openFile(t, file))
	}
	relay, owner = newRelay(t), newDevice(t, classSchema)
	dataset = enroll(t, relay, owner, list[0])
	list[0].sync(relay)
	return relay, owner, dataset, list
}

func topics(d *device) string { return d.rows("SELECT count(*) FROM topic") }

// They sync at once, again and again, in chunks of few records, while others
// write: each sync is completed, and everything arrives.
func TestProcessesSyncOneFileAtOnce(t *testing.T) {
	const processes, rounds, rows = 3, 12, 20
	relay, owner, dataset, list := onOneFile(t, processes)
	for round := range rounds {
		for i, d := range append(list[:processes:processes], owner) {
			for n := range rows {
				d.put("topic", map[string]any{"dataset_id": dataset, "title": fmt.Sprint(round, " ", i, " ", n)})
			}
		}
		owner.sync(relay)
		var all sync.WaitGroup
		for i, d := range list {
			all.Go(func() {
				opts := client.Options{ChunkSize: 3 + i}
				if _, err := d.Sync(t.Context(), "ws://relay", relay.Dial, opts); err != nil {
					t.Errorf("round %d, process %d: %v", round, i, err)
				}
			})
		}
		all.Wait()
		owner.sync(relay)
		want := strconv.Itoa((round + 1) * (processes + 1) * rows)
		for i, d := range append(list[:processes:processes], owner) {
			if got := topics(d); got != want {
				t.Fatalf("round %d, process %d has %s of %s rows", round, i, got, want)
			}
		}
	}
	if got := list[0].rows("SELECT count(*) FROM morango_transfersession WHERE active = 1"); got != "0" {
		t.Errorf("%s transfers are still under way", got)
	}
	if got := list[0].rows("SELECT count(*) FROM morango_instanceidmodel"); got != "2" {
		t.Errorf("the database has been %s instances", got)
	}
}

// half syncs until so many chunks have come or gone, then loses the connection.
func (d *device) half(relay *coretest.Relay, chunks int, opts client.Options) {
	d.t.Helper()
	seen := 0
	relay.Lose = func(_ bool, msg []byte) bool {
		if wire.Kind(msg[0]) == wire.KindChunk {
			seen++
		}
		return seen > chunks
	}
	_, err := d.Sync(d.t.Context(), "ws://relay", relay.Dial, opts)
	relay.Lose = nil
	if fault.CodeOf(err) != fault.Unavailable {
		d.t.Fatalf("a sync that is cut: %v", err)
	}
}

// What one process left unfinished another one completes: at once if its sync
// ended, and if the process died, once it has been silent for a while.
func TestProcessesResumeEachOther(t *testing.T) {
	const rows, chunk, cut = 40, 4, 5
	for _, died := range []bool{false, true} {
		for _, push := range []bool{false, true} {
			t.Run(fmt.Sprintf("died %v, push %v", died, push), func(t *testing.T) {
				relay, owner, dataset, list := onOneFile(t, 2)
				writer := owner
				if push {
					writer = list[0]
				}
				for n := range rows {
					writer.put("topic", map[string]any{"dataset_id": dataset, "title": fmt.Sprint(n)})
				}
				owner.sync(relay)
				opts := client.Options{Push: push, Pull: !push, ChunkSize: chunk}
				list[0].half(relay, cut, opts)
				if died {
					list[0].engine("UPDATE morango_transfersession SET runner = ?1 WHERE active = 1", hexID("d"))
				}
				var chunks atomic.Int64
				relay.Lose = func(_ bool, msg []byte) bool {
					if wire.Kind(msg[0]) == wire.KindChunk {
						chunks.Add(1)
					}
					return false
				}
				_, err := list[1].Sync(t.Context(), "ws://relay", relay.Dial, opts)
				relay.Lose = nil
				list[1].must(err)
				if n := chunks.Load(); n >= rows/chunk {
					t.Errorf("%d chunks are sent, though %d had gone before", n, cut)
				}
				owner.sync(relay)
				for _, d := range append(list, owner) {
					if got := topics(d); got != strconv.Itoa(rows) {
						t.Errorf("%s of %d rows", got, rows)
					}
				}
			})
		}
	}
}

// The transfer of a process that was killed goes on at once, if the host knows
// that it was: the lock of one that may be alive is waited for.
func TestProcessThatWasKilled(t *testing.T) {
	if runtime.GOOS == "js" {
		t.Skip("no database files on GOOS=js: nobody else can have the database open")
	}
	for _, known := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			relay, owner, dataset, list := onOneFile(t, 2)
			for n := range 20 {
				owner.put("topic", map[string]any{"dataset_id": dataset, "title": fmt.Sprint(n)})
			}
			owner.sync(relay)
			opts := client.Options{Pull: true, ChunkSize: 4}
			list[0].half(relay, 2, opts)
			killed := list[0].DB().(*sqlitedb.DB).Process()
			if killed == "" {
				t.Skip("this platform is not asked about processes")
			}
			if known {
				killed += "0" // who has its number now has begun at another time
			}
			list[0].engine("UPDATE morango_transfersession SET runner = ?1, last_activity_timestamp = ?2 WHERE active = 1",
				hexID("d")+" "+killed, value.FormatTime(time.Now()))
			began := time.Now() // of the bubble's clock, which stands while something is done
			if _, err := list[1].Sync(t.Context(), "ws://relay", relay.Dial, opts); err != nil {
				t.Fatal(err)
			}
			if waited := time.Since(began); (waited < time.Second) != known {
				t.Errorf("known to have ended: %v, waited %v", known, waited)
			}
			if got := topics(list[1]); got != "20" {
				t.Errorf("%s of 20 rows", got)
			}
		})
	}
}

// A process whose transfer another one has taken over begins anew, without an
// error.
func TestProcessThatLostItsTransfer(t *testing.T) {
	const rows = 40
	for _, push := range []bool{false, true} {
		relay, owner, dataset, list := onOneFile(t, 2)
		writer := owner
		if push {
			writer = list[0]
		}
		for n := range rows {
			writer.put("topic", map[string]any{"dataset_id": dataset, "title": fmt.Sprint(n)})
		}
		owner.sync(relay)
		var seen atomic.Int64
		opts := client.Options{Push: push, Pull: !push, ChunkSize: 4, Progress: func(p client.Progress) {
			if p.Records > 0 && seen.Add(1) == 2 {
				list[1].engine(`UPDATE morango_transfersession SET runner = ?1, last_activity_timestamp = '2000-01-01T00:00:00.000000Z'
WHERE active = 1`, hexID("d")) // one that has died since
			}
		}}
		_, err := list[0].Sync(t.Context(), "ws://relay", relay.Dial, opts)
		list[0].must(err)
		owner.sync(relay)
		for _, d := range append(list, owner) {
			if got := topics(d); got != strconv.Itoa(rows) {
				t.Errorf("push %v: %s of %d rows", push, got, rows)
			}
		}
		if seen.Load() < 3 {
			t.Error("the transfer was over too soon")
		}
	}
}
