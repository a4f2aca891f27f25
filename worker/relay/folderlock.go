//go:build !js

package relay

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/amora-sync/amora/core/fault"
)

// lockFile is what a relay holds locked in its folder for as long as it runs.
// The operating system releases the lock when the process ends, however it
// ends; the file stays.
const lockFile = "relay.lock"

// tryLock is the platform's, in folderlock_*.go. It locks a file until the file
// is closed, or fails at once; [errors.ErrUnsupported] says that the platform or
// the file system has no locks.
var _ func(*os.File) error = tryLock

// lockFolder keeps other relays off a folder until unlock. Two of them would
// not hear of each other's changes. A folder that has no locks, or cannot be
// written, is served without one. Error: busy.
func lockFolder(dir string, log *slog.Logger) (unlock func(), err error) {
	warn := func(err error) {
		log.Warn("the data folder cannot be locked: take care that no other relay uses it", "folder", dir, "error", err)
	}
	f, err := os.OpenFile(filepath.Join(dir, lockFile), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		warn(err)
		return func() {}, nil
	}
	err = tryLock(f)
	if errors.Is(err, errors.ErrUnsupported) {
		warn(err)
		err = nil
	}
	if err != nil {
		f.Close()
		return nil, (&fault.Error{Code: fault.Busy, Text: "another relay serves " + dir, Err: err}).
			WithHint("end it first, or give this one a folder of its own by --data")
	}
	return func() { f.Close() }, nil
}
