package value

import (
	"slices"
	"strings"
)

// Reduced leaves out the prefixes that lie under another one, and sorts the rest.
func (f Filter) Reduced() Filter {
	sorted := slices.Sorted(slices.Values(f))
	out := Filter{}
	for _, prefix := range sorted {
		if len(out) == 0 || !strings.HasPrefix(prefix, out[len(out)-1]) {
			out = append(out, prefix)
		}
	}
	return out
}
