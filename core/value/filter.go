package value

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/amora-sync/amora/core/sqldb"
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
	contains := g.Contains
	if len(f)*len(g) > manyPrefixes {
		contains = g.Set().Contains
	}
	return !slices.ContainsFunc(f, func(prefix string) bool { return !contains(prefix) })
}

// manyPrefixes is how many comparisons of prefixes take longer than sorting.
const manyPrefixes = 64

// PrefixSet is a [Filter] for many questions: sorted, and without the prefixes
// that start with another one, as [Filter.Reduced] makes it.
type PrefixSet []string

// Set is f as a [PrefixSet]. It matches the same.
func (f Filter) Set() PrefixSet { return PrefixSet(f.Reduced()) }

// Contains is [Filter.Contains]. Of the prefixes that are no greater than the
// partition, only the greatest can be one of the partition: whatever lies
// between a prefix and the partition starts with the prefix, too.
func (s PrefixSet) Contains(partition string) bool {
	i, found := slices.BinarySearch(s, partition)
	return found || i > 0 && strings.HasPrefix(partition, s[i-1])
}

// Overlaps reports whether some partition could match both filters.
func (f Filter) Overlaps(g Filter) bool {
	return slices.ContainsFunc(f, func(a string) bool {
		return slices.ContainsFunc(g, func(b string) bool {
			return strings.HasPrefix(a, b) || strings.HasPrefix(b, a)
		})
	})
}

// Reduced is f sorted, without the prefixes that start with another of its
// prefixes. It matches the same.
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

// Scope is what a certificate permits: the templates of its scope definition,
// filled in with the certificate's parameters (Morango's
// models/certificates.py, Scope).
type Scope struct {
	Read  Filter `json:"read"`  // prefixes of what may be read
	Write Filter `json:"write"` // prefixes of what may be written
}

// Serves reports whether a holder of scope s may answer a holder of scope client
// in everything. The server gives what the client reads, so it must be allowed to
// write that, and it takes what the client writes (Morango's api/viewsets.py,
// transfer session creation).
func (s Scope) Serves(client Scope) bool {
	return client.Read.Within(s.Write) && client.Write.Within(s.Read)
}

// Permitted is f without the prefixes that the other side's filter does not
// cover.
func (f Filter) Permitted(other Filter) Filter {
	out := Filter{}
	for _, prefix := range f {
		if other.Contains(prefix) {
			out = append(out, prefix)
		}
	}
	return out
}

// Within reports whether s permits nothing that outer does not.
func (s Scope) Within(outer Scope) bool {
	return s.Read.Within(outer.Read) && s.Write.Within(outer.Write)
}

// IsPrefix reports whether s may be a partition prefix: at most [MaxPrefix]
// bytes without characters that are [BadInPrefix]. Whoever makes a certificate
// holds its scope to this rule, and a server the filters of its peers. The empty
// prefix is one, and matches everything.
func IsPrefix(s string) bool {
	return len(s) <= MaxPrefix && !strings.ContainsFunc(s, BadInPrefix)
}

// BadInPrefix reports whether a character may not stand in a prefix:
//   - white space, because it separates the prefixes of a filter;
//   - control characters, because readers differ on which are white space;
//   - U+FFFD, which Go makes of bytes that are not UTF-8.
func BadInPrefix(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || r == utf8.RuneError
}

// MaxPrefix is the most bytes that a partition prefix may have.
const MaxPrefix = 1024

// StartsWith is a SQL condition: value starts with prefix, byte for byte,
// unlike LIKE.
func StartsWith(value, prefix string) string {
	return "substr(" + value + ", 1, length(" + prefix + ")) = " + prefix
}

// Matches is a SQL condition: the partition starts with one of the prefixes of
// the filter that is bound to param, as [FilterArg] writes it. The first prefix,
// mostly the only one, is read once for all records, the others for each.
func Matches(partition, param string) string {
	return "(" + param + " IS NULL OR ifnull(" + StartsWith(partition, "("+param+" ->> 0)") + ", false)" +
		" OR EXISTS (SELECT 1 FROM json_each(" + param + ") f WHERE " + StartsWith(partition, "f.value") + "))"
}

// FilterArg is a filter as the argument of a [Matches] condition: nil if it
// matches everything, else [FilterJSON].
func FilterArg(f Filter) any {
	for _, prefix := range f {
		if prefix == "" {
			return nil
		}
	}
	return FilterJSON(f)
}

// FilterJSON is a filter as a JSON array of its prefixes.
func FilterJSON(f Filter) string {
	if f == nil {
		return "[]"
	}
	return sqldb.ToJSON([]string(f))
}

// Writable is a SQL condition: this instance may write records of the
// partition. Before it has a certificate, and at a relay, it may write all.
func Writable(partition string) string {
	return "(NOT EXISTS (SELECT 1 FROM amora_write_scope) OR EXISTS (SELECT 1 FROM amora_write_scope WHERE " +
		StartsWith(partition, "prefix") + "))"
}

// WritablePrefixes is a SQL expression for people: the first prefixes that this
// instance may write, or "nothing".
func WritablePrefixes() string {
	return "coalesce((SELECT group_concat(prefix, ', ') FROM (SELECT prefix FROM amora_write_scope WHERE prefix <> " +
		"char(10) LIMIT 5)), 'nothing')"
}
