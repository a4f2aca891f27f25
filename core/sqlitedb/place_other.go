//go:build !unix && !windows

package sqlitedb

// fileID knows no files here.
func fileID(string) string { return "" }
