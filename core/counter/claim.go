package counter

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
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

// Saved is the highest counter with which an instance has saved a record under a
// prefix that is here, for each instance and prefix of claims.
type Saved struct {
	counters map[of]int64
	Rows     int64 // that were read
}

// of is what a claim is about.
type of struct{ Partition, Instance string }

// SavedUnder finds what was saved under the prefixes of a few claims, once for all
// claims about the same. ok is false for more claims than it looks behind.
func SavedUnder(tx sqldb.Tx, claims []Claim) (saved Saved, ok bool, err error) {
	saved.counters = map[of]int64{}
	for _, c := range claims {
		saved.counters[of{c.Partition, c.Instance}] = 0
	}
	if len(saved.counters) > maxLowered {
		return Saved{}, false, nil
	}
	var found []struct {
		of
		Counter, Rows int64
	}
	err = sqldb.ReadJSON(tx, &found, `SELECT json_group_array(json_object('Partition', c.partition, 'Instance', c.instance,
 'Counter', c.saved ->> 0, 'Rows', c.saved ->> 1))
FROM (SELECT value ->> 'Partition' AS partition, value ->> 'Instance' AS instance,
 (SELECT json_array(ifnull(max(m.counter) FILTER (WHERE m.instance_id = value ->> 'Instance'), 0), count(*))
  FROM amora_partitionmaxcounter m WHERE m.partition >= value ->> 'Partition'
   AND m.partition < (value ->> 'Partition') || CAST(x'ff' AS TEXT)) AS saved FROM json_each(?1)) c`,
		sqldb.ToJSON(slices.Collect(maps.Keys(saved.counters))))
	for _, f := range found {
		saved.counters[f.of] = f.Counter
		saved.Rows += f.Rows
	}
	return saved, true, err
}

// Lower lowers claims to what was saved under their prefixes before and after
// they came, as [ShownFSIC] lowers counters: they say the same of the records that
// are there, and nothing of others. Claims that say nothing then are left out.
func Lower(claims []Claim, before, after Saved) (lowered []Claim) {
	for _, c := range claims {
		about := of{c.Partition, c.Instance}
		c.Base, c.Counter = min(c.Base, before.counters[about]), min(c.Counter, after.counters[about])
		if c.Base < c.Counter {
			lowered = append(lowered, c)
		}
	}
	return lowered
}

// IsShown reports whether a peer that sees what is under a filter may know that
// the bases of claims are here, and of this side's own instances the counters:
// they are not above what [ShownFSIC] says under the filter. Otherwise its answer
// to one claim after another would tell how much an instance has saved elsewhere.
// rows were read.
func IsShown(tx sqldb.Tx, claims []Claim, filter value.Filter) (shown bool, rows int64, err error) {
	narrow, err := isNarrow(tx, filter)
	if err != nil || !narrow {
		return !narrow, 0, err
	}
	own, err := OwnIDs(tx)
	if err != nil {
		return false, 0, err
	}
	saved, rows, err := readSaved(tx, filter)
	above := func(c Claim) bool {
		return c.Base > saved[c.Instance] || own[c.Instance] && c.Counter > saved[c.Instance]
	}
	return !slices.ContainsFunc(claims, above), rows, err
}
