package idbvfs

import (
	"context"
	"sync"
	"syscall/js"

	"github.com/ncruces/go-sqlite3/vfs"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/core/sqlitedb/memvfs"
)

// Durability is how far a flush goes before it is acknowledged.
// https://w3c.github.io/IndexedDB/#transaction-durability-hint
type Durability string

const (
	// Strict waits until the data is on the disk.
	Strict Durability = "strict"
	// Relaxed leaves the last step to the operating system: what it has
	// acknowledged survives the browser, but perhaps not a loss of power. A
	// flush is faster by the time that the disk's own takes: 16 to 4 ms where
	// that is 5 ms, nothing where it is 0.2 ms, since the rest are rounds to the
	// browser's process, the same for both.
	Relaxed Durability = "relaxed"
)

// DefaultBlockSize is the block size of new databases, in bytes. Each block is
// a record of IndexedDB's, and those cost much more by their number than by
// their length; beyond 64 KiB Chromium turns them into files.
const DefaultBlockSize = 32 << 10

// Options for Open. The zero value is what one wants.
type Options struct {
	Durability Durability // Strict by default
	BlockSize  int        // of a new database, a multiple of 4096; an existing one keeps its own
	// Existing opens no other database than one that was there before, by its
	// ID where that is known, and makes none.
	Existing bool
	ID       string
}

// VFS is an open database in IndexedDB. Its methods are not for concurrent
// use, except Size: sqlitedb calls them in turn.
type VFS struct {
	name       string
	durability Durability
	idb        js.Value // IDBDatabase
	image      *memvfs.Image
	stored     file   // the meta record, as of our last transaction
	owner      bool   // that transaction raised the epoch
	unclean    bool   // as found, until Recovered
	place      string // where the database lies: move_js.go

	running sync.WaitGroup // transactions that have not ended
	gone    error          // why idb is closed
	events  []js.Func      // listeners on idb
	inspect func(js.Value) // tests look at a flush's transaction
}

// Open opens the database called name, creating it where there is none, makes
// the caller its owner and reads it into memory.
//
// Where IndexedDB cannot be used the error is an *UnavailableError, after
// which a database in memory is what remains. Other errors tell what must not
// be passed over: a newer build's database, blocks that are missing, another
// owner at the same moment; and, as fault.Closed, that the database which
// Options.Existing asks for was destroyed. A full disk is none of them: what is
// there can be read, and writing fails until there is room.
func Open(ctx context.Context, name string, opts Options) (*VFS, error) {
	if opts.Durability == "" {
		opts.Durability = Strict
	}
	if opts.BlockSize == 0 {
		opts.BlockSize = DefaultBlockSize
	}
	idb, err := connect(ctx, name, opts.Existing)
	if err != nil {
		return nil, err
	}
	v := &VFS{durability: opts.Durability, idb: idb}
	v.listen()
	if err := v.claim(ctx, opts); err != nil {
		v.hangUp()
		return nil, err
	}
	if err := v.findPlace(ctx); err != nil {
		v.hangUp()
		return nil, err
	}
	if !v.InFile() {
		if err := v.load(ctx); err != nil {
			v.hangUp()
			return nil, err
		}
	}
	v.name = memvfs.Register(func() (*memvfs.Image, error) {
		if v.image == nil {
			return nil, memvfs.ErrDiscarded
		}
		return v.image, nil
	})
	return v, nil
}

// Name is the SQLite VFS under which the database can be opened, by any file
// name, and by one connection at a time.
func (v *VFS) Name() string { return v.name }

// Options are those by which sqlitedb opens the database.
func (v *VFS) Options() sqlitedb.Options {
	return sqlitedb.Options{VFS: v.name, Flush: v.Flush, Reload: v.Reload}
}

// Size is the length of the database file in bytes.
func (v *VFS) Size() int64 {
	if v.image == nil {
		return v.stored.size
	}
	size, _ := v.image.Size()
	return size
}

// Epoch is the number of this owner: later owners have higher ones.
func (v *VFS) Epoch() int64 { return v.stored.epoch }

// ID names the stored database from its creation until it is destroyed.
func (v *VFS) ID() string { return v.stored.id }

// Flush stores what was written since the last flush and returns when it is
// stored. The context does not end it.
//
// After an error the image is discarded. The error's code is
// fault.StorageFull, fault.NotOwner or fault.StorageFailed.
func (v *VFS) Flush(context.Context) error {
	if v.image == nil {
		return fault.Errorf(fault.StorageFailed, "the image in memory was discarded")
	}
	dirty := v.image.TakeDirty()
	if len(dirty) == 0 && v.Size() == v.stored.size {
		return nil
	}
	err := v.store(dirty)
	if err != nil {
		v.discard()
	}
	return err
}

// Reload reads into memory what was stored last. It fails with
// fault.NotOwner once another owner has opened the database. No connection
// may be open.
func (v *VFS) Reload(ctx context.Context) error {
	v.discard()
	return v.load(ctx)
}

// Unclean reports that the database was last used with [Relaxed] and not
// closed: acknowledged commits may be missing at its end.
func (v *VFS) Unclean() bool { return v.unclean }

// Recovered says that what an unclean stop calls for was done, and flushed.
// Until then every opener finds the database Unclean.
func (v *VFS) Recovered(context.Context) error {
	v.unclean = false
	return v.storeMark(v.durability == Relaxed)
}

// Close closes the database. What was not flushed is lost. No connection may
// be open.
func (v *VFS) Close() error {
	if v.name == "" {
		return nil
	}
	vfs.Unregister(v.name)
	v.name = ""
	var err error
	if v.durability == Relaxed && !v.unclean && v.gone == nil {
		err = v.storeMark(false)
	}
	v.hangUp()
	v.discard()
	return err
}

func (v *VFS) discard() {
	if v.image != nil {
		v.image.Discard()
		v.image = nil
	}
}
