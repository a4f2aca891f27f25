package main

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/ncruces/go-sqlite3/vfs"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/core/sqlitedb/memvfs"
)

// A storage keeps what was flushed, as IndexedDB does, and fails when the test
// says so.
type storage struct {
	image  *memvfs.Image
	stored []byte
	fail   error // of the next flush
	refuse error // of the reloads after that
}

// newStoredHost starts a bridge with a database in such a storage.
func newStoredHost(t *testing.T) (*host, *storage) {
	h := newBareHost(t)
	s := &storage{image: memvfs.New(4096)}
	name := memvfs.Register(func() (*memvfs.Image, error) { return s.image, nil })
	t.Cleanup(func() { vfs.Unregister(name) })
	parsed, err := schema.Parse(json.RawMessage(testSchema))
	if err != nil {
		t.Fatal(err)
	}
	opts := sqlitedb.Options{VFS: name, Flush: s.flush, Reload: s.reload}
	if err := h.bridge.engine.openOn(t.Context(), parsed, "main", opts, false); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.ask("close", "") })
	return h, s
}

func (s *storage) flush(context.Context) error {
	if err := s.fail; err != nil {
		s.fail = nil
		s.image.Discard()
		return err
	}
	s.image.TakeDirty()
	s.stored = s.image.Bytes()
	return nil
}

func (s *storage) reload(context.Context) error {
	if s.refuse != nil {
		return s.refuse
	}
	s.image = memvfs.New(4096)
	_, err := s.image.WriteAt(s.stored, 0)
	s.image.TakeDirty()
	return err
}

// A storage that breaks down in the middle of a commit, and is another owner's
// when this one looks whether the commit is there: only that owner can tell, so
// the error sends the page to it.
func TestOnceOutcomeElsewhere(t *testing.T) {
	h, s := newStoredHost(t)
	s.fail = fault.Errorf(fault.StorageFailed, "the transaction was aborted")
	s.refuse = fault.Errorf(fault.NotOwner, "the browser has closed the stored database")
	h.call("page-1", "exec", inserting("a"), false, 0)
	h.nextError("page-1", fault.NotOwner)
	s.refuse = nil
	h.want("query", texts, rowsOf())
}

// What a watch has shown of a commit whose flush was deferred is taken back
// when the flush fails.
func TestWatchAfterFailedFlush(t *testing.T) {
	h, s := newStoredHost(t)
	h.start("watch", "watch", texts)
	h.next(message{"event", "watch", rowsOf()})
	err := h.bridge.engine.in.DB().Update(sqldb.Deferrable(t.Context(), 1), func(tx sqldb.Tx) error {
		_, err := tx.Exec("INSERT INTO note (dataset_id, text) VALUES (?, 'deferred')", anID)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	h.next(message{"event", "watch", rowsOf("deferred")})
	s.fail = fault.Errorf(fault.StorageFull, "no room")
	h.start("write", "exec", inserting("now"))
	h.nextError("write", fault.StorageFull)
	select {
	case got := <-h.messages:
		if want := (message{"event", "watch", rowsOf()}); got != want {
			t.Errorf("%v, want %v", got, want)
		}
	case <-time.After(time.Minute):
		t.Error("the watch still shows what is gone")
	}
}
