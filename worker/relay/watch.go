//go:build !js

package relay

import (
	"context"
	"io/fs"
	"os"
	"sync"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/worker/disk"
)

// watchedDB tells the relay how a room's transactions fare.
type watchedDB struct {
	*sqlitedb.DB
	disk *disk.Disk
	told func(error)
}

// View implements [sqldb.DB].
func (w watchedDB) View(ctx context.Context, fn func(sqldb.Tx) error) error {
	err := w.DB.View(ctx, fn)
	if err != nil {
		w.told(err)
	}
	return err
}

// Update implements [sqldb.DB].
func (w watchedDB) Update(ctx context.Context, fn func(sqldb.Tx) error) error {
	err := w.update(ctx, fn)
	w.told(err)
	return err
}

// update makes the file smaller too where the disk is short of space, if that
// finds the space that it needs itself.
func (w watchedDB) update(ctx context.Context, fn func(sqldb.Tx) error) error {
	if w.disk.Holds() {
		return w.DB.Update(ctx, fn)
	}
	err := w.UpdateShrinking(ctx, fn)
	if fault.CodeOf(err) == fault.StorageFull {
		err = w.DB.Update(ctx, fn)
	}
	return err
}

// troubles are the rooms whose databases failed when they were last used.
type troubles struct {
	mu    sync.Mutex
	rooms map[string]fs.FileInfo // by file name: as the file was, nil if it was not there
}

// note takes down how a room's file fared.
func (t *troubles) note(file string, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch fault.CodeOf(err) {
	case fault.StorageFailed:
		if t.rooms == nil {
			t.rooms = map[string]fs.FileInfo{}
		}
		t.rooms[file], _ = os.Stat(file)
	case "":
		delete(t.rooms, file)
	}
}

// check reports by storage_failed that there are such rooms. One whose file
// was replaced or removed since is none of them, until it fails again.
func (t *troubles) check() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	for file, was := range t.rooms {
		is, err := os.Stat(file)
		if err != nil || was == nil || !os.SameFile(is, was) || is.Size() != was.Size() || !is.ModTime().Equal(was.ModTime()) {
			delete(t.rooms, file)
		}
	}
	if n := len(t.rooms); n > 0 {
		return fault.Errorf(fault.StorageFailed, "%d rooms cannot be used", n)
	}
	return nil
}
