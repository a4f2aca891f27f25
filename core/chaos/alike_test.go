package chaos_test

import (
	"maps"
	"slices"
	"strings"
)

// replaces reports whether a version may be taken for another one of the record
// that it does not know: both hold the same values, one having been merged; or it
// has all values of the other, where a reader chooses (MORANGO.md §13.17); or they
// are large, and a merge would drop values or has nothing to add (MORANGO.md
// §13.25).
func (v *version) replaces(u *version) bool {
	a, b := v.row, u.row
	if a.Deleted != b.Deleted || a.Hard != b.Hard {
		return false
	}
	if a.Conflicts != "" || b.Conflicts != "" || a.Hard {
		if slices.Equal(a.values(), b.values()) {
			return true
		}
	}
	if !a.Hard && a.has(b) {
		return true
	}
	if len(a.Serialized)+len(a.Conflicts)+len(b.Serialized)+len(b.Conflicts) < 64<<10 {
		return false
	}
	shown := slices.Contains(a.values(), b.Serialized)
	if !shown && len(b.Serialized) < min(64<<10, 512<<10-len(a.Serialized)) {
		return false
	}
	return a.has(b) || lines([]*version{v, u})-1 > min(512<<10, 64<<10+min(len(a.Serialized), len(b.Serialized)))
}

// values are the different values that a row holds, its conflicts among them.
func (r storeRow) values() []string {
	values := slices.Sorted(strings.SplitSeq(r.Serialized+"\n"+r.Conflicts, "\n"))
	return slices.DeleteFunc(slices.Compact(values), func(line string) bool { return line == "" })
}

// has reports whether all values of the other row are among those of r.
func (r storeRow) has(other storeRow) bool {
	values := r.values()
	return !slices.ContainsFunc(other.values(), func(value string) bool { return !slices.Contains(values, value) })
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
		for _, u := range o.byRecord[v.record] {
			if u.knows.within(known) {
				continue
			}
			if slices.ContainsFunc(o.byRecord[v.record], func(w *version) bool {
				return w.knows.within(known) && w.replaces(u)
			}) {
				maps.Copy(known, u.knows)
				grown = true
			}
		}
	}
	return known
}
