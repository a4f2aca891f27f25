//go:build !(darwin || dragonfly || freebsd || illumos || js || linux || netbsd || openbsd || windows)

package relay

import (
	"errors"
	"os"
)

// tryLock is what folderlock.go says: there are no locks here.
func tryLock(*os.File) error { return errors.ErrUnsupported }
