//go:build unix

package sqlitedb

import "syscall"

// fullErrors are the platform's for a full disk and an exceeded quota.
var fullErrors = []error{syscall.ENOSPC, syscall.EDQUOT}
