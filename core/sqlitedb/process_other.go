//go:build !linux

package sqlitedb

// Process implements sqldb.Placed: this platform is not asked.
func (d *DB) Process() string { return "" }

// Ended implements sqldb.Placed: this platform is not asked.
func (d *DB) Ended(string) bool { return false }
