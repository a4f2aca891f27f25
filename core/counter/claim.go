package counter

import "encoding/json"

// Claim says that a delta's records are all that an instance saved under a
// partition, above Base and up to Counter (PROTOCOL.md §7).
type Claim struct {
	Partition string // a prefix
	Instance  string // id
	Base      int64  // the counter up to which the receiver must have all
	Counter   int64  // the counter up to which it then has all
}

// MarshalJSON writes [partition, instance, base, counter].
func (c Claim) MarshalJSON() ([]byte, error) {
	return json.Marshal([]any{c.Partition, c.Instance, c.Base, c.Counter})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (c *Claim) UnmarshalJSON(text []byte) error {
	return json.Unmarshal(text, &[]any{&c.Partition, &c.Instance, &c.Base, &c.Counter})
}
