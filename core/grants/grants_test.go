package grants

import (
	"maps"
	"testing"

	"github.com/amora-sync/amora/core/value"
)

// TestShares: the certificates that permit a filter pay for it, by its prefixes,
// and no byte is nobody's.
func TestShares(t *testing.T) {
	g := New(
		Grant{Certificate: "first", Read: value.Filter{"a"}},
		Grant{Certificate: "second", Read: value.Filter{"b"}, Write: value.Filter{"b:x", "c"}},
	)
	for _, c := range []struct {
		filter value.Filter
		bytes  int64
		want   map[string]int64
	}{
		{value.Filter{"a:1", "a:2"}, 10, map[string]int64{"first": 10}},
		{value.Filter{"b:x", "c:1"}, 10, map[string]int64{"second": 10}},
		{value.Filter{"a:1", "b", "c"}, 10, map[string]int64{"first": 4, "second": 7}},
		{value.Filter{"unknown"}, 10, map[string]int64{"first": 10}},
		{nil, 10, map[string]int64{"first": 10}},
	} {
		if got := g.Shares(c.filter, c.bytes); !maps.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.filter, got, c.want)
		}
	}
	if !g.Filter(true).Contains("b:x:1") || g.Filter(true).Contains("b:y") || !g.Filter(false).Contains("b:y") {
		t.Errorf("writes %v, reads %v", g.Filter(true), g.Filter(false))
	}
}
