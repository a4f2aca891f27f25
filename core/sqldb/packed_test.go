package sqldb_test

import (
	"slices"
	"testing"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// TestUnpack: what is cut off or no length is an error, not a shorter cell. The
// suite of databases packs cells of all kinds.
func TestUnpack(t *testing.T) {
	row := make([]string, 2)
	rest, err := sqldb.Unpack("3:a:b0:2:ü1:x", row)
	if err != nil || !slices.Equal(row, []string{"a:b", ""}) || rest != "2:ü1:x" {
		t.Errorf("%q, rest %q, %v", row, rest, err)
	}
	if rest, err = sqldb.Unpack(rest, row); err != nil || rest != "" || !slices.Equal(row, []string{"ü", "x"}) {
		t.Errorf("%q, rest %q, %v", row, rest, err)
	}
	for _, bad := range []string{"", "3", "3:ab", "1:a", "1:a2", "-1:a1:b", "x:a1:b", "9999999999999999999:a", ":"} {
		if _, err := sqldb.Unpack(bad, row); fault.CodeOf(err) != fault.Internal {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
