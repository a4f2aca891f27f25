package relay

import (
	"os"

	"golang.org/x/sys/windows"
)

// tryLock is what folderlock.go says.
func tryLock(f *os.File) error {
	const exclusively = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	return windows.LockFileEx(windows.Handle(f.Fd()), exclusively, 0, 1, 0, new(windows.Overlapped))
}
