package golden

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/amora-sync/amora/core"
)

// Morango's set algebra (ALGORITHMS 3 and 4) once more, on parsed tables and
// one row at a time. Two accounts of a peer need it: where Morango's tables
// and ours have parted for a reason, what they say of themselves and what
// they send parts too. TestGoldenModel holds it against real Morango.

// counters is a counter by instance; prefixes are counters by partition.
type (
	counters map[string]int64
	prefixes map[string]counters
)

func (p prefixes) raise(partition, instance string, counter int64) {
	if p[partition] == nil {
		p[partition] = counters{}
	}
	p[partition][instance] = max(p[partition][instance], counter)
}

// above lists partition and those that are prefixes of it.
func (p prefixes) above(partition string) prefixes {
	out := maps.Clone(p)
	maps.DeleteFunc(out, func(q string, _ counters) bool { return !strings.HasPrefix(partition, q) })
	return out
}

func (p prefixes) highest(instance string) (counter int64) {
	for _, c := range p {
		counter = max(counter, c[instance])
	}
	return counter
}

func integerOf(v any) int64 {
	n, _ := strconv.ParseInt(string(v.(json.Number)), 10, 64)
	return n
}

// databaseMaxCounters reads table dmc.
func databaseMaxCounters(t tables) prefixes {
	p := prefixes{}
	for key, r := range t["dmc"] {
		i := strings.LastIndex(key, "|")
		p.raise(key[:i], key[i+1:], integerOf(r["counter"]))
	}
	return p
}

// fsicOf computes what a peer says it has, in the form the files show.
func fsicOf(t tables, filter core.Filter, version int, producer bool) any {
	if version == 1 {
		return showCounters(fsicV1(t, filter, producer))
	}
	super, sub := fsicV2(t, filter, producer)
	return map[string]any{"super": showPrefixes(super), "sub": showPrefixes(sub)}
}

func fsicV1(t tables, filter core.Filter, producer bool) counters {
	all, out := databaseMaxCounters(t), counters{}
	for i, prefix := range filter {
		has := counters{}
		for _, c := range all.above(prefix) {
			for instance := range c {
				has[instance] = all.above(prefix).highest(instance)
			}
		}
		switch {
		case producer:
			for instance, c := range has {
				out[instance] = max(out[instance], c)
			}
		case i == 0:
			out = has
		default:
			maps.DeleteFunc(out, func(instance string, _ int64) bool { return has[instance] == 0 })
			for instance := range out {
				out[instance] = min(out[instance], has[instance])
			}
		}
	}
	return out
}

func fsicV2(t tables, filter core.Filter, producer bool) (super, sub prefixes) {
	super, sub = prefixes{}, prefixes{}
	for partition, c := range databaseMaxCounters(t) {
		for instance, counter := range c {
			if !matters(t, partition, instance, producer) {
				continue
			}
			if filter.Contains(partition) {
				sub.raise(partition, instance, counter)
			}
			if slices.ContainsFunc(filter, func(f string) bool { return f != partition && strings.HasPrefix(f, partition) }) {
				super.raise(partition, instance, counter)
			}
		}
	}
	all := prefixes(merged(super, sub))
	return all.uncovered(super), all.uncovered(sub)
}

// uncovered drops from part the counters that a shorter prefix in all says
// already; their partitions stay.
func (all prefixes) uncovered(part prefixes) prefixes {
	out := prefixes{}
	for partition, c := range part {
		shorter := all.above(partition)
		delete(shorter, partition)
		out[partition] = maps.Clone(c)
		maps.DeleteFunc(out[partition], func(instance string, counter int64) bool { return counter <= shorter.highest(instance) })
	}
	return out
}

// matters is the reduction: a record under the partition was last saved by
// the instance or, for a receiver, has a counter of it.
func matters(t tables, partition, instance string, producer bool) bool {
	for id, r := range t["store"] {
		if !strings.HasPrefix(r["partition"].(string), partition) {
			continue
		}
		if producer && r["last_saved_instance"] == instance || !producer && t["rmc"][id+" "+instance] != nil {
			return true
		}
	}
	return false
}

func showCounters(c counters) any {
	out := map[string]any{}
	for instance, counter := range c {
		out[instance] = json.Number(strconv.FormatInt(counter, 10))
	}
	return out
}

func showPrefixes(p prefixes) any {
	out := map[string]any{}
	for partition, c := range p {
		out[partition] = showCounters(c)
	}
	return out
}

// readCounters and readPrefixes take a shown FSIC apart again.
func readCounters(v any) counters {
	out := counters{}
	object, _ := v.(map[string]any)
	for instance, counter := range object {
		out[instance] = integerOf(counter)
	}
	return out
}

func readPrefixes(v any) prefixes {
	out := prefixes{}
	object, _ := v.(map[string]any)
	for partition, c := range object {
		out[partition] = readCounters(c)
	}
	return out
}

// claims lists what a shown FSIC says of the partitions under the filter:
// in Morango's reading what it says literally, else what super implies too.
func claims(fsic any, filter core.Filter, version int, literally bool) prefixes {
	if version == 1 {
		out := prefixes{}
		for _, prefix := range filter {
			out[prefix] = readCounters(fsic)
		}
		return out
	}
	object, _ := fsic.(map[string]any)
	sub := readPrefixes(object["sub"])
	if literally {
		return sub
	}
	return expand(readPrefixes(object["super"]), sub, filter)
}

func expand(super, sub prefixes, filter core.Filter) prefixes {
	out := prefixes{}
	for partition, c := range sub {
		out[partition] = maps.Clone(c)
	}
	for _, prefix := range filter {
		if out[prefix] == nil {
			out[prefix] = counters{}
		}
	}
	for partition := range out {
		if len(out.above(partition)) > 1 {
			continue
		}
		for _, c := range super.above(partition) {
			for instance, counter := range c {
				out.raise(partition, instance, counter)
			}
		}
	}
	maps.DeleteFunc(out, func(_ string, c counters) bool { return len(c) == 0 })
	return out
}

// due selects the ids of the Store rows that the sender has to send.
func due(t tables, sender, receiver any, op *operation, profile string) []string {
	has, known := claims(sender, op.Filter, op.FSIC, false), claims(receiver, op.Filter, op.FSIC, false)
	ids := []string{}
	for id, r := range t["store"] {
		instance, counter := r["last_saved_instance"].(string), integerOf(r["last_saved_counter"])
		for partition, c := range has.above(r["partition"].(string)) {
			lower := known.above(partition).highest(instance)
			if r["profile"] == profile && c[instance] > lower && counter > lower && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	return ids
}
