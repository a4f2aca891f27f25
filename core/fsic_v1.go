package core

import (
	"encoding/json"
	"maps"
	"slices"
)

// readFSICv1 computes this side's version 1 FSIC: one counter per instance
// for the whole filter. A prefix knows what the partitions above it know; a
// producer takes the highest over the prefixes, a receiver what holds for all
// of them (MORANGO.md §3, v1).
func readFSICv1(tx Tx, filter Filter, as Role) (Counters, error) {
	var rows []DatabaseMaxCounter
	err := readJSON(tx, &rows, `SELECT json_group_array(json_array(f.value, d.instance_id, d.Counter))
FROM json_each(?1) f JOIN morango_databasemaxcounter d ON substr(f.value, 1, length(d.Partition)) = d.Partition`, filterJSON(filter))
	if err != nil {
		return nil, err
	}
	known := map[string]Counters{}
	for _, r := range rows {
		add(known, r.Partition, r.Instance, r.Counter)
	}
	out := Counters{}
	for i, prefix := range filter {
		switch {
		case as == producer:
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

// diffV1 lists, for each prefix and instance, the counter above which records
// are due.
func diffV1(sender, receiver Counters, filter Filter) []counterEntry {
	var out []counterEntry
	for _, instance := range slices.Sorted(maps.Keys(sender)) {
		if receiver[instance] < sender[instance] {
			for _, prefix := range filter {
				out = append(out, entry(prefix, instance, receiver[instance]))
			}
		}
	}
	return out
}

// entriesV1 claims a version 1 FSIC's counters for every prefix.
func entriesV1(sender Counters, filter Filter) []counterEntry {
	out := []counterEntry{}
	for _, prefix := range filter {
		for _, instance := range slices.Sorted(maps.Keys(sender)) {
			out = append(out, entry(prefix, instance, sender[instance]))
		}
	}
	return out
}

func parseFSICv1(text string) (Counters, error) {
	c := Counters{}
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		return nil, Errorf(CodeBadFSIC, "%v", err)
	}
	if len(c) > MaxFSICEntries {
		return nil, Errorf(CodeBadFSIC, "%d counters, at most %d", len(c), MaxFSICEntries)
	}
	return c, c.check()
}
