package counter

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// ReadFSICv1 computes what this side has under a filter in version 1: one
// counter per instance for the whole filter. A prefix knows what the partitions
// above it know. A producer takes the highest counter over the prefixes, a
// receiver what holds for all of them (MORANGO.md §3, version 1).
func ReadFSICv1(tx sqldb.Tx, filter value.Filter, as Role) (Counters, error) {
	var rows []DatabaseMaxCounter
	err := sqldb.ReadJSON(tx, &rows, `SELECT json_group_array(json_array(f.value, d.instance_id, d.counter))
FROM json_each(?1) f JOIN morango_databasemaxcounter d ON substr(f.value, 1, length(d.partition)) = d.partition`,
		value.FilterJSON(filter))
	if err != nil {
		return nil, err
	}
	known := map[string]Counters{}
	for _, r := range rows {
		Add(known, r.Partition, r.Instance, r.Counter)
	}
	out := Counters{}
	for i, prefix := range filter {
		switch {
		case as == Producer:
			for instance, c := range known[prefix] {
				out.raise(instance, c)
			}
		case i == 0:
			maps.Copy(out, known[prefix])
		default:
			maps.DeleteFunc(out, func(instance string, _ int64) bool { return known[prefix][instance] == 0 })
			for instance, c := range out {
				out[instance] = min(c, known[prefix][instance])
			}
		}
	}
	return out, nil
}

// DiffV1 is [Diff] for version 1: for each prefix and instance the counter
// above which records are due.
func DiffV1(sender, receiver Counters, filter value.Filter) []Entry {
	var out []Entry
	for _, instance := range slices.Sorted(maps.Keys(sender)) {
		if receiver[instance] < sender[instance] {
			for _, prefix := range filter {
				out = append(out, NewEntry(prefix, instance, receiver[instance]))
			}
		}
	}
	return out
}

// EntriesV1 is [Entries] for version 1: each counter for every prefix.
func EntriesV1(sender Counters, filter value.Filter) []Entry {
	out := []Entry{}
	for _, prefix := range filter {
		for _, instance := range slices.Sorted(maps.Keys(sender)) {
			out = append(out, NewEntry(prefix, instance, sender[instance]))
		}
	}
	return out
}

// ParseFSICv1 reads a peer's counters of version 1. Error: bad_fsic.
func ParseFSICv1(text string) (Counters, error) {
	c := Counters{}
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		return nil, fault.Errorf(fault.BadFSIC, "%v", err)
	}
	if len(c) > MaxFSICEntries {
		return nil, fault.Errorf(fault.BadFSIC, "%d counters, at most %d", len(c), MaxFSICEntries)
	}
	return c, c.check()
}

// ParseVersion reads a peer's FSIC of either version. One of version 1 becomes
// one of version 2 that says the same of each prefix of the filter. Error:
// bad_fsic.
func ParseVersion(text string, version int, filter value.Filter) (FSIC, error) {
	if version != 1 {
		return ParseFSIC(text, filter)
	}
	c, err := ParseFSICv1(text)
	if err != nil {
		return FSIC{}, err
	}
	f := FSIC{Super: map[string]Counters{}, Sub: map[string]Counters{}}
	if len(c)*len(filter) > MaxFSICEntries {
		return f, fault.Errorf(fault.BadFSIC, "%d counters for %d prefixes, at most %d", len(c), len(filter), MaxFSICEntries)
	}
	for _, prefix := range filter {
		f.Sub[prefix] = maps.Clone(c)
	}
	return f, nil
}

// FormatVersion writes what a receiver has under a filter, in either version.
// Version 1 has the counters that hold for every prefix.
func FormatVersion(f FSIC, version int, filter value.Filter) string {
	if version != 1 {
		return sqldb.ToJSON(f)
	}
	out := Counters{}
	for i, prefix := range filter {
		known := f.Sub[prefix]
		if i == 0 {
			maps.Copy(out, known)
		}
		for instance, c := range out {
			out[instance] = min(c, known[instance])
		}
	}
	return sqldb.ToJSON(out)
}
