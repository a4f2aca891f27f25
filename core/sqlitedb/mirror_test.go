package sqlitedb_test

import (
	"context"
	"errors"
	"testing"

	"github.com/ncruces/go-sqlite3/vfs"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/core/sqlitedb/memvfs"
)

// storage mirrors an image as another storage would: what was flushed is what
// a reload brings back.
type storage struct {
	image   *memvfs.Image
	stored  []byte
	flushes int
	fail    error // of the next flush
	refuse  error // of the next reload
}

func openMirror(t *testing.T) (*sqlitedb.DB, *storage) {
	s := &storage{image: memvfs.New(4096)}
	name := memvfs.Register(func() (*memvfs.Image, error) { return s.image, nil })
	t.Cleanup(func() { vfs.Unregister(name) })
	return openDB(t, "mirror ?&#%.db", sqlitedb.Options{VFS: name, Flush: s.flush, Reload: s.reload}), s
}

func (s *storage) flush(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := s.fail; err != nil {
		s.fail = nil
		s.image.Discard()
		return err
	}
	if len(s.image.TakeDirty()) > 0 {
		s.flushes++
		s.stored = s.image.Bytes()
	}
	return nil
}

func (s *storage) reload(context.Context) error {
	if err := s.refuse; err != nil {
		s.refuse = nil
		return err
	}
	s.image = memvfs.New(4096)
	_, err := s.image.WriteAt(s.stored, 0)
	s.image.TakeDirty()
	return err
}

func TestFlushPerCommit(t *testing.T) {
	db, s := openMirror(t)
	run(t, db, `CREATE TABLE t (a)`)
	for range 3 {
		run(t, db, `INSERT INTO t VALUES (1)`)
	}
	if s.flushes != 4 {
		t.Errorf("%d flushes of 4 commits", s.flushes)
	}
	wantRows(t, db, `SELECT count(*) FROM t`, `[[3]]`)
	run(t, db, `DELETE FROM t WHERE a = 9`)
	_ = db.Update(t.Context(), func(tx sqldb.Tx) error { return errors.New("no commit") })
	if s.flushes != 4 {
		t.Errorf("%d flushes, though nothing was written", s.flushes)
	}
}

func TestFailedFlush(t *testing.T) {
	db, s := openMirror(t)
	run(t, db, `CREATE TABLE t (a)`, `INSERT INTO t VALUES (1)`)
	s.fail = fault.Errorf(fault.StorageFull, "no room")
	err := db.Update(t.Context(), func(tx sqldb.Tx) error {
		_, err := tx.Exec(`INSERT INTO t VALUES (2)`)
		return err
	})
	if fault.CodeOf(err) != fault.StorageFull {
		t.Errorf("Update returned %v, want the flush's error", err)
	}
	s.refuse = errors.New("not yet")
	if _, err := db.Rows(t.Context(), `SELECT 1`); err == nil {
		t.Error("a transaction ran though storage could not be read")
	}
	wantRows(t, db, `SELECT a FROM t`, `[[1]]`)
	run(t, db, `INSERT INTO t VALUES (3)`)
	wantRows(t, db, `SELECT a FROM t`, `[[1],[3]]`)
	wantRows(t, db, `PRAGMA integrity_check`, `[["ok"]]`)
}

// TestCommitIsSeenThrough: a context that ends after the callback changes
// nothing any more.
func TestCommitIsSeenThrough(t *testing.T) {
	s := &storage{image: memvfs.New(4096)}
	name := memvfs.Register(func() (*memvfs.Image, error) { return s.image, nil })
	defer vfs.Unregister(name)
	ctx, cancel := context.WithCancel(t.Context())
	db := openDB(t, "main", sqlitedb.Options{VFS: name, Flush: func(ctx context.Context) error {
		cancel()
		return s.flush(ctx)
	}})
	err := db.Update(ctx, func(tx sqldb.Tx) error {
		_, err := tx.Exec(`CREATE TABLE t (a)`)
		return err
	})
	if err != nil {
		t.Error(err)
	}
	wantRows(t, db, `SELECT count(*) FROM t`, `[[0]]`)
}

// TestRollbackOfManyPages: pages that left SQLite's cache before the rollback
// are put back too.
func TestRollbackOfManyPages(t *testing.T) {
	s := &storage{image: memvfs.New(20480)}
	name := memvfs.Register(func() (*memvfs.Image, error) { return s.image, nil })
	defer vfs.Unregister(name)
	db := openDB(t, "main", sqlitedb.Options{VFS: name, CacheKiB: 100})
	const many = `WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 2000)
		SELECT n, hex(randomblob(500)) FROM c`
	run(t, db, `CREATE TABLE t (a, b)`, `CREATE INDEX i ON t (b)`, `INSERT INTO t `+many)
	before := query(t, db, `SELECT count(*), sum(length(b)), max(b) FROM t`)
	_ = db.Update(t.Context(), func(tx sqldb.Tx) error {
		for _, sql := range []string{`UPDATE t SET b = hex(randomblob(500))`, `INSERT INTO t ` + many} {
			if _, err := tx.Exec(sql); err != nil {
				t.Error(err)
			}
		}
		return errors.New("undo")
	})
	if got := query(t, db, `SELECT count(*), sum(length(b)), max(b) FROM t`); got != before {
		t.Errorf("after a rollback: %s, want %s", got, before)
	}
	wantRows(t, db, `PRAGMA integrity_check`, `[["ok"]]`)
}

func TestExport(t *testing.T) {
	for _, source := range []string{sqlitedb.Memory, "file"} {
		t.Run(source, func(t *testing.T) {
			if source != sqlitedb.Memory {
				source = needFiles(t)(t)
			}
			db := openDB(t, source, sqlitedb.Options{})
			run(t, db, `CREATE TABLE t (a)`, `INSERT INTO t
				WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 1000)
				SELECT hex(zeroblob(200)) FROM c`)
			file, err := db.Export(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if got := string(file[:15]); got != "SQLite format 3" {
				t.Errorf("the file begins with %q", got)
			}
			image := memvfs.New(65536)
			if _, err := image.WriteAt(file, 0); err != nil {
				t.Fatal(err)
			}
			name := memvfs.Register(func() (*memvfs.Image, error) { return image, nil })
			defer vfs.Unregister(name)
			copied := openDB(t, "copy", sqlitedb.Options{VFS: name})
			wantRows(t, copied, `SELECT count(*), sum(length(a)) FROM t`, `[[1000,400000]]`)
			wantRows(t, copied, `PRAGMA integrity_check`, `[["ok"]]`)
			run(t, db, `DELETE FROM t`)
		})
	}
}

// TestFunctionsInTriggers: the schema is not trusted, so only innocuous
// functions may stand in it.
func TestFunctionsInTriggers(t *testing.T) {
	db := openMemory(t)
	run(t, db,
		`CREATE TABLE t (id TEXT, p, s)`,
		`CREATE TRIGGER fill AFTER INSERT ON t BEGIN
			UPDATE t SET id = amora_id(new.p, new.s, 'm'), s = coalesce(new.s, amora_uuid()) WHERE rowid = new.rowid;
		END`,
		`INSERT INTO t VALUES (NULL, 'p', 's'), (NULL, 'p', NULL)`,
	)
	wantRows(t, db, `SELECT count(*), count(id), min(length(s)), max(length(s)) FROM t`, `[[2,1,1,32]]`)
}

func TestRandIsUsed(t *testing.T) {
	ones := func() *sqlitedb.DB {
		return openDB(t, sqlitedb.Memory, sqlitedb.Options{Rand: constant(0x11)})
	}
	wantRows(t, ones(), `SELECT amora_uuid()`, `[["11111111111111111111111111111111"]]`)
}

type constant byte

func (c constant) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(c)
	}
	return len(p), nil
}

// TestUnusedBlocks: what SQLite has free need not be stored.
func TestUnusedBlocks(t *testing.T) {
	db, s := openMirror(t)
	const fill = `WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 3000) SELECT n, hex(randomblob(400)) FROM c`
	run(t, db, `CREATE TABLE t (a, b)`, `CREATE TABLE u (a, b)`, `CREATE INDEX i ON t (b)`, `INSERT INTO t `+fill, `INSERT INTO u `+fill)
	if n := len(s.image.Unused()); n != 0 {
		t.Errorf("%d blocks of a full file are unused", n)
	}
	before := query(t, db, `SELECT sum(a), max(b) FROM u`)
	run(t, db, `DELETE FROM t`)
	unused := s.image.Unused()
	if want := 3000 * 800 * 2 / 4096; len(unused) < want {
		t.Errorf("%d blocks are unused, of more than %d", len(unused), want)
	}
	for i := range unused {
		clear(s.stored[i*4096 : (i+1)*4096])
	}
	s.fail = errors.New("go back to what is stored")
	_ = db.Update(t.Context(), func(tx sqldb.Tx) error {
		_, err := tx.Exec(`CREATE TABLE v (a)`)
		return err
	})
	wantRows(t, db, `PRAGMA integrity_check`, `[["ok"]]`)
	wantRows(t, db, `SELECT sum(a), max(b) FROM u`, before)
	run(t, db, `INSERT INTO t `+fill) // into what was free
	wantRows(t, db, `PRAGMA integrity_check`, `[["ok"]]`)
	wantRows(t, db, `SELECT count(*), count(DISTINCT b) FROM t`, `[[3000,3000]]`)
}
