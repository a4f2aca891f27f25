package value_test

import (
	"testing"

	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/core/value"
)

// TestMatches: SQL and Go say the same of a partition and a filter, whichever of
// its prefixes the partition has, and also where the filter has none.
func TestMatches(t *testing.T) {
	db, err := sqlitedb.Open(t.Context(), sqlitedb.Memory, sqlitedb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	filters := []value.Filter{nil, {}, {""}, {"a"}, {"b"}, {"a", "b"}, {"b", "a:é"}, {"a:é", "b", ""}, {`"a"`}, {"null"}, {"0", "1"}}
	for _, filter := range filters {
		for _, partition := range []string{"", "a", "A", "ab", "a:é:1", "a:e", "b", "null", "0", "1x", `"a"`} {
			var got [2]int64
			for i, not := range []string{"", "NOT "} {
				sql := "SELECT CASE WHEN " + not + value.Matches("?2", "?1") + " THEN 1 ELSE 0 END"
				err := db.View(t.Context(), func(tx sqldb.Tx) (err error) {
					got[i], err = sqldb.Int(tx, sql, value.FilterArg(filter), partition)
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
			}
			if want := filter.Contains(partition); (got[0] == 1) != want || (got[1] == 0) != want {
				t.Errorf("%q and %q: %v, in Go %v", filter, partition, got, want)
			}
		}
	}
}
