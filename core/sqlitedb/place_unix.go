//go:build unix

package sqlitedb

import (
	"fmt"
	"os"
	"syscall"
)

// fileID names a file by its volume and its number there. The file is not
// opened: closing it would drop the locks that this process has on it.
func fileID(name string) string {
	info, err := os.Stat(name)
	if err != nil {
		return ""
	}
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return ""
	}
	return fmt.Sprintf("%d %d", s.Dev, s.Ino)
}
