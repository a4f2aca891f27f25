//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

package relay

import (
	"errors"
	"os"
	"syscall"
)

// tryLock is what folderlock.go says.
func tryLock(f *os.File) error {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.ENOLCK) { // some network file systems
		return errors.Join(err, errors.ErrUnsupported)
	}
	return err
}
