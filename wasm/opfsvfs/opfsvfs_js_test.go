package opfsvfs

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"syscall/js"
	"testing"

	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/wasm/idbvfs"
	"github.com/amora-sync/amora/wasm/vfstest"
)

var names atomic.Int64

// newName returns the name of a database that is deleted after the test.
func newName(t testing.TB) string {
	t.Helper()
	if !js.Global().Get("FileSystemSyncAccessHandle").Truthy() {
		t.Skip("no files here: run with -exec 'node js/test/gotest.mjs'")
	}
	name := fmt.Sprintf("%s/%d ü", t.Name(), names.Add(1))
	t.Cleanup(func() {
		if err := errors.Join(idbvfs.Destroy(context.Background(), name), Destroy(context.Background(), name)); err != nil {
			t.Error(err)
		}
	})
	return name
}

// storage is either kind.
type storage interface {
	Name() string
	InFile() bool
	Close() error
}

type database struct {
	vfstest.DB
	storage storage
	name    string
}

// open opens a database in its file, moving it there where it is not.
func open(t testing.TB, name string, durability idbvfs.Durability) *database {
	t.Helper()
	record, err := idbvfs.Open(context.Background(), name, idbvfs.Options{Durability: durability})
	if err != nil {
		t.Fatal(err)
	}
	v, err := Open(context.Background(), name, record, durability)
	if err != nil {
		t.Fatal(err)
	}
	return openOn(t, name, v, v.Options())
}

// openBlocks opens a database in IndexedDB, moving it there where it is not.
func openBlocks(t testing.TB, name string) *database {
	t.Helper()
	record, err := idbvfs.Open(context.Background(), name, idbvfs.Options{})
	if err == nil && (record.InFile() || record.Moving()) {
		err = MoveBack(context.Background(), name, record)
	}
	if err != nil {
		t.Fatal(err)
	}
	return openOn(t, name, record, sqlitedb.Options{VFS: record.Name(), Flush: record.Flush, Reload: record.Reload})
}

func openOn(t testing.TB, name string, on storage, opts sqlitedb.Options) *database {
	t.Helper()
	db, err := sqlitedb.Open(context.Background(), "main", opts)
	if err != nil {
		t.Fatal(err)
	}
	d := &database{vfstest.DB{DB: db}, on, name}
	t.Cleanup(func() { d.close(t) })
	return d
}

func (d *database) close(t testing.TB) {
	t.Helper()
	if err := errors.Join(d.DB.Close(), d.storage.Close()); err != nil {
		t.Error(err)
	}
}

// abandon is what the death of a worker leaves behind.
func (d *database) abandon() { d.storage.(*VFS).closeFiles() }

const (
	table = `CREATE TABLE t (id TEXT PRIMARY KEY, n INTEGER UNIQUE, payload TEXT)`
	rows  = `INSERT INTO t WITH RECURSIVE c(n) AS (SELECT ?1 UNION ALL SELECT n + 1 FROM c WHERE n < ?2)
		SELECT hex(randomblob(16)), n, hex(randomblob(450)) FROM c`
	sum = `SELECT count(*), sum(n), max(payload) FROM t`
)

// filled is a new database with rows, and their sum.
func filled(t testing.TB, open func(t testing.TB, name string) *database) (d *database, sum string) {
	t.Helper()
	d = open(t, newName(t))
	d.MustExec(t, table)
	d.MustExec(t, rows, 1, 2000)
	return d, d.sum(t)
}

func openFile(t testing.TB, name string) *database { return open(t, name, idbvfs.Strict) }

func (d *database) wantSum(t testing.TB, want string) {
	t.Helper()
	if got := d.sum(t); got != want {
		t.Errorf("%.80s, want %.80s", got, want)
	}
}

func (d *database) sum(t testing.TB) string {
	t.Helper()
	got, err := d.Rows(t.Context(), sum)
	if err != nil {
		t.Fatal(err)
	}
	return string(got)
}

func TestDB(t *testing.T) {
	coretest.DBSuite{
		Open: func(t *testing.T) sqldb.DB { return open(t, newName(t), idbvfs.Strict) },
		Reopen: func(t *testing.T, db sqldb.DB) sqldb.DB {
			d := db.(*database)
			d.close(t)
			return open(t, d.name, idbvfs.Relaxed)
		},
		Int64:  true,
		Cancel: true,
	}.Run(t)
}

// TestWriteAheadLog: it is in use, so that a commit is one write and one sync.
func TestWriteAheadLog(t *testing.T) {
	d := open(t, newName(t), idbvfs.Strict)
	d.MustExec(t, table)
	if size, err := d.storage.(*VFS).log.Size(); err != nil || size == 0 {
		t.Errorf("the log has %d bytes: %v", size, err)
	}
}

// TestAbandoned: what was committed is there when the worker has died, from the
// log.
func TestAbandoned(t *testing.T) {
	d, want := filled(t, openFile)
	d.abandon()
	again := openFile(t, d.name)
	again.wantSum(t, want)
	again.WantIntact(t)
}

// TestMoves: there and back, any number of times.
func TestMoves(t *testing.T) {
	name := newName(t)
	d := openBlocks(t, name)
	d.MustExec(t, table)
	for i := range 4 {
		d.MustExec(t, rows, 1+i*2000, 2000+i*2000)
		want, was := d.sum(t), d.storage.InFile()
		d.close(t)
		if was {
			d = openBlocks(t, name)
		} else {
			d = open(t, name, idbvfs.Strict)
		}
		if got := d.sum(t); got != want || d.storage.InFile() == was {
			t.Fatalf("move %d: in a file: %v; %.80s, want %.80s", i, d.storage.InFile(), got, want)
		}
		d.WantIntact(t)
	}
}

// TestMoveByAFormerOwner: whoever was deposed in the middle of a move back leaves
// the file alone, which is its successor's.
func TestMoveByAFormerOwner(t *testing.T) {
	d, want := filled(t, openBlocks)
	d.close(t)
	former, err := idbvfs.Open(t.Context(), d.name, idbvfs.Options{})
	if err != nil {
		t.Fatal(err)
	}
	openFile(t, d.name).close(t)
	if err := MoveBack(t.Context(), d.name, former); fault.CodeOf(err) != fault.NotOwner {
		t.Errorf("%v, want not_owner", err)
	}
	openFile(t, d.name).wantSum(t, want)
}

// TestExclusive: a second owner waits until the first one's handles are closed.
func TestExclusive(t *testing.T) {
	d := open(t, newName(t), idbvfs.Strict)
	d.MustExec(t, table)
	opened := make(chan *database)
	go func() { opened <- open(t, d.name, idbvfs.Strict) }()
	for range 20 {
		d.MustExec(t, rows, d.Count(t, `SELECT count(*) FROM t`)+1, d.Count(t, `SELECT count(*) FROM t`)+10)
		select {
		case <-opened:
			t.Fatal("two owners have it open")
		default:
		}
	}
	d.abandon()
	second := <-opened
	second.Want(t, `SELECT count(*) FROM t`, `[[200]]`)
}
