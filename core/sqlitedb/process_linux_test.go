package sqlitedb_test

import (
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/sqlitedb"
)

// A process that was killed has ended, whether or not its parent has taken
// notice, and so has one whose number another one has now. Of processes that
// are out of sight nothing is known.
func TestProcess(t *testing.T) {
	db, err := sqlitedb.Open(t.Context(), sqlitedb.Memory, sqlitedb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	child := exec.Command("cat") // waits for its input
	input, err := child.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer input.Close()
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	own := strings.Fields(db.Process())
	with := func(field int, text string) string {
		changed := append([]string{}, own...)
		changed[field] = text
		return strings.Join(changed, " ")
	}
	for _, c := range []struct {
		process string
		ended   bool
	}{
		{db.Process(), false},
		{with(3, own[3]+"1"), true},
		{with(0, "another start"), false},
		{with(0, "00000000-0000-0000-0000-000000000000"), false},
		{with(1, "pid:[1]"), false},
		{with(2, "-1"), false},
		{"", false},
		{"0123456789abcdef0123456789abcdef", false},
	} {
		if got := db.Ended(c.process); got != c.ended {
			t.Errorf("%q has ended: %v", c.process, got)
		}
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait() // it was killed
	if killed := with(2, strconv.Itoa(child.Process.Pid)); !db.Ended(killed) {
		t.Errorf("%q was killed and goes on", killed)
	}
}
