package value

import (
	"slices"
	"strings"
	"unicode"
)

// Filter is a set of partition prefixes. Prefixes compare exactly: case
// counts, and "_" and "%" are plain characters (MORANGO.md §13.3). The
// empty prefix matches everything; an empty Filter nothing.
type Filter []string

// ParseFilter reads whitespace-separated prefixes; an empty text is the one
// empty prefix, as in Morango (certificates.py, Filter).
func ParseFilter(text string) Filter {
	f := Filter(strings.Fields(text))
	if len(f) == 0 {
		return Filter{""}
	}
	return f
}

// String joins the prefixes with newlines, the form Morango stores and sends.
// [ParseFilter] of it matches the same, unless f is empty.
func (f Filter) String() string {
	if slices.Contains(f, "") {
		return ""
	}
	return strings.Join(f, "\n")
}

// Contains reports whether partition starts with one of the prefixes.
func (f Filter) Contains(partition string) bool {
	return slices.ContainsFunc(f, func(prefix string) bool { return strings.HasPrefix(partition, prefix) })
}

// Within reports whether every prefix of f starts with one of g's, so that f
// matches nothing that g does not.
func (f Filter) Within(g Filter) bool {
	return !slices.ContainsFunc(f, func(prefix string) bool { return !g.Contains(prefix) })
}

// Overlaps reports whether some partition could match both filters.
func (f Filter) Overlaps(g Filter) bool {
	return slices.ContainsFunc(f, func(a string) bool {
		return slices.ContainsFunc(g, func(b string) bool {
			return strings.HasPrefix(a, b) || strings.HasPrefix(b, a)
		})
	})
}

// Scope is what a certificate permits: templates of its scope definition
// filled in with its parameters.
type Scope struct {
	Read  Filter `json:"read"`  // prefixes that may be read
	Write Filter `json:"write"` // and written
}

// Within reports whether s permits nothing that outer does not.
func (s Scope) Within(outer Scope) bool {
	return s.Read.Within(outer.Read) && s.Write.Within(outer.Write)
}

// IsPrefix reports whether s may stand in a filter: no white space, which
// separates prefixes, and no control characters.
func IsPrefix(s string) bool {
	return s != "" && len(s) <= MaxPrefix && !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) })
}

// MaxPrefix bounds a partition prefix, in bytes.
const MaxPrefix = 1024
