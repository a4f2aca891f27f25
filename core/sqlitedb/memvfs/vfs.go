// Package memvfs is an SQLite VFS whose files are in memory: the private
// database ":memory:", and the ground that mirrors of other storage build on
// (wasm/idbvfs). Every call is synchronous and none waits.
//
// A main database is an [Image]. Journals and temporary files last as long as
// they are open: who opens an image finds it as it was committed last, or as
// its mirror stored it. There are no locks: one connection at a time may use
// an image, with locking_mode = EXCLUSIVE, which keeps its journal open.
package memvfs

import (
	"strconv"
	"sync/atomic"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/vfs"
)

// tempBlock is the block size of journals and temporary files.
const tempBlock = 64 << 10

var registered atomic.Int64

// Register makes the image that main returns openable under the VFS name it
// answers, whatever the file is called. main is asked each time a connection
// opens the database; its error refuses.
//
// When no connection uses the name any more, [vfs.Unregister] it.
func Register(main func() (*Image, error)) (name string) {
	name = "amora-memory-" + strconv.FormatInt(registered.Add(1), 10)
	vfs.Register(name, &memory{main})
	return name
}

type memory struct {
	main func() (*Image, error)
}

// Open implements vfs.VFS.
func (m *memory) Open(_ string, flags vfs.OpenFlag) (vfs.File, vfs.OpenFlag, error) {
	const temporary = vfs.OPEN_MAIN_JOURNAL | vfs.OPEN_SUBJOURNAL |
		vfs.OPEN_TEMP_DB | vfs.OPEN_TEMP_JOURNAL | vfs.OPEN_TRANSIENT_DB
	switch {
	case flags&vfs.OPEN_MAIN_DB != 0:
		image, err := m.main()
		if err != nil {
			return nil, flags, vfs.SystemError(err, sqlite3.CANTOPEN)
		}
		return file{image}, flags, nil
	case flags&temporary != 0:
		return file{New(tempBlock)}, flags | vfs.OPEN_MEMORY, nil
	}
	return nil, flags, sqlite3.CANTOPEN
}

// Delete implements vfs.VFS: a journal is gone when it is closed.
func (*memory) Delete(string, bool) error { return nil }

// Access implements vfs.VFS: there is never a journal of another's.
func (*memory) Access(string, vfs.AccessFlag) (bool, error) { return false, nil }

// FullPathname implements vfs.VFS.
func (*memory) FullPathname(name string) (string, error) { return name, nil }

// file is an Image as SQLite sees it.
type file struct{ *Image }

func (file) Close() error                     { return nil }
func (file) Sync(vfs.SyncFlag) error          { return nil }
func (file) Lock(vfs.LockLevel) error         { return nil }
func (file) Unlock(vfs.LockLevel) error       { return nil }
func (file) CheckReservedLock() (bool, error) { return false, nil }
func (file) SectorSize() int                  { return 0 }

func (file) DeviceCharacteristics() vfs.DeviceCharacteristic {
	return vfs.IOCAP_ATOMIC |
		vfs.IOCAP_SEQUENTIAL |
		vfs.IOCAP_SAFE_APPEND |
		vfs.IOCAP_POWERSAFE_OVERWRITE |
		vfs.IOCAP_SUBPAGE_READ
}
