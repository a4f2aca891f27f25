package sqlitedb

import (
	"fmt"
	"os"

	"github.com/amora-sync/amora/core/sqldb"
)

var _ sqldb.Placed = (*DB)(nil)

// Place implements sqldb.Placed: which file of which volume this is, on which
// start of which machine. Copies differ in the file or the volume, and so do
// snapshots that another machine starts from in one of the latter.
func (d *DB) Place() string {
	if d.opts.VFS != "" || d.filename == Memory {
		return ""
	}
	file := fileID(d.filename)
	if file == "" {
		return ""
	}
	host, _ := os.Hostname()                                  // "" will do
	boot, _ := os.ReadFile("/proc/sys/kernel/random/boot_id") // of Linux
	return fmt.Sprintf("%s\n%s\n%s", file, host, boot)
}
