package idbvfs

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"syscall/js"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/wasm/jsx"
	"github.com/amora-sync/amora/wasm/vfstest"
)

var names atomic.Int64

// newName returns the name of a database that is deleted after the test.
func newName(t testing.TB) string {
	t.Helper()
	if !js.Global().Get("indexedDB").Truthy() {
		t.Skip("no IndexedDB here: run with -exec 'node js/test/gotest.mjs'")
	}
	name := fmt.Sprintf("%s-%d", t.Name(), names.Add(1))
	t.Cleanup(func() {
		if err := Destroy(context.Background(), name); err != nil {
			t.Error(err)
		}
	})
	return name
}

// database is a database and the storage under it.
type database struct {
	vfstest.DB
	storage *VFS
	name    string
	flushed time.Duration // by the last flush
}

func open(t testing.TB, name string, opts Options) *database {
	t.Helper()
	storage, err := Open(context.Background(), name, opts)
	if err != nil {
		t.Fatal(err)
	}
	d := &database{storage: storage, name: name}
	d.DB.DB, err = sqlitedb.Open(context.Background(), "main", sqlitedb.Options{
		VFS: storage.Name(), Flush: d.flush, Reload: storage.Reload,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.close(t) })
	return d
}

func (d *database) flush(ctx context.Context) error {
	start := time.Now()
	defer func() { d.flushed = time.Since(start) }()
	return d.storage.Flush(ctx)
}

func (d *database) close(t testing.TB) {
	t.Helper()
	if err := errors.Join(d.DB.Close(), d.storage.Close()); err != nil {
		t.Error(err)
	}
}

// abandon is what the death of a tab leaves behind: nothing is flushed.
func (d *database) abandon() {
	d.storage.hangUp()
}

func TestDB(t *testing.T) {
	coretest.DBSuite{
		Open: func(t *testing.T) sqldb.DB { return open(t, newName(t), Options{}) },
		Reopen: func(t *testing.T, db sqldb.DB) sqldb.DB {
			d := db.(*database)
			d.close(t)
			return open(t, d.name, Options{Durability: Relaxed})
		},
		Int64:  true,
		Cancel: true,
	}.Run(t)
}

// TestAbandoned: what was acknowledged is there, whatever came after.
func TestAbandoned(t *testing.T) {
	for _, durability := range []Durability{Strict, Relaxed} {
		t.Run(string(durability), func(t *testing.T) {
			d := open(t, newName(t), Options{Durability: durability})
			d.MustExec(t, `CREATE TABLE t (a, b)`)
			d.MustExec(t, `INSERT INTO t VALUES (1, hex(zeroblob(50000)))`)
			d.MustExec(t, `INSERT INTO t VALUES (2, 'x')`)
			d.MustExec(t, `DELETE FROM t WHERE a = 1`)
			d.abandon()
			if err := d.Exec(`INSERT INTO t VALUES (3, 'lost')`); err == nil {
				t.Error("a commit was acknowledged after the storage went")
			}
			again := open(t, d.name, Options{})
			again.Want(t, `SELECT * FROM t`, `[[2,"x"]]`)
			again.WantIntact(t)
		})
	}
}

// TestShrinks: blocks that the file no longer covers are deleted.
func TestShrinks(t *testing.T) {
	d := open(t, newName(t), Options{BlockSize: 8192})
	d.MustExec(t, `CREATE TABLE t (a)`)
	d.MustExec(t, `INSERT INTO t VALUES (zeroblob(500000))`)
	if n := countBlocks(t, d.storage); n < 60 {
		t.Errorf("%d blocks of 8 KiB for 500 kB", n)
	}
	if err := d.storage.image.Truncate(20000); err != nil {
		t.Fatal(err)
	}
	if err := d.storage.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := countBlocks(t, d.storage); n != 3 {
		t.Errorf("%d blocks for 20,000 bytes", n)
	}
}

func countBlocks(t *testing.T, v *VFS) int {
	all, err := v.getBlocks(0, 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	blocks, err := jsx.Request(t.Context(), all)
	if err != nil {
		t.Fatal(err)
	}
	return blocks.Length()
}

// TestFailedFlush: the transaction fails, reads go on with what was stored,
// and so do writes.
func TestFailedFlush(t *testing.T) {
	d := open(t, newName(t), Options{})
	d.MustExec(t, `CREATE TABLE t (a, b)`)
	d.MustExec(t, `INSERT INTO t VALUES (1, hex(randomblob(100000)))`)
	for range 2 {
		d.storage.inspect = func(tx js.Value) { tx.Call("abort") }
		err := d.Exec(`INSERT INTO t VALUES (2, hex(randomblob(100000)))`)
		d.storage.inspect = nil
		if fault.CodeOf(err) != fault.StorageFailed {
			t.Errorf("an aborted flush: %v", err)
		}
		d.Want(t, `SELECT a, length(b) FROM t`, `[[1,200000]]`)
		d.WantIntact(t)
	}
	d.MustExec(t, `INSERT INTO t VALUES (3, 'x')`)
	d.Want(t, `SELECT a FROM t`, `[[1],[3]]`)
	d.close(t)
	again := open(t, d.name, Options{})
	again.Want(t, `SELECT a FROM t`, `[[1],[3]]`)
	again.WantIntact(t)
}

// TestWritesAfterFailure: nothing written to a discarded image is taken.
func TestWritesAfterFailure(t *testing.T) {
	d := open(t, newName(t), Options{})
	d.MustExec(t, `CREATE TABLE t (a)`)
	image := d.storage.image
	d.storage.inspect = func(tx js.Value) { tx.Call("abort") }
	_, _ = image.WriteAt([]byte("x"), 9000)
	if err := d.storage.Flush(t.Context()); err == nil {
		t.Fatal("an aborted flush passed")
	}
	if _, err := image.WriteAt([]byte("y"), 9000); err == nil {
		t.Error("a write to a discarded image passed")
	}
	if err := d.storage.Flush(t.Context()); fault.CodeOf(err) != fault.StorageFailed {
		t.Errorf("a flush of a discarded image: %v", err)
	}
}

// TestTakeover: the first owner's flush fails and leaves nothing, and neither
// can it come back.
func TestTakeover(t *testing.T) {
	first := open(t, newName(t), Options{})
	first.MustExec(t, `CREATE TABLE t (a)`)
	first.MustExec(t, `INSERT INTO t VALUES ('first')`)
	second := open(t, first.name, Options{})
	second.Want(t, `SELECT a FROM t`, `[["first"]]`)
	second.MustExec(t, `INSERT INTO t VALUES ('second')`)

	first.Want(t, `SELECT a FROM t`, `[["first"]]`) // which it still remembers
	for range 2 {
		if err := first.Exec(`INSERT INTO t VALUES ('stale')`); fault.CodeOf(err) != fault.NotOwner {
			t.Errorf("the first owner's write: %v", err)
		}
		if _, err := first.Rows(t.Context(), `SELECT a FROM t`); fault.CodeOf(err) != fault.NotOwner {
			t.Errorf("the first owner's read: %v", err)
		}
	}
	second.MustExec(t, `INSERT INTO t VALUES ('third')`)
	second.close(t)
	again := open(t, first.name, Options{})
	again.Want(t, `SELECT a FROM t`, `[["first"],["second"],["third"]]`)
	again.WantIntact(t)
}

// TestTakeoverWhileLoading: blocks read while another writes are no database.
func TestTakeoverWhileLoading(t *testing.T) {
	d := open(t, newName(t), Options{})
	d.MustExec(t, `CREATE TABLE t (a)`)
	open(t, d.name, Options{})
	if err := d.storage.load(t.Context()); fault.CodeOf(err) != fault.NotOwner {
		t.Errorf("a load that was overtaken: %v", err)
	}
}

// TestDestroyed: another tab deletes the database that this one has open.
func TestDestroyed(t *testing.T) {
	d := open(t, newName(t), Options{})
	d.MustExec(t, `CREATE TABLE t (a)`)
	if err := Destroy(t.Context(), d.name); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := d.Exec(`INSERT INTO t VALUES (1)`); fault.CodeOf(err) != fault.NotOwner {
			t.Errorf("a write after the end: %v", err)
		}
	}
	again := open(t, d.name, Options{})
	again.Want(t, `SELECT count(*) FROM sqlite_schema`, `[[0]]`)
}

// TestExisting: whoever had a database open gets that one or none, also where
// another one was made in its place, and makes none.
func TestExisting(t *testing.T) {
	first := open(t, newName(t), Options{})
	first.MustExec(t, `CREATE TABLE t (a)`)
	had := Options{Existing: true, ID: first.storage.ID()}
	if open(t, first.name, had).storage.ID() != had.ID {
		t.Error("an id changes with its owner")
	}
	refused := func(opts Options, when string) {
		t.Helper()
		if v, err := Open(t.Context(), first.name, opts); fault.CodeOf(err) != fault.Closed {
			t.Errorf("%s: %v, %v", when, v, err)
		}
	}
	if err := Destroy(t.Context(), first.name); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		refused(had, "destroyed")
		refused(Options{Existing: true}, "destroyed, its id not known")
	}
	if slices.Contains(storedNames(t), prefix+first.name) {
		t.Error("a database was made by whoever asked for another one")
	}
	second := open(t, first.name, Options{})
	second.MustExec(t, `CREATE TABLE t (b)`)
	refused(had, "made anew")
	second.MustExec(t, `INSERT INTO t VALUES (1)`)
	second.Want(t, `SELECT b FROM t`, `[[1]]`)
}

// storedNames are the names of all IndexedDB databases.
func storedNames(t *testing.T) (names []string) {
	t.Helper()
	all, err := jsx.Await(t.Context(), js.Global().Get("indexedDB").Call("databases"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range all.Length() {
		names = append(names, all.Index(i).Get("name").String())
	}
	return names
}

// TestClosedByTheBrowser: a connection that the browser has closed, as when its
// storage restarts, says so by not_owner, also before its event has come: the
// next owner goes on with what is stored.
func TestClosedByTheBrowser(t *testing.T) {
	for name, end := range map[string]func(idb js.Value){
		"the event has come": func(idb js.Value) {
			idb.Call("close")
			idb.Call("dispatchEvent", js.Global().Get("Event").New("close"))
		},
		"it has not come": func(idb js.Value) { idb.Call("close") },
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t, newName(t), Options{})
			d.MustExec(t, `CREATE TABLE t (a)`)
			end(d.storage.idb)
			for range 2 {
				if err := d.Exec(`INSERT INTO t VALUES (1)`); fault.CodeOf(err) != fault.NotOwner {
					t.Errorf("a write after the end: %v", err)
				}
			}
			next := open(t, d.name, Options{Existing: true, ID: d.storage.ID()})
			next.MustExec(t, `INSERT INTO t VALUES (2)`)
			next.Want(t, `SELECT a FROM t`, `[[2]]`)
		})
	}
}

// TestUnclean: only a relaxed database that was not closed may have lost
// something, and says so until that is seen to.
func TestUnclean(t *testing.T) {
	name := newName(t)
	stop := func(durability Durability, clean bool, recovered bool) bool {
		d := open(t, name, Options{Durability: durability})
		unclean := d.storage.Unclean()
		if recovered {
			if err := d.storage.Recovered(t.Context()); err != nil {
				t.Error(err)
			}
		}
		if clean {
			d.close(t)
		} else {
			d.abandon()
		}
		return unclean
	}
	const clean, recovered = true, true
	for i, step := range []struct {
		durability       Durability
		clean, recovered bool
		want             bool // what this opening finds
	}{
		{Strict, clean, false, false},
		{Strict, !clean, false, false},
		{Relaxed, clean, false, false},
		{Relaxed, !clean, false, false},
		{Strict, clean, false, true},
		{Relaxed, clean, false, true},
		{Strict, clean, recovered, true},
		{Relaxed, !clean, false, false},
		{Relaxed, clean, recovered, true},
		{Strict, clean, false, false},
	} {
		if got := stop(step.durability, step.clean, step.recovered); got != step.want {
			t.Errorf("step %d: unclean is %v", i, got)
		}
	}
}

// TestUnavailable: a browser without IndexedDB, and two that refuse.
func TestUnavailable(t *testing.T) {
	for name, property := range map[string]map[string]any{
		"missing":        {"value": nil},
		"throws":         {"get": throws()},
		"throws at open": {"value": map[string]any{"open": throws()}},
	} {
		t.Run(name, func(t *testing.T) {
			property["configurable"] = true
			replaceIndexedDB(t, property)
			_, err := Open(t.Context(), "any", Options{})
			if _, ok := errors.AsType[*UnavailableError](err); !ok {
				t.Errorf("%v", err)
			}
		})
	}
}

// throws is a function that does.
func throws() js.Value {
	return js.Global().Get("Function").New("throw new DOMException('denied', 'SecurityError')")
}

func TestNewerLayout(t *testing.T) {
	name := newName(t)
	request := js.Global().Get("indexedDB").Call("open", prefix+name, layout+1)
	db, err := jsx.Request(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	db.Call("close")
	if _, err := Open(t.Context(), name, Options{}); fault.CodeOf(err) != fault.NewerDatabase {
		t.Errorf("a newer layout: %v", err)
	}
}

// TestLarge reads back more than one batch of blocks.
func TestLarge(t *testing.T) {
	d := open(t, newName(t), Options{})
	d.MustExec(t, table)
	d.fill(t, 20_000)
	if size := d.storage.Size(); size < 20<<20 {
		t.Fatalf("the database has only %d bytes", size)
	}
	const sum = `SELECT count(*), sum(n), max(payload) FROM t`
	want, err := d.Rows(t.Context(), sum)
	if err != nil {
		t.Fatal(err)
	}
	d.close(t)
	again := open(t, d.name, Options{})
	if got, err := again.Rows(t.Context(), sum); err != nil || string(got) != string(want) {
		t.Errorf("%s, %v, want %s", got, err, want)
	}
	again.WantIntact(t)
}

// TestFreedAtOnce: pages that one transaction takes and gives back are never
// written by SQLite, though the file has them; stored they have to be.
func TestFreedAtOnce(t *testing.T) {
	d := open(t, newName(t), Options{BlockSize: 4096})
	d.MustExec(t, `CREATE TABLE gone (b)`)
	d.MustExec(t, `CREATE TABLE kept (b)`)
	err := d.Update(t.Context(), func(tx sqldb.Tx) error {
		for _, sql := range []string{
			`WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 200) INSERT INTO gone SELECT zeroblob(4000) FROM c`,
			`INSERT INTO kept SELECT randomblob(10000)`,
			`DELETE FROM gone`,
		} {
			if _, err := tx.Exec(sql); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	d.close(t)
	again := open(t, d.name, Options{})
	again.Want(t, `SELECT length(b) FROM kept`, `[[10000]]`)
	again.WantIntact(t)
}

// TestMissingBlocks: a file with holes is not taken for a database.
func TestMissingBlocks(t *testing.T) {
	d := open(t, newName(t), Options{})
	d.MustExec(t, table)
	d.fill(t, 500)
	err := d.storage.write(Strict, func(tx transaction, _ file, _ bool) error {
		tx.deleteRange(blockStore, 3, 4)
		return nil
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), d.name, Options{}); fault.CodeOf(err) != fault.StorageFailed {
		t.Errorf("a missing block: %v", err)
	}
}
