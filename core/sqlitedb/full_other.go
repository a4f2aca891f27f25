//go:build !unix && !js

package sqlitedb

import "syscall"

// fullErrors are Windows': ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL
// (https://learn.microsoft.com/windows/win32/debug/system-error-codes), or the
// portable one elsewhere.
var fullErrors = []error{syscall.Errno(39), syscall.Errno(112), syscall.ENOSPC}
