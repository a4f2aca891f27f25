package chaos_test

import (
	"maps"
	"slices"
	"strings"
)

// replaces reports whether a version may be taken for another one of the record
// that it does not know: both hold the same values, or more than a merge could
// keep (MORANGO.md §13.25).
func (v *version) replaces(u *version) bool {
	if v.row.Deleted != u.row.Deleted || v.row.Hard != u.row.Hard {
		return false
	}
	values := v.row.values()
	return slices.Equal(values, u.row.values()) || lines([]*version{v, u}) > 64<<10 &&
		(slices.Contains(values, u.row.Serialized) || len(u.row.Serialized) >= 64<<10)
}

// values are the different values that a row holds, its conflicts among them.
func (r storeRow) values() []string {
	values := slices.Sorted(strings.SplitSeq(r.Serialized+"\n"+r.Conflicts, "\n"))
	return slices.DeleteFunc(slices.Compact(values), func(line string) bool { return line == "" })
}

// covers reports whether nothing of an older version is lost where there is v.
func (o *oracle) covers(v, older *version) bool {
	return older.knows.within(v.knows) || older.knows.within(o.knows(v))
}

// knows are the events that count as known with a version: those that went into
// it, and into versions that hold the same as one that went into it.
func (o *oracle) knows(v *version) eventSet {
	known := maps.Clone(v.knows)
	for grown := true; grown; {
		grown = false
		for _, u := range o.merged[v.record] {
			if u.knows.within(known) {
				continue
			}
			if slices.ContainsFunc(o.merged[v.record], func(w *version) bool { return w.knows.within(known) && w.replaces(u) }) {
				maps.Copy(known, u.knows)
				grown = true
			}
		}
	}
	return known
}
