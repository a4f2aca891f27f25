//go:build unix

package sqlitedb

import "syscall"

// fullErrors are the platform's for a full disk, an exceeded quota, and a file
// that may not grow.
var fullErrors = []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG}
