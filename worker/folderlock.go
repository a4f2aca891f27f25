//go:build !js

package main

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/amora-sync/amora/core"
)

// lockFile is what a relay holds locked in its folder for as long as it runs.
// The operating system releases the lock when the process ends, however it
// ends; the file stays.
const lockFile = "relay.lock"

// lockFolder keeps other relays off a folder until unlock. Two of them would
// not hear of each other's changes. Errors: busy, storage_failed.
func lockFolder(dir string, log *slog.Logger) (unlock func(), err error) {
	f, err := os.OpenFile(filepath.Join(dir, lockFile), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, &core.Error{Code: core.CodeStorageFailed, Text: "the data folder cannot be locked", Err: err}
	}
	err = tryLock(f)
	if errors.Is(err, errors.ErrUnsupported) {
		log.Warn("this file system has no locks: take care that no other relay uses the folder", "folder", dir, "error", err)
		err = nil
	}
	if err != nil {
		f.Close()
		return nil, (&core.Error{Code: core.CodeBusy, Text: "another relay serves " + dir, Err: err}).
			WithHint("end it first, or give this one a folder of its own by --data")
	}
	return func() { f.Close() }, nil
}
