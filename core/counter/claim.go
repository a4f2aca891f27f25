package counter

import (
	"encoding/json"

	"github.com/amora-sync/amora/core/sqldb"
)

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

// maxLowered is how many claims [SavedUnder] looks behind: each reads the rows of
// all partitions under its prefix.
const maxLowered = 16

// SavedUnder finds, for each of a few claims, the highest counter with which its
// instance has saved a record under its prefix that is here. ok is false for more
// claims than it looks behind.
func SavedUnder(tx sqldb.Tx, claims []Claim) (saved []int64, ok bool, err error) {
	if len(claims) > maxLowered {
		return nil, false, nil
	}
	err = sqldb.ReadJSON(tx, &saved, `SELECT json_group_array(saved) FROM (SELECT ifnull((SELECT max(m.counter)
 FROM amora_partitionmaxcounter m WHERE m.partition >= c.value ->> 0 AND m.partition < (c.value ->> 0) || CAST(x'ff' AS TEXT)
  AND m.instance_id = c.value ->> 1), 0) AS saved FROM json_each(?1) c ORDER BY c.key)`, sqldb.ToJSON(claims))
	return saved, true, err
}

// Lower lowers claims to what was saved under their prefixes before and after
// they came, as [ShownFSIC] lowers counters: they say the same of the records that
// are there, and nothing of others. Claims that say nothing then are left out.
func Lower(claims []Claim, before, after []int64) (lowered []Claim) {
	for i, c := range claims {
		if c.Base, c.Counter = min(c.Base, before[i]), min(c.Counter, after[i]); c.Base < c.Counter {
			lowered = append(lowered, c)
		}
	}
	return lowered
}
