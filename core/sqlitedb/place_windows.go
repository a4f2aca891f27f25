package sqlitedb

import (
	"fmt"
	"os"
	"syscall"
)

// fileID names a file by its volume and its number there.
func fileID(name string) string {
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close() // nothing was written
	var i syscall.ByHandleFileInformation
	if err := syscall.GetFileInformationByHandle(syscall.Handle(f.Fd()), &i); err != nil {
		return ""
	}
	return fmt.Sprintf("%d %d %d", i.VolumeSerialNumber, i.FileIndexHigh, i.FileIndexLow)
}
