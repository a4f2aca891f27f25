package golden

import (
	"encoding/json"
	"maps"
	"strconv"
	"strings"

	"github.com/amora-sync/amora/core/value"
)

// What an FSIC says (MORANGO.md §3), once more and on the files' own form.

// counters is a counter by instance; prefixes are counters by partition.
type (
	counters map[string]json.Number
	prefixes map[string]counters
)

func integerOf(v any) int64 {
	n, _ := strconv.ParseInt(string(v.(json.Number)), 10, 64)
	return n
}

// each visits every counter under the key it has in table dmc.
func (p prefixes) each(visit func(key string, counter json.Number)) {
	for partition, c := range p {
		for instance, counter := range c {
			visit(partition+"|"+instance, counter)
		}
	}
}

// above lists partition and those that are prefixes of it.
func (p prefixes) above(partition string) prefixes {
	out := maps.Clone(p)
	maps.DeleteFunc(out, func(q string, _ counters) bool { return !strings.HasPrefix(partition, q) })
	return out
}

func (c counters) raise(other counters) {
	for instance, counter := range other {
		if c[instance] == "" || integerOf(counter) > integerOf(c[instance]) {
			c[instance] = counter
		}
	}
}

// partsOf takes a version 2 FSIC apart.
func partsOf(fsic any) (super, sub prefixes) {
	object, _ := fsic.(map[string]any)
	read := func(part any) prefixes {
		out := prefixes{}
		partitions, _ := part.(map[string]any)
		for partition, c := range partitions {
			out[partition] = countersOf(c)
		}
		return out
	}
	return read(object["super"]), read(object["sub"])
}

func countersOf(v any) counters {
	out := counters{}
	object, _ := v.(map[string]any)
	for instance, counter := range object {
		out[instance], _ = counter.(json.Number)
	}
	return out
}

// expand spells out for the partitions under the filter what super says.
func expand(super, sub prefixes, filter value.Filter) prefixes {
	out := prefixes{}
	for partition, c := range sub {
		out[partition] = maps.Clone(c)
	}
	for _, prefix := range filter {
		if out[prefix] == nil {
			out[prefix] = counters{}
		}
	}
	for partition, c := range out {
		if len(out.above(partition)) == 1 {
			for _, s := range super.above(partition) {
				c.raise(s)
			}
		}
	}
	return out
}

// claimsV1 visits what a version 1 FSIC makes of a receiver's
// DatabaseMaxCounters: a counter that is higher than what the receiver knows
// of the whole filter holds for each of its prefixes.
func claimsV1(dmc table, fsic any, filter value.Filter, visit func(key string, counter json.Number)) {
	for instance, counter := range countersOf(fsic) {
		news := false
		for _, prefix := range filter {
			known := int64(-1)
			for key, r := range dmc {
				i := strings.LastIndex(key, "|")
				if key[i+1:] == instance && strings.HasPrefix(prefix, key[:i]) {
					known = max(known, integerOf(r["counter"]))
				}
			}
			news = news || known < integerOf(counter)
		}
		for _, prefix := range filter {
			if news {
				visit(prefix+"|"+instance, counter)
			}
		}
	}
}
