package opfsvfs

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/ncruces/go-sqlite3/vfs"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/core/sqlitedb/memvfs"
	"github.com/amora-sync/amora/wasm/idbvfs"
)

// VFS is an open database in a file. Beside it lies its record in IndexedDB.
type VFS struct {
	*idbvfs.VFS
	name       string
	durability idbvfs.Durability
	main, log  *handle
}

// UnavailableError says that the browser has no files, or refuses them.
type UnavailableError struct {
	Reason string
}

func (e *UnavailableError) Error() string { return "files cannot be used: " + e.Reason }

var registered atomic.Int64

// Open opens the file of the database called name, whose record the caller has
// opened and owns. What the record itself has of it is moved there first. It
// takes the record over if it succeeds, and leaves it as it is otherwise.
//
// Where the browser has no files the error is an *UnavailableError.
func Open(ctx context.Context, name string, record *idbvfs.VFS, durability idbvfs.Durability) (*VFS, error) {
	v := &VFS{VFS: record, durability: durability}
	if err := v.openFiles(ctx, name); err != nil {
		v.closeFiles()
		return nil, err
	}
	if !record.InFile() {
		if err := v.moveHere(); err != nil {
			v.closeFiles()
			return nil, fileError(err)
		}
	}
	v.name = "amora-opfs-" + strconv.FormatInt(registered.Add(1), 10)
	vfs.Register(v.name, files{v})
	return v, nil
}

func (v *VFS) openFiles(ctx context.Context, name string) error {
	dir, err := openFolder(ctx)
	base := ""
	if err == nil {
		base, err = encode(name)
	}
	for i, h := range []**handle{&v.main, &v.log} {
		if err == nil {
			// One that is missing is not to look like an empty database.
			*h, err = openHandle(ctx, dir, base+suffixes[i], !v.InFile())
		}
	}
	if err == nil || ctx.Err() != nil {
		return err
	}
	return &UnavailableError{err.Error()}
}

func (v *VFS) closeFiles() {
	for _, h := range []*handle{v.main, v.log} {
		if h != nil {
			h.access.Call("close")
		}
	}
	v.main, v.log = nil, nil
}

func (v *VFS) empty() error { return errors.Join(v.main.Truncate(0), v.log.Truncate(0)) }

// moveHere copies what the record has to the file. If there is no room for all of
// it, nothing stays in the file, which would take the room from the record.
func (v *VFS) moveHere() error {
	if err := v.empty(); err != nil {
		return err
	}
	copied := false
	write := func(block []byte, off int64) error {
		if off == 0 {
			block = withJournal(block, walJournal)
		}
		_, err := v.main.WriteAt(block, off)
		return err
	}
	err := v.MoveOut(write, func() error {
		err := errors.Join(v.main.Sync(0), v.log.Sync(0))
		copied = err == nil
		return err
	})
	if err != nil && !copied {
		return errors.Join(err, v.empty())
	}
	return err
}

// MoveBack moves the database called name from its file to the record, which the
// caller owns, and removes the file. What keeps it from being moved leaves it
// where it is.
func MoveBack(ctx context.Context, name string, record *idbvfs.VFS) error {
	if record.InFile() {
		v, err := Open(ctx, name, record, idbvfs.Strict)
		if err != nil {
			return err
		}
		err = v.moveAway(ctx)
		vfs.Unregister(v.name)
		v.closeFiles()
		if err != nil {
			return err
		}
	}
	// Whoever has slept meanwhile would remove the file of its successor.
	if err := record.Owned(); err != nil {
		return err
	}
	if err := Destroy(ctx, name); err != nil {
		return err
	}
	return record.Moved()
}

// moveAway copies the file to the record, with all that its log has.
func (v *VFS) moveAway(ctx context.Context) error {
	db, err := sqlitedb.Open(ctx, "main", v.Options())
	if err == nil {
		err = db.Close() // ends the log
	}
	if err != nil {
		return err
	}
	// SQLite keeps the log, and reports nothing, if closing could not write what
	// it has to the database.
	if left, err := v.log.Size(); err != nil || left > 0 {
		return fault.Errorf(fault.StorageFailed, "the log has %d bytes that could not be written to the database's file: %v", left, err)
	}
	size, err := v.main.Size()
	if err != nil {
		return err
	}
	return v.MoveIn(ctx, size, func(block []byte, off int64) error {
		_, err := v.main.ReadAt(block, off)
		if off == 0 {
			copy(block, withJournal(block, plainJournal))
		}
		return err
	})
}

// Read and write version of a database, at that place of its header.
// https://sqlite.org/fileformat2.html#file_format_version_numbers
const (
	versionsAt   = 18
	plainJournal = 1
	walJournal   = 2
)

// withJournal is a database's first block for another kind of journal.
func withJournal(block []byte, version byte) []byte {
	block = append([]byte(nil), block...)
	if len(block) > versionsAt+1 {
		block[versionsAt], block[versionsAt+1] = version, version
	}
	return block
}

// Options are those by which sqlitedb opens the database.
func (v *VFS) Options() sqlitedb.Options {
	return sqlitedb.Options{VFS: v.name, Flush: v.Flush, Reload: v.Reload, WAL: true}
}

// Size is the length of the database file in bytes, -1 where the browser does
// not say: that is no empty database.
func (v *VFS) Size() int64 {
	size, err := v.main.Size()
	if err != nil {
		return -1
	}
	return size
}

// Flush waits until what was committed is on the disk, where it is to be.
func (v *VFS) Flush(context.Context) error {
	if err := v.Gone(); err != nil {
		return err
	}
	if v.durability == idbvfs.Relaxed {
		return nil
	}
	return fileError(v.log.Sync(0))
}

// Reload finds out whether the database can still be used. The files are as they
// were written last.
func (v *VFS) Reload(context.Context) error { return v.Gone() }

// Close closes the database. No connection may be open.
func (v *VFS) Close() error {
	if v.main == nil {
		return nil
	}
	vfs.Unregister(v.name)
	err := v.log.Sync(0)
	v.closeFiles()
	return errors.Join(fileError(err), v.VFS.Close())
}

// files is what SQLite knows of a VFS.
type files struct{ v *VFS }

// temporary is where SQLite has files that nobody opens again.
var temporary = vfs.Find(memvfs.Register(func() (*memvfs.Image, error) { return nil, memvfs.ErrDiscarded }))

// Open implements vfs.VFS.
func (f files) Open(name string, flags vfs.OpenFlag) (vfs.File, vfs.OpenFlag, error) {
	switch {
	case flags&vfs.OPEN_MAIN_DB != 0 && f.v.main != nil:
		return f.v.main, flags, nil
	case flags&vfs.OPEN_WAL != 0 && f.v.log != nil:
		return f.v.log, flags, nil
	}
	return temporary.Open(name, flags)
}

// Delete implements vfs.VFS. What has a handle cannot be removed; an empty log is
// none.
func (f files) Delete(name string, _ bool) error {
	if !strings.HasSuffix(name, logEnd) || f.v.log == nil {
		return nil
	}
	return f.v.log.Truncate(0)
}

// Access implements vfs.VFS.
func (f files) Access(name string, _ vfs.AccessFlag) (bool, error) {
	if !strings.HasSuffix(name, logEnd) || f.v.log == nil {
		return false, nil
	}
	size, err := f.v.log.Size()
	return size > 0, err
}

// FullPathname implements vfs.VFS.
func (files) FullPathname(name string) (string, error) { return name, nil }
