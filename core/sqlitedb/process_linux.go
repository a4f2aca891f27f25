package sqlitedb

import (
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// Process implements sqldb.Placed: which start of the machine, which namespace of
// processes, the process and when it began, because numbers are used again.
func (d *DB) Process() string {
	pid := os.Getpid()
	began, _ := beginning(pid)
	boot, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	space, failed := os.Readlink("/proc/self/ns/pid")
	if err != nil || failed != nil || began == "" {
		return ""
	}
	return strings.Join([]string{strings.TrimSpace(string(boot)), space, strconv.Itoa(pid), began}, " ")
}

// Ended implements sqldb.Placed.
func (d *DB) Ended(process string) bool {
	own, other := strings.Fields(d.Process()), strings.Fields(process)
	if len(own) != 4 || len(other) < 4 {
		return false
	}
	other = other[len(other)-4:]
	if own[0] != other[0] || own[1] != other[1] {
		return false // on another machine, or out of sight
	}
	pid, err := strconv.Atoi(other[2])
	if err != nil || pid <= 0 {
		return false
	}
	if unix.Kill(pid, 0) == unix.ESRCH {
		return true
	}
	began, over := beginning(pid)
	return over || began != "" && began != other[3]
}

// beginning is when a process began, in the kernel's clock, "" if that cannot be
// read. over says that it has ended, and nobody has asked how.
func beginning(pid int) (began string, over bool) {
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return "", false
	}
	// proc_pid_stat(5): after the name, in parentheses, come the state and, as
	// the 20th, the beginning.
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	if len(fields) < 20 {
		return "", false
	}
	return fields[19], fields[0] == "Z" || fields[0] == "X"
}
