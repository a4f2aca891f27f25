//go:build !linux && !darwin && !js

package disk

import (
	"errors"
	"syscall"
)

// diskSpace is what disk.go says: it cannot tell on this platform.
func diskSpace(string) (total, free int64, ok bool) { return 0, 0, false }

// isDiskFull is what disk.go says. It knows Windows' ERROR_HANDLE_DISK_FULL and
// ERROR_DISK_FULL (https://learn.microsoft.com/windows/win32/debug/system-error-codes).
func isDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.Errno(39)) || errors.Is(err, syscall.Errno(112))
}
