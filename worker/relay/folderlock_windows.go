package relay

import (
	"os"

	"golang.org/x/sys/windows"
)

// tryLock locks a file until it is closed, or fails at once.
func tryLock(f *os.File) error {
	const exclusively = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	return windows.LockFileEx(windows.Handle(f.Fd()), exclusively, 0, 1, 0, new(windows.Overlapped))
}
