package counter

import (
	"encoding/json"
	"maps"
	"slices"
)

// Claim says that with the carried records all that the instance saved under
// the partition, above Base and up to Counter, is there. It encodes as an
// array.
type Claim struct {
	Partition, Instance string
	Base, Counter       int64
}

// MarshalJSON writes [partition, instance, base, counter].
func (c Claim) MarshalJSON() ([]byte, error) {
	return json.Marshal([]any{c.Partition, c.Instance, c.Base, c.Counter})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (c *Claim) UnmarshalJSON(text []byte) error {
	return json.Unmarshal(text, &[]any{&c.Partition, &c.Instance, &c.Base, &c.Counter})
}

// Union is what two sides have between them, expanded.
func Union(a, b map[string]Counters) map[string]Counters {
	out := map[string]Counters{}
	for _, m := range []map[string]Counters{a, b} {
		for _, p := range slices.Sorted(maps.Keys(m)) {
			for instance, c := range m[p] {
				Add(out, p, instance, c)
			}
		}
	}
	return out
}
