package counter

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/value"
)

// FSIC is what one side has under a filter: filter-specific instance counters,
// version 2 (Morango's models/core.py and models/fsic_utils.py; MORANGO.md §3).
//
// Sub holds the partitions that start with one of the filter's prefixes,
// Super those that are proper prefixes of one. Empty counters are meaningful.
type FSIC struct {
	Super map[string]Counters `json:"super"` // by partition, above the filter
	Sub   map[string]Counters `json:"sub"`   // by partition, under the filter
}

// MaxFSICEntries is the most counters that a peer's FSIC may have when it is
// expanded. A partition without counters counts as one, because it is looked up
// like any other. Morango's limit for one query is 99,800.
const MaxFSICEntries = 50_000

// dropRedundant removes counters that a shorter prefix says already; their
// partitions stay, perhaps empty.
func (f FSIC) dropRedundant() {
	all := map[string]Counters{}
	for _, m := range []map[string]Counters{f.Super, f.Sub} {
		for p, c := range m {
			all[p] = maps.Clone(c)
		}
	}
	for _, m := range []map[string]Counters{f.Super, f.Sub} {
		for p, counters := range m {
			above := prefixCounters(all, p, false)
			maps.DeleteFunc(counters, func(instance string, c int64) bool { return c <= above[instance] })
		}
	}
}

// prefixCounters is the highest counter of each instance over the partitions
// of m that are prefixes of p, p itself included if self is set.
func prefixCounters(m map[string]Counters, p string, self bool) Counters {
	out := Counters{}
	for i := range len(p) + 1 {
		if i == len(p) && !self {
			break
		}
		for instance, c := range m[p[:i]] {
			out.raise(instance, c)
		}
	}
	return out
}

// Expand writes out for every partition under the filter what the FSIC says of
// it, so that Super may be forgotten: counters by partition, which [Diff],
// [Union] and [Entries] take (MORANGO.md §3).
func (f FSIC) Expand(filter value.Filter) map[string]Counters {
	sub := map[string]Counters{}
	for p, c := range f.Sub {
		sub[p] = maps.Clone(c)
	}
	for _, p := range filter {
		if sub[p] == nil {
			sub[p] = Counters{}
		}
	}
	top := slices.DeleteFunc(slices.Collect(maps.Keys(sub)), func(p string) bool {
		for i := range len(p) {
			if _, above := sub[p[:i]]; above {
				return true
			}
		}
		return false
	})
	for _, p := range top {
		for instance, c := range prefixCounters(f.Super, p, false) {
			sub[p].raise(instance, c)
		}
	}
	maps.DeleteFunc(sub, func(_ string, c Counters) bool { return len(c) == 0 })
	return sub
}

// Diff lists what the sender has and the receiver lacks: for each of the
// sender's partitions and instances the counter above which records are due.
// Both sides are expanded. The list is sorted.
func Diff(sender, receiver map[string]Counters) []Entry {
	all := map[string]Counters{}
	for p := range sender {
		all[p] = receiver[p]
	}
	maps.Copy(all, receiver)
	var out []Entry
	for _, p := range slices.Sorted(maps.Keys(sender)) {
		has := prefixCounters(all, p, true)
		for _, instance := range slices.Sorted(maps.Keys(sender[p])) {
			if has[instance] < sender[p][instance] {
				out = append(out, NewEntry(p, instance, has[instance]))
			}
		}
	}
	return out
}

// Entries lists expanded counters, sorted by partition and instance.
func Entries(expanded map[string]Counters) []Entry {
	out := []Entry{}
	for p, counters := range expanded {
		for instance, c := range counters {
			out = append(out, NewEntry(p, instance, c))
		}
	}
	slices.SortFunc(out, func(a, b Entry) int {
		return cmp.Or(strings.Compare(a[0].(string), b[0].(string)), strings.Compare(a[1].(string), b[1].(string)))
	})
	return out
}

// ParseFSIC reads a peer's FSIC and checks it against the filter agreed on: it
// has at most [MaxFSICEntries] counters, ids are 32 hex digits, counters in
// 0…value.MaxCounter, partitions of Sub under the filter and of Super above it.
// Error: bad_fsic.
func ParseFSIC(text string, filter value.Filter) (FSIC, error) {
	var f FSIC
	if len(text) > MaxFSICEntries*64 {
		return f, fault.Errorf(fault.BadFSIC, "%d bytes", len(text))
	}
	if err := json.Unmarshal([]byte(text), &f); err != nil {
		return f, fault.Errorf(fault.BadFSIC, "%v", err)
	}
	if f.Sub == nil || f.Super == nil {
		return f, fault.Errorf(fault.BadFSIC, "super or sub is missing")
	}
	n := 0
	under := filter.Set()
	for p, c := range f.Sub {
		if !value.IsPrefix(p) { // looking up a partition's prefixes takes its length squared
			return f, fault.Errorf(fault.BadFSIC, "partition %.80q", p)
		}
		if !under.Contains(p) {
			return f, fault.Errorf(fault.BadFSIC, "partition %q is outside the filter", p)
		}
		n += max(len(c), 1)
	}
	for p, c := range f.Super {
		below := 0 // how many prefixes it is expanded to
		for _, q := range filter {
			if strings.HasPrefix(q, p) {
				below++
			}
		}
		if below == 0 {
			return f, fault.Errorf(fault.BadFSIC, "partition %q is not above the filter", p)
		}
		n += max(len(c)*below, 1)
	}
	if n > MaxFSICEntries {
		return f, fault.Errorf(fault.BadFSIC, "%d counters and partitions, at most %d", n, MaxFSICEntries)
	}
	for _, m := range []map[string]Counters{f.Super, f.Sub} {
		for _, c := range m {
			if err := c.check(); err != nil {
				return f, err
			}
		}
	}
	return f, nil
}

func (c Counters) check() error {
	for instance, counter := range c {
		if !value.IsID(instance) || counter < 0 || counter > value.MaxCounter {
			return fault.Errorf(fault.BadFSIC, "counter %d of instance %q", counter, instance)
		}
	}
	return nil
}
