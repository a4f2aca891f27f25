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
