package value

import (
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
)

// FuzzFilter: filters as text and as sets.
func FuzzFilter(f *testing.F) {
	fuzzing.Start(f)
	f.Add("", "a", "b")
	f.Add("a\nb:c", "b:cd", "b")
	f.Add(" a \t a_ \u00a0%\u2028x", "a_b", "A_b")
	f.Add("é", "é\x00", "e\u0301")
	f.Fuzz(func(t *testing.T, text, partition, other string) {
		filter := ParseFilter(text)
		if len(filter) == 0 {
			t.Fatal("nothing is not everything")
		}
		again := ParseFilter(filter.String())
		if !slices.Equal(filter, again) {
			t.Fatalf("%q became %q", filter, again)
		}
		mixed := Filter(append(slices.Clone(filter), other)) // as a peer's JSON may have it
		if strings.TrimSpace(other) == other && len(strings.Fields(other)) < 2 && ParseFilter(mixed.String()).Contains(partition) != mixed.Contains(partition) {
			t.Fatalf("%q and its text differ about %q", mixed, partition)
		}
		if !filter.Within(filter) || !filter.Within(mixed) || !filter.Within(Filter{""}) || !filter.Overlaps(filter) {
			t.Fatalf("%q is not within itself", filter)
		}
		if set := mixed.Set(); set.Contains(partition) != mixed.Contains(partition) || set.Contains(other) != mixed.Contains(other) {
			t.Fatalf("%q and its set differ about %q", mixed, partition)
		}
		if narrow := (Filter{other}); narrow.Within(filter) && narrow.Contains(partition) && !filter.Contains(partition) {
			t.Fatalf("%q is within %q, which lacks %q", narrow, filter, partition)
		} else if !narrow.Overlaps(filter) && narrow.Contains(partition) && filter.Contains(partition) {
			t.Fatalf("%q overlaps %q in %q", narrow, filter, partition)
		}
	})
}
