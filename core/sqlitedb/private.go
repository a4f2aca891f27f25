//go:build !js

package sqlitedb

import (
	"errors"
	"io/fs"
	"os"

	"github.com/amora-sync/amora/core/fault"
)

// makePrivate makes the file of a new native database, for its owner's eyes
// only: it will hold keys. A file that is there stays as it is; it is not
// opened, as closing it would drop the locks of this process's connections to
// it. Errors: storage_full, storage_failed.
func makePrivate(name string) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err == nil {
		err = f.Close()
	}
	switch {
	case err == nil || errors.Is(err, fs.ErrExist):
		return nil
	case noRoom(err):
		return &fault.Error{Code: fault.StorageFull, Text: "the database cannot be made", Err: err}
	}
	return &fault.Error{Code: fault.StorageFailed, Text: "the database cannot be made", Err: err}
}

// siblings are the suffixes of the files that SQLite keeps beside a database.
var siblings = []string{"-wal", "-shm", "-journal"}

// correctModes gives the files beside a database the database's own mode. They
// hold what it holds, and earlier versions, or a program that was killed, may
// have left them for all to read. A file of another owner stays as it is.
func correctModes(name string) {
	info, err := os.Stat(name)
	if err != nil {
		return
	}
	for _, suffix := range siblings {
		if beside, err := os.Lstat(name + suffix); err == nil && beside.Mode().IsRegular() &&
			beside.Mode().Perm() != info.Mode().Perm() {
			_ = os.Chmod(name+suffix, info.Mode().Perm())
		}
	}
}

// makeSharedMemory makes the file of a database's shared memory, with the
// database's mode: SQLite would make it by the umask. The file is empty, and
// SQLite makes what it needs of it.
func makeSharedMemory(name string) {
	_ = makePrivate(name + "-shm")
	correctModes(name)
}
