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

// TestIsPrefix: a prefix survives the filter's text form, as Morango stores and
// sends it.
func TestIsPrefix(t *testing.T) {
	for prefix, want := range map[string]bool{
		"": true, "a": true, "a:b_%": true, "日本:é": true, "a\u00adb": true, "a\u200bb": true, "\ufeff": true, "\ufffe": true,
		"a b": false, "a\nb": false, "a\x00b": false, "a\x1cb": false, "a\x7fb": false, "a\u0080b": false, "a\u0085b": false,
		"a\u009fb": false, "a\u00a0b": false, "a\u2028b": false, "a\u3000b": false, "a\xffb": false, "\ufffd": false,
		strings.Repeat("é", MaxPrefix/2): true, strings.Repeat("x", MaxPrefix+1): false,
	} {
		if got := IsPrefix(prefix); got != want {
			t.Errorf("%q: %v", prefix, got)
		}
		if back := ParseFilter(Filter{prefix}.String()); want && !slices.Equal(back, Filter{prefix}) {
			t.Errorf("%q comes back as %q", prefix, back)
		}
	}
}
