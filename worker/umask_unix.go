//go:build unix

package main

import "golang.org/x/sys/unix"

// keepPrivate has every file that the program makes, keys and certificates
// among them, readable by its owner alone, whatever umask it was started with.
func keepPrivate() { unix.Umask(0o077) }
