//go:build !js

package sqlitedb

import (
	"errors"
	"strings"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/util/vfsutil"
	"github.com/ncruces/go-sqlite3/vfs"
)

// fileVFS is the VFS of native files. It is the platform's own, but says
// sqlite3.FULL where a disk or a quota has no room: as an I/O error of another
// name the cause is forgotten before anybody can ask for it.
const fileVFS = "amora-file"

func init() { vfs.Register(fileVFS, fullVFS{vfs.Find("")}) }

type fullVFS struct{ vfs.VFS }

// Open implements vfs.VFS.
func (v fullVFS) Open(name string, flags vfs.OpenFlag) (vfs.File, vfs.OpenFlag, error) {
	f, flags, err := vfsutil.WrapOpen(v.VFS, name, flags)
	return wrapFile(f), flags, diskFull(err)
}

// OpenFilename implements vfs.VFSFilename.
func (v fullVFS) OpenFilename(name *vfs.Filename, flags vfs.OpenFlag) (vfs.File, vfs.OpenFlag, error) {
	if name != nil {
		prepareModes(name, flags)
	}
	f, flags, err := vfsutil.WrapOpenFilename(v.VFS, name, flags)
	return wrapFile(f), flags, diskFull(err)
}

// prepareModes sees to it that a file which SQLite is about to open, and those
// beside it, are made for their owner alone. What keeps a file from being made
// here keeps SQLite too, which says so.
func prepareModes(name *vfs.Filename, flags vfs.OpenFlag) {
	if flags&vfs.OPEN_CREATE != 0 && flags&vfs.OPEN_EXCLUSIVE == 0 {
		_ = makePrivate(name.String())
	}
	switch {
	case flags&vfs.OPEN_MAIN_DB != 0:
		correctModes(name.String())
	case flags&vfs.OPEN_WAL != 0: // the shared memory comes next
		makeSharedMemory(strings.TrimSuffix(name.String(), "-wal"))
	}
}

func wrapFile(f vfs.File) vfs.File {
	if f == nil {
		return nil
	}
	return fullFile{f}
}

// diskFull is err, or sqlite3.FULL where it says that there is no room.
func diskFull(err error) error {
	if err != nil && noRoom(err) {
		return sqlite3.FULL
	}
	return err
}

// noRoom reports whether a disk or a quota is full.
func noRoom(err error) bool {
	for _, full := range fullErrors {
		if errors.Is(err, full) {
			return true
		}
	}
	return false
}

// fullFile is a file of fullVFS: what its platform's file can do beyond
// vfs.File it passes on.
type fullFile struct{ vfs.File }

var (
	_ vfs.FileUnwrap             = fullFile{}
	_ vfs.FileLockState          = fullFile{}
	_ vfs.FileHasMoved           = fullFile{}
	_ vfs.FileSizeHint           = fullFile{}
	_ vfs.FilePersistWAL         = fullFile{}
	_ vfs.FilePowersafeOverwrite = fullFile{}
	_ vfs.FileSharedMemory       = fullFile{}
)

func (f fullFile) WriteAt(p []byte, off int64) (int, error) {
	n, err := f.File.WriteAt(p, off)
	return n, diskFull(err)
}

func (f fullFile) Truncate(size int64) error     { return diskFull(f.File.Truncate(size)) }
func (f fullFile) Sync(flags vfs.SyncFlag) error { return diskFull(f.File.Sync(flags)) }
func (f fullFile) SizeHint(size int64) error     { return diskFull(vfsutil.WrapSizeHint(f.File, size)) }

func (f fullFile) Unwrap() vfs.File              { return f.File }
func (f fullFile) LockState() vfs.LockLevel      { return vfsutil.WrapLockState(f.File) }
func (f fullFile) HasMoved() (bool, error)       { return vfsutil.WrapHasMoved(f.File) }
func (f fullFile) PersistWAL() bool              { return vfsutil.WrapPersistWAL(f.File) }
func (f fullFile) SetPersistWAL(keep bool)       { vfsutil.WrapSetPersistWAL(f.File, keep) }
func (f fullFile) PowersafeOverwrite() bool      { return vfsutil.WrapPowersafeOverwrite(f.File) }
func (f fullFile) SetPowersafeOverwrite(on bool) { vfsutil.WrapSetPowersafeOverwrite(f.File, on) }
func (f fullFile) SharedMemory() vfs.SharedMemory {
	return vfsutil.WrapSharedMemory(f.File)
}
